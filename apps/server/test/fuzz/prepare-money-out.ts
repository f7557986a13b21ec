// Refunds and payouts in every state that an operation needs, and an output of unknown origin for each of two. Two of
// each: one for the first operation, one for whatever comes later.
import { parseAccountKey } from "@kaspa-pay/kaspa";
import { newDemoAccountKey } from "@kaspa-pay/kaspa-sim";
import type { Json, Preparing } from "./preparing.ts";

const SOMPI = 100_000_000n;
const TWO = [0, 1];

const freshAddress = async (): Promise<string> =>
  parseAccountKey(await newDemoAccountKey(), "simnet").address(0, 0);

export async function prepareMoneyOut(preparing: Preparing): Promise<void> {
  const { driver, call, person, ready } = preparing;
  const payments: Json[] = [];
  for (let made = 0; made < 4; made++)
    payments.push(await call("POST", "/payments", { amount: "50", expiryMinutes: 60 }, person.key));
  for (const { kaspaAddress: address } of payments)
    driver.controls.pay({ address, sompi: 60n * SOMPI, mine: true });
  await driver.settle();
  const [first, second] = payments;
  for (const { id } of [first, second] as Json[]) {
    ready("refunds.create", { id, amount: "1" });
    ready("refunds.preview", { id, amount: "1" });
  }
  await prepareRefunds(preparing, String((payments[2] as Json).id));
  await preparePayouts(preparing);
}

async function prepareRefunds(preparing: Preparing, paymentId: string): Promise<void> {
  const { call, person, ready } = preparing;
  const refund = (fields: object = {}): Promise<Json> =>
    call("POST", `/payments/${paymentId}/refunds`, { amount: "1", ...fields }, person.key);
  for (const _each of TWO) {
    ready("refunds.get", { id: (await refund()).id });
    ready("refunds.cancel", { id: (await refund()).id });
    const token = String((await refund()).claimUrl).split("/claim/")[1];
    ready("claims.get", { token });
    ready("claims.claim", { token, address: await freshAddress() });
    const { id, address, amountSompi } = await refund({ destination: await freshAddress() });
    ready("refunds.attach", { id, ...(await sent(preparing, "refunds", { id, address, amountSompi })) });
  }
}

async function preparePayouts(preparing: Preparing): Promise<void> {
  const { call, person, ready } = preparing;
  const payout = async (): Promise<Json> =>
    call("POST", "/payouts", { amount: "1", recipientAddress: await freshAddress() }, person.key);
  for (const _each of TWO) {
    ready("payouts.create", { amount: "2", recipientAddress: await freshAddress() });
    ready("payouts.import", { csv: `address,amount\n${await freshAddress()},2\n` });
    ready("payouts.get", { id: (await payout()).id });
    ready("payouts.approve", { id: (await payout()).id });
    ready("payouts.cancel", { id: (await payout()).id });
    const { id, recipientAddress: address, amountSompi } = await payout();
    ready("payouts.attach", { id, ...(await sent(preparing, "payouts", { id, address, amountSompi })) });
  }
}

/** An output of the exact sum that nobody knows the sender of. */
async function sent(
  { driver, call, person }: Preparing,
  noun: "refunds" | "payouts",
  { id, address, amountSompi }: Json,
): Promise<{ txId: string; index: number }> {
  driver.controls.pay({ address, sompi: BigInt(String(amountSompi)), mine: true });
  await driver.settle();
  const { outputs } = await call("GET", `/${noun}/${id}`, undefined, person.key);
  const [{ txId, index } = { txId: "", index: 0 }] = outputs as { txId: string; index: number }[];
  return { txId, index };
}
