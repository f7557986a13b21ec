import { chainSourceConformance } from "./chain-source.ts";
import { openSimulated } from "./simulated-chain.ts";

chainSourceConformance(openSimulated);
