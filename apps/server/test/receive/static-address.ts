import { parseAccountKey } from "@kaspa-pay/kaspa";
import { newDemoAccountKey } from "@kaspa-pay/kaspa-sim";

/** An address of a wallet that nobody else knows, as a merchant without account key would type it in. */
export const freshAddress = async (): Promise<string> =>
  parseAccountKey(await newDemoAccountKey(), "simnet").address(0, 0);
