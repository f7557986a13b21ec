import type { Network } from "@kaspa-pay/core";

/** What the wallet is asked to send. */
export interface SigningRequest {
  readonly uri: string;
  readonly address: string;
  /** KAS. */
  readonly amount: string;
  readonly amountSompi: string;
  readonly network: Network;
}
