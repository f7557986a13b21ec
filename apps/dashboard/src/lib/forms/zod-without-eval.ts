// Zod compiles its parsers with `new Function`, which the policy of this page forbids and reports. It decides when a
// schema is made, so this module must run before the contract's.
import { config } from "zod";

config({ jitless: true });
