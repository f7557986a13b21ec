// What every wallet in a browser looks like to a page, whichever interface it has.
import type { Network } from "@kaspa-pay/core";

/** One transfer that the wallet is asked to sign and send. */
export interface Transfer {
  /** With its network prefix. */
  readonly address: string;
  readonly sompi: bigint;
  readonly network: Network;
}

/** The account that the wallet shows to this page. */
export interface WalletConnection {
  readonly address: string;
  /** Network id as nodes write it, `mainnet` or `testnet-10`; whatever else the wallet calls its network. */
  readonly network: string;
}

/** One wallet that is installed in this browser. */
export interface Wallet {
  /** `kasware`, `kastle` or `kip12:<name of the wallet's own>`; the same after a reload where the wallet allows it. */
  readonly id: string;
  readonly name: string;
  /** An image as a `data:` URI, from the wallet itself: a hint for the eye, no proof. Show it with `<img>` only. */
  readonly icon?: string;
  /** Asks for the account; the wallet asks the user the first time. @throws WalletError */
  connect(): Promise<WalletConnection>;
  /**
   * Asks the wallet to sign and send. The answer is what the wallet says: only the chain proves a transfer.
   *
   * @throws WalletError; `mayHavePaid` tells whether the transfer may be on its way all the same
   */
  send(transfer: Transfer): Promise<{ readonly txId: string }>;
}

export const WALLET_ERROR_CODES = [
  "not_installed",
  "rejected",
  "wrong_network",
  "wrong_amount",
  "silent",
  "failed",
] as const;

/** Why a wallet did not do what it was asked. docs/decisions/0049-browser-wallets.md */
export type WalletErrorCode = (typeof WALLET_ERROR_CODES)[number];

/** What is known besides the code. */
export interface WalletErrorFacts {
  readonly mayHavePaid?: boolean;
  readonly network?: string;
  readonly txId?: string;
}

/** The only error of this package. `code` is stable, the message is for people. */
export class WalletError extends Error {
  readonly code: WalletErrorCode;
  /** True when the transfer may be on its way: wait for the chain before anything is sent again. */
  readonly mayHavePaid: boolean;
  /** `wrong_network`: the network that the wallet is on. */
  readonly network: string | undefined;
  /** `wrong_amount`: the transaction that the wallet reports. */
  readonly txId: string | undefined;

  constructor(
    code: WalletErrorCode,
    message: string,
    { mayHavePaid = false, network, txId }: WalletErrorFacts = {},
  ) {
    super(message);
    this.name = "WalletError";
    this.code = code;
    this.mayHavePaid = mayHavePaid;
    this.network = network;
    this.txId = txId;
  }
}
