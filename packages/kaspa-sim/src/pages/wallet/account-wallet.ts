// A store's wallet: the account that the dashboard's "Use a demo wallet" filled in. The node holds its key, signs and
// sends; this page only asks.
import type { WrpcClient } from "@kaspa-pay/kaspa/wrpc";
import type { SentPayment, Wallet } from "./wallet.ts";

interface AccountAnswer {
  readonly balanceSompi: string;
  readonly changeAddress: string;
  readonly payments: readonly { readonly txId: string; readonly daaScore: number }[];
}

interface PaymentAnswer {
  readonly txIds: readonly string[];
  readonly feeSompi: string;
}

/** A merchant's demo account, by its account key. */
export class AccountWallet implements Wallet {
  readonly sent: SentPayment[] = [];
  virtualDaaScore = 0n;
  readonly #account: string;
  readonly #client: WrpcClient;
  #state: AccountAnswer = { balanceSompi: "0", changeAddress: "", payments: [] };

  private constructor(account: string, client: WrpcClient) {
    this.#account = account;
    this.#client = client;
  }

  /** @throws Error with the node's text when it cannot sign for the account */
  static async open(account: string, client: WrpcClient): Promise<AccountWallet> {
    const wallet = new AccountWallet(account, client);
    await wallet.refresh();
    return wallet;
  }

  /** An address of the change branch: coins from the faucet are not taken for a customer's money there. */
  get address(): string {
    return this.#state.changeAddress;
  }

  get balanceSompi(): bigint {
    return BigInt(this.#state.balanceSompi);
  }

  async refresh(): Promise<void> {
    const [info, state] = await Promise.all([
      this.#client.getServerInfo(),
      ask<AccountAnswer>("/account", { account: this.#account }),
    ]);
    this.virtualDaaScore = info.virtualDaaScore;
    this.#state = state;
  }

  confirmationsOf({ txId }: SentPayment): bigint | undefined {
    const accepted = this.#state.payments.find((payment) => payment.txId === txId);
    if (accepted === undefined) return undefined;
    const depth = this.virtualDaaScore - BigInt(accepted.daaScore);
    return depth < 0n ? 0n : depth;
  }

  async feeFor(to: string, sompi: bigint): Promise<bigint> {
    return BigInt((await this.#ask(to, sompi, true)).feeSompi);
  }

  async pay(to: string, sompi: bigint): Promise<void> {
    const { txIds } = await this.#ask(to, sompi, false);
    for (const txId of txIds) this.sent.unshift({ txId, sompi });
  }

  #ask(address: string, sompi: bigint, draft: boolean): Promise<PaymentAnswer> {
    return ask("/account/pay", { account: this.#account, address, sompi: String(sompi), draft });
  }
}

/** Asks the node's own pages. @throws Error with the node's text */
export async function ask<T>(path: string, body: object): Promise<T> {
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as T & { readonly error?: string };
  if (!response.ok) throw new Error(answer.error);
  return answer;
}
