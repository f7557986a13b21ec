// Money that goes back to a payer: asked for through the API, paid by the merchant's own wallet on the simulated chain,
// recognised by the follower.
import { newDemoAccountKey } from "@kaspa-pay/kaspa-sim";
import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import { MINUTE_MS } from "../support/gateway.ts";
import type { Json } from "../support/http.ts";
import { freshAddress, type Merchant } from "../support/merchant.ts";
import type { TestPayment } from "../support/payment.ts";

const test = gatewayTest({ clock: "stepped", webhooks: true });

const CLAIM_MS = 30 * 24 * 60 * MINUTE_MS;

async function paid(merchant: Merchant, kas = "25"): Promise<TestPayment> {
  const payment = await merchant.createPayment();
  payment.pay(kas);
  await merchant.gateway.mine(14);
  return payment;
}

const refundOf = (payment: TestPayment, body: object = {}) =>
  payment.merchant.call("POST", `/api/v1/payments/${payment.id}/refunds`, body);

async function refunding(payment: TestPayment, body: object = {}): Promise<Json> {
  const answer = await refundOf(payment, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

const read = async (merchant: Merchant, id: string): Promise<Json> =>
  (await merchant.call("GET", `/api/v1/refunds/${id}`)).body;

const claim = ({ gateway }: Merchant, claimUrl: string, address: string) =>
  gateway.call("POST", `/api/v1/claims/${claimUrl.split("/claim/")[1]}`, { body: { address } });

const types = async (payment: TestPayment) => (await payment.takeWebhooks()).map(({ event }) => event);

test("an overpaid payment: the payer claims the surplus, the merchant's wallet pays it, and every view says so", async ({
  merchant,
  gateway,
}) => {
  const payment = await paid(merchant, "30");
  await types(payment);
  const made = await refunding(payment, { amount: "overpaid", reason: "You paid too much" });
  expect(made).toMatchObject({
    status: "awaiting_destination",
    amount: "5.00000000",
    address: null,
    uri: null,
  });
  const address = await freshAddress();
  const claimed = await claim(merchant, made.claimUrl, address);
  expect(claimed).toMatchObject({ status: 200, body: { status: "awaiting_signature", address } });
  const { uri } = await read(merchant, made.id);
  expect(uri).toBe(`${address}?amount=5`);
  gateway.chain.payFrom({ account: merchant.xpub, address, sompi: "500000000", mine: true });
  await gateway.catchUp();
  expect(await read(merchant, made.id)).toMatchObject({
    status: "broadcast",
    outputs: [{ source: "wallet", counts: true, status: "accepted" }],
  });
  await gateway.mine(14);
  expect(await read(merchant, made.id)).toMatchObject({ status: "confirmed", attention: null });
  expect(await payment.full()).toMatchObject({ refundStatus: "partial", amountRefunded: "5.00000000" });
  expect(await payment.attention()).toEqual(["overpaid refunded 5.00000000"]);
  expect(await types(payment)).toEqual([
    "refund.created",
    "refund.awaiting_signature",
    "refund.broadcast",
    "refund.confirmed",
    "payment.refunded",
  ]);
});

test("an output of another wallet counts once the merchant says so, and a reorganisation takes it back", async ({
  merchant,
  gateway,
}) => {
  const payment = await paid(merchant);
  const destination = await freshAddress();
  const { id, amountSompi } = await refunding(payment, { destination });
  const { txIds } = gateway.chain.payFrom({
    account: merchant.xpub,
    address: destination,
    sompi: "2000000000",
  });
  expect(txIds).toHaveLength(1);
  await gateway.mine(14);
  expect((await read(merchant, id)).status).toBe("awaiting_signature");
  const sent = gateway.chain.payFrom({
    account: (await fundedAccount(merchant)).account,
    address: destination,
    sompi: amountSompi,
  });
  await gateway.mine(3);
  expect(await read(merchant, id)).toMatchObject({
    status: "awaiting_signature",
    attention: "unknown_source",
  });
  const txId = sent.txIds[0];
  const attached = await merchant.call("POST", `/api/v1/refunds/${id}/attach`, { txId, index: 0 });
  expect(attached.body).toMatchObject({
    status: "broadcast",
    outputs: [{ source: "attached", counts: true }],
  });
  gateway.chain.reorg({ depth: 5, drop: [txId ?? ""] });
  await gateway.catchUp();
  expect(await read(merchant, id)).toMatchObject({ status: "awaiting_signature", txId: null });
});

/** A wallet with coins that the gateway does not know. */
async function fundedAccount({ gateway }: Merchant): Promise<{ account: string }> {
  const account = await newDemoAccountKey();
  const { changeAddress } = gateway.chain.account({ account });
  gateway.chain.pay({ address: changeAddress, sompi: "10000000000", mine: true });
  await gateway.mine(12);
  return { account };
}

test("a second equal output is shown and does not count", async ({ merchant, gateway }) => {
  const payment = await paid(merchant);
  await paid(merchant);
  const destination = await freshAddress();
  const { id } = await refunding(payment, { amount: "10", destination });
  for (let times = 0; times < 2; times++) {
    gateway.chain.payFrom({ account: merchant.xpub, address: destination, sompi: "1000000000", mine: true });
    await gateway.mine(14);
  }
  const refund = await read(merchant, id);
  expect(refund).toMatchObject({ status: "confirmed", attention: "second_output" });
  expect(refund.outputs.map(({ counts }: Json) => counts).sort()).toEqual([false, true]);
  expect((await payment.full()).amountRefunded).toBe("10.00000000");
});

test("money that the wallet sends after the refund was canceled is shown and does not count", async ({
  merchant,
  gateway,
}) => {
  const payment = await paid(merchant);
  const destination = await freshAddress();
  const { id } = await refunding(payment, { amount: "10", destination });
  const canceled = await merchant.call("POST", `/api/v1/refunds/${id}/cancel`, { note: "wrong order" });
  expect(canceled.body).toMatchObject({ status: "canceled", endReason: "wrong order", uri: null });
  gateway.chain.payFrom({ account: merchant.xpub, address: destination, sompi: "1000000000", mine: true });
  await gateway.mine(14);
  expect(await read(merchant, id)).toMatchObject({ status: "canceled", attention: "paid_after_end" });
  expect(await payment.full()).toMatchObject({ refundStatus: "none", amountRefunded: "0.00000000" });
});

test("what was paid after a cancel stays reserved: it cannot be refunded a second time", async ({
  merchant,
  gateway,
}) => {
  const payment = await paid(merchant);
  await paid(merchant);
  const destination = await freshAddress();
  const { id, amountSompi } = await refunding(payment, { destination });
  await merchant.call("POST", `/api/v1/refunds/${id}/cancel`, {});
  gateway.chain.payFrom({ account: merchant.xpub, address: destination, sompi: amountSompi, mine: true });
  await gateway.mine(14);
  expect((await refundOf(payment)).body).toMatchObject({ code: "conflict" });
});

test("only confirmed money is refunded, and none that is bound to a contract", async ({
  merchant,
  gateway,
}) => {
  const payment = await merchant.createPayment();
  payment.pay("25");
  await gateway.mine(2);
  expect((await refundOf(payment)).body).toMatchObject({ code: "conflict" });
  await gateway.mine(14);
  payment.pay("100", { covenant: true });
  await gateway.mine(14);
  expect((await refunding(payment)).amount).toBe("25.00000000");
});

test("another store's payment of the same sum to the same address pays that store's request alone", async ({
  merchant,
  otherMerchant,
  gateway,
}) => {
  const destination = await freshAddress();
  const [mine, theirs] = [await paid(merchant), await paid(otherMerchant)];
  const one = await refunding(mine, { amount: "10", destination });
  const two = await refunding(theirs, { amount: "10", destination });
  expect(two.amountSompi).toBe(one.amountSompi);
  gateway.chain.payFrom({
    account: otherMerchant.xpub,
    address: destination,
    sompi: two.amountSompi,
    mine: true,
  });
  await gateway.mine(14);
  expect(await read(merchant, one.id)).toMatchObject({ status: "awaiting_signature", outputs: [] });
  expect(await read(otherMerchant, two.id)).toMatchObject({ status: "confirmed" });
});

test("of outputs that anybody can send to the address twenty are recorded; the merchant's own still pays", async ({
  merchant,
  gateway,
}) => {
  const payment = await paid(merchant);
  await paid(merchant);
  const destination = await freshAddress();
  const { id } = await refunding(payment, { amount: "10", destination });
  gateway.chain.pay({ address: destination, sompi: 25n * 1_000_000_000n, parts: 25, mine: true });
  await gateway.mine(2);
  expect((await read(merchant, id)).outputs).toHaveLength(20);
  gateway.chain.payFrom({ account: merchant.xpub, address: destination, sompi: "1000000000", mine: true });
  await gateway.mine(14);
  expect(await read(merchant, id)).toMatchObject({ status: "confirmed" });
});

test("two refunds of one sum to one address ask for sums that differ, so each output pays one", async ({
  merchant,
  gateway,
}) => {
  const destination = await freshAddress();
  const [first, second] = [await paid(merchant), await paid(merchant)];
  const one = await refunding(first, { amount: "10", destination });
  const two = await refunding(second, { amount: "10", destination });
  expect([one.amountSompi, two.amountSompi]).toEqual(["1000000000", "999999999"]);
  gateway.chain.payFrom({ account: merchant.xpub, address: destination, sompi: two.amountSompi, mine: true });
  await gateway.mine(14);
  expect([(await read(merchant, one.id)).status, (await read(merchant, two.id)).status]).toEqual([
    "awaiting_signature",
    "confirmed",
  ]);
});

test("a claim that nobody used in 30 days fails and frees its sum", async ({ merchant, gateway }) => {
  const payment = await paid(merchant);
  const { id, claimUrl } = await refunding(payment);
  expect((await refundOf(payment)).body).toMatchObject({ code: "conflict" });
  await gateway.clock.advance(CLAIM_MS + MINUTE_MS);
  expect(await read(merchant, id)).toMatchObject({ status: "failed", endReason: "claim_expired" });
  expect(await claim(merchant, claimUrl, await freshAddress())).toMatchObject({
    status: 409,
    body: { code: "claim_expired" },
  });
  await refunding(payment);
});

test("three bases: the same KAS, or KAS worth the same at the rate of the payment or of now", async ({
  merchant,
}) => {
  const payment = await paid(merchant);
  const { body } = await merchant.call("GET", `/api/v1/payments/${payment.id}/refund-preview?percent=50`);
  expect(body).toMatchObject({
    left: "25.00000000",
    minimum: "0.20000000",
    sums: { kas: { amount: "12.50000000" }, fiatAtPayment: { amount: "12.50000000" } },
  });
  expect(body.sums.fiatNow).not.toBeNull();
});

const REFUSED: readonly [string, object, number, string][] = [
  [
    "of another network",
    { destination: "kaspa:qr0lr4ml9fn3chekrqmjdkergxl93l4wrk3dankcgvjq776s9wn9jkdskewva" },
    422,
    "network_mismatch",
  ],
  [
    "with a wrong checksum",
    { destination: "kaspasim:qr0lr4ml9fn3chekrqmjdkergxl93l4wrk3dankcgvjq776s9wn9jkdskewva" },
    422,
    "invalid_address",
  ],
  ["below what can be sent", { amount: "0.1" }, 422, "amount_too_small"],
  ["above what was received", { amount: "25.00000001" }, 422, "amount_too_large"],
  ["by two measures", { amount: "10", percent: "50" }, 400, "invalid_request"],
  ["of nothing", { amount: "overpaid" }, 422, "amount_too_small"],
];

test.for(REFUSED)(
  "a refund %s is refused and nothing is written",
  async ([, body, status, code], { merchant }) => {
    const payment = await paid(merchant);
    const answer = await refundOf(payment, body);
    expect(answer.status, JSON.stringify(answer.body)).toBe(status);
    expect(answer.body.code).toBe(code);
    const { data } = (await merchant.call("GET", `/api/v1/refunds?paymentId=${payment.id}`)).body;
    expect(data).toEqual([]);
  },
);

test("a claim names another wallet's address, once", async ({ merchant }) => {
  const payment = await paid(merchant);
  const { claimUrl } = await refunding(payment);
  const own = await claim(merchant, claimUrl, payment.address);
  expect(own).toMatchObject({ status: 422, body: { code: "own_address" } });
  const address = await freshAddress();
  expect((await claim(merchant, claimUrl, address)).status).toBe(200);
  expect((await claim(merchant, claimUrl, address)).status).toBe(200);
  expect(await claim(merchant, claimUrl, await freshAddress())).toMatchObject({
    status: 409,
    body: { code: "claim_used" },
  });
  const forged = `${claimUrl.slice(0, -4)}AAAA`;
  expect((await claim(merchant, forged, address)).status).toBe(404);
});
