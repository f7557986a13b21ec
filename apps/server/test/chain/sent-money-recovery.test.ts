// The node has lost the place that was read last: what is known of refunds and payouts is held against the chain anew.
import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import type { Json } from "../support/http.ts";
import { freshAddress, type Merchant } from "../support/merchant.ts";
import type { TestPayment } from "../support/payment.ts";

const test = gatewayTest({ per: "test" });

async function paid(merchant: Merchant): Promise<TestPayment> {
  const payment = await merchant.createPayment();
  payment.pay("30");
  await merchant.gateway.mine(14);
  return payment;
}

async function refunding({ id, merchant }: TestPayment): Promise<Json> {
  const body = { amount: "10", destination: await freshAddress() };
  return (await merchant.call("POST", `/api/v1/payments/${id}/refunds`, body)).body;
}

const sign = ({ gateway, xpub }: Merchant, { address, amountSompi }: Json) =>
  gateway.chain.payFrom({ account: xpub, address, sompi: amountSompi, mine: true });

const read = async (merchant: Merchant, id: string): Promise<Json> =>
  (await merchant.call("GET", `/api/v1/refunds/${id}`)).body;

const stepsOf = async ({ gateway, merchant, id }: TestPayment) =>
  (await gateway.eventTypes(merchant.storeId, id)).filter((type) => type.startsWith("refund."));

test("N-17 M-06: after a step back a refund whose output left the chain is open again; one whose output is there has no second event", async ({
  gateway,
  merchant,
  chain,
}) => {
  for (let minutes = 0; minutes < 3; minutes++) {
    chain.mine(600);
    await gateway.follow();
  }
  const [first, second] = [await paid(merchant), await paid(merchant)];
  const [kept, lost] = [await refunding(first), await refunding(second)];
  sign(merchant, kept);
  await gateway.mine(14);
  const { id: backup } = chain.snapshot();
  sign(merchant, lost);
  await gateway.mine(14);
  expect([(await read(merchant, kept.id)).status, (await read(merchant, lost.id)).status]).toEqual([
    "confirmed",
    "confirmed",
  ]);
  await gateway.stop();
  chain.restore({ id: backup });
  chain.reorg({ depth: 1 });
  chain.mine(700);
  await gateway.restart();
  await gateway.follow();
  await gateway.follow();
  expect(await read(merchant, lost.id)).toMatchObject({ status: "awaiting_signature", txId: null });
  expect(await read(merchant, kept.id)).toMatchObject({ status: "confirmed" });
  expect(await second.full()).toMatchObject({ refundStatus: "none", amountRefunded: "0.00000000" });
  const way = ["refund.created", "refund.awaiting_signature", "refund.broadcast", "refund.confirmed"];
  expect(await stepsOf(first)).toEqual(way);
  expect(await stepsOf(second)).toEqual([...way, "refund.awaiting_signature"]);
});

test("F6 M-06: money sent in a sync gap is found in the snapshot; nobody sees who sent it, so the merchant is asked", async ({
  gateway,
  merchant,
  chain,
}) => {
  const payment = await paid(merchant);
  const refund = await refunding(payment);
  await gateway.stop();
  sign(merchant, refund);
  chain.mine(700);
  chain.prune({ keep: 50 });
  await gateway.restart();
  await gateway.follow();
  await gateway.follow();
  const found = await read(merchant, refund.id);
  expect(found).toMatchObject({ status: "awaiting_signature", attention: "unknown_source" });
  const [{ txId, index }] = found.outputs;
  await merchant.call("POST", `/api/v1/refunds/${refund.id}/attach`, { txId, index });
  await gateway.mine(2);
  expect((await read(merchant, refund.id)).status).toBe("confirmed");
  expect(await payment.full()).toMatchObject({ refundStatus: "partial", amountRefunded: "10.00000000" });
});
