// Customers with deposit accounts, who pay now and then, and the merchant who spends their money.
import { api } from "../../../../e2e/support/api.ts";
import { type Paying, sweep } from "./payers.ts";
import { pause } from "./seeded.ts";
import type { ServerProcess } from "./server-process.ts";

/** Of the deposits of a run; less is recorded and never credited. */
export const DEPOSIT_MINIMUM_SOMPI = 500_000_000n;
/** Below every depth that the drain waits for. */
const CONFIRMATIONS = 20;

/** Addresses of new accounts. */
export async function openDepositAccounts(
  server: ServerProcess,
  apiKey: string,
  count: number,
): Promise<string[]> {
  const proof = { authorization: `Bearer ${apiKey}` };
  const rules = { enabled: true, minimum: "5", requiredConfirmations: CONFIRMATIONS };
  await api(server.url, "PATCH", "/deposit-settings", rules, proof);
  const addresses: string[] = [];
  for (let number = 0; number < count; number++) {
    const body = { externalUserId: `customer-${number}` };
    const made = await api<{ address: string }>(server.url, "POST", "/deposit-accounts", body, proof);
    addresses.push(made.address);
  }
  return addresses;
}

/** Pays one address again and again, sometimes less than the minimum, until the time is over. */
export async function depositUntil(until: number, address: string, paying: Paying): Promise<void> {
  const { chain, random } = paying;
  while (Date.now() < until) {
    const parts = random.between(1, 2);
    const sompi = random.chance(0.2)
      ? DEPOSIT_MINIMUM_SOMPI - BigInt(random.between(1, 1_000))
      : DEPOSIT_MINIMUM_SOMPI * 2n + BigInt(random.between(0, 1_000_000));
    chain.sim.controls.pay({ address, sompi, parts });
    if (random.chance(0.3)) await sweep(paying, address);
    await pause(random.between(300, 3_000));
  }
}
