// One deposit account with its customer and its merchant.
import { type Deposit, type DepositAccount, DepositList } from "@kaspa-pay/api-contract";
import { onSimnet } from "./addresses.ts";
import type { Json } from "./http.ts";
import { kas } from "./payment.ts";
import type { Merchant } from "./subjects.ts";

export interface TestDepositAccount {
  readonly id: string;
  readonly address: string;
  /** Sends so much KAS (decimal text) to the address and mines the block that accepts it; the transaction's id. */
  pay(amount: string): string;
  /** The account as the API shows it. */
  read(): Promise<DepositAccount>;
  /** Its deposits as the API lists them, the oldest first. */
  deposits(): Promise<Deposit[]>;
  /** Each deposit as `amount status`, the oldest first. */
  statuses(): Promise<string[]>;
  /** Names of the events about its deposits that the merchant's server got, in the order of their sequence. */
  events(depositId: string): Promise<string[]>;
}

/** Switches deposits on, unless `settings` says otherwise. */
export async function allowDeposits(merchant: Merchant, settings: object = {}): Promise<void> {
  const answer = await merchant.call("PATCH", "/api/v1/deposit-settings", { enabled: true, ...settings });
  if (answer.status !== 200) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
}

export async function openAccount(merchant: Merchant, externalUserId: string): Promise<TestDepositAccount> {
  const { status, body } = await merchant.call("POST", "/api/v1/deposit-accounts", { externalUserId });
  if (status !== 201) throw new Error(`${status}: ${JSON.stringify(body)}`);
  const { gateway } = merchant;
  const { id, address } = body as DepositAccount;
  const account: TestDepositAccount = {
    id,
    address,
    pay: (amount) =>
      gateway.chain.pay({ address: onSimnet(address), sompi: kas(amount), mine: true }).txIds[0] ?? "",
    read: async () => (await merchant.call("GET", `/api/v1/deposit-accounts/${id}`)).body,
    async deposits() {
      const { body } = await merchant.call("GET", `/api/v1/deposits?account=${id}&limit=100`);
      return DepositList.parse(body).data.toReversed();
    },
    statuses: async () =>
      (await account.deposits()).map(({ amount, status }) => `${Number(amount)} ${status}`),
    async events(depositId) {
      const { body } = await merchant.call("GET", "/api/v1/events?limit=100");
      const own = (body.data as Json[]).filter(({ data }) => data.deposit?.id === depositId);
      const sorted = own.toSorted((a, b) => a.sequence - b.sequence);
      const gapless = sorted.every(({ sequence }, place) => sequence === place + 1);
      if (!gapless) throw new Error(`gaps: ${sorted.map(({ sequence }) => sequence).join(" ")}`);
      return sorted.map(({ event }) => event);
    },
  };
  return account;
}
