// Zod compiles its parsers with `new Function`, which this page's policy forbids and reports. The setting is read when
// a schema is created, so this module must run before the API's schemas.
import { config } from "zod";

config({ jitless: true });
