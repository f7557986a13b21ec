import { chainSourceConformance } from "./chain-source.ts";
import { openOverRest } from "./rest-chain.ts";

chainSourceConformance(openOverRest);
