import { decodeAddress, encodeAddress, parseAccountKey } from "@kaspa-pay/kaspa";
import { newDemoAccountKey } from "@kaspa-pay/kaspa-sim";

/** An address of a wallet that nobody else knows, as a merchant without account key would type it in. */
export const freshAddress = async (network: "simnet" | "testnet-10" = "simnet"): Promise<string> =>
  parseAccountKey(await newDemoAccountKey(), network).address(0, 0);

/** The same script as the simulated chain writes it: addresses of networks differ only by their prefix. */
export function onSimnet(address: string): string {
  const { version, payload } = decodeAddress(address);
  return encodeAddress("simnet", version, payload);
}
