// Each reason, when it is raised, and what accepting, ignoring and time make of it (docs/spec/payment-lifecycle.md#attention).
import { afterAll, beforeAll, expect, test } from "vitest";
import { HOLD_MS, MINUTE_MS, openTill, type Said, type Sale, type Till } from "./till.ts";

let till: Till;
let me: string;
beforeAll(async () => {
  till = await openTill();
  me = `user:${(await till.call("GET", "/api/v1/auth/me", undefined, till.token)).body.id}`;
});
afterAll(() => till.close());

const OVER_MS = 5 * MINUTE_MS + 31_000;

const accept = (sale: Sale, attention: string) =>
  sale.act("resolve", { attention, action: "accept", note: "decided" });
const ignore = (sale: Sale, attention: string) => sale.act("resolve", { attention, action: "ignore" });
const resolved = (reason: string, resolution: string, amount: string): Said => ({
  event: "payment.attention",
  reason,
  resolution,
  amount,
});
const raised = (reason: string, amount: string): Said => ({ event: "payment.attention", reason, amount });

/** Expired after so much was paid; all earlier events were received. */
async function over(paid?: string): Promise<Sale> {
  const sale = await till.sale();
  if (paid !== undefined) sale.pay(paid);
  await till.catchUp();
  await till.pass(OVER_MS);
  await sale.told();
  return sale;
}

/** Confirmed, then taken back. */
async function reverted(how: "dropped" | "waiting"): Promise<Sale> {
  const sale = await till.sale();
  const txId = sale.pay("25");
  await till.mine(11);
  till.world.sim.controls.reorg({ depth: 12, ...(how === "dropped" ? { drop: [txId] } : { reaccept: [] }) });
  await sale.told();
  return sale;
}

test("underpaid, ignored: the payment stays expired and nobody is asked again", async () => {
  const sale = await over("10");
  await ignore(sale, "underpaid");
  expect(await sale.told()).toEqual([resolved("underpaid", "ignored", "10.00000000")]);
  expect(await sale.attention()).toEqual([`underpaid ignored 10.00000000 ${me}`]);
  await till.pass(MINUTE_MS);
  expect(await sale.told()).toEqual([]);
  expect(await sale.full()).toMatchObject({ status: "expired", attention: [] });
  expect(await sale.page()).toMatchObject({
    status: "expired",
    attention: [],
    amountReceived: "10.00000000",
  });
});

test("underpaid, accepted: what came is enough; what comes later is plain surplus", async () => {
  const sale = await over("10");
  await accept(sale, "underpaid");
  expect((await sale.told()).map(({ event }) => event)).toEqual([
    "payment.confirming",
    "payment.confirmed",
    "payment.attention",
  ]);
  expect(await sale.full()).toMatchObject({ status: "confirmed", amountMissing: "0.00000000" });
  sale.pay("15");
  await till.mine(12);
  expect(await sale.told()).toEqual([
    { event: "transfer.accepted", amount: "15.00000000" },
    { event: "transfer.confirmed", amount: "15.00000000" },
  ]);
});

test("underpaid, cleared: the chain takes the part back", async () => {
  const sale = await till.sale();
  const drop = [sale.pay("10")];
  await till.pass(OVER_MS);
  await sale.told();
  till.world.sim.controls.reorg({ depth: 13, drop });
  expect((await sale.told()).at(-1)).toEqual({ event: "payment.invalid", reason: "reverted" });
  expect(await sale.attention()).toEqual(["underpaid cleared 10.00000000"]);
});

test("late, raised again only when the sum changes: one open entry that follows it", async () => {
  const sale = await over();
  sale.pay("5");
  expect((await sale.told()).at(-1)).toEqual(raised("late", "5.00000000"));
  await till.mine(20);
  expect((await sale.told()).map(({ event }) => event)).toEqual(["transfer.confirmed"]);
  sale.pay("7");
  expect((await sale.told()).slice(1)).toEqual([
    { event: "payment.late", late: "12.00000000" },
    raised("late", "12.00000000"),
  ]);
  expect(await sale.attention()).toEqual(["late open 12.00000000"]);
  await ignore(sale, "late");
  expect(await sale.told()).toEqual([resolved("late", "ignored", "12.00000000")]);
  sale.pay("1");
  expect((await sale.told()).at(-1)).toEqual(raised("late", "13.00000000"));
  expect(await sale.attention()).toEqual([`late ignored 12.00000000 ${me}`, "late open 13.00000000"]);
});

test("late, accepted on a canceled payment: the mark falls and the payment confirms, late", async () => {
  const sale = await till.sale();
  await sale.act("cancel");
  sale.pay("25");
  await till.mine(12);
  await sale.told();
  const { body } = await accept(sale, "late");
  expect(body).toMatchObject({ status: "confirmed", mark: null });
  expect(await sale.told()).toEqual([
    { event: "payment.confirming" },
    { event: "payment.confirmed", late: true, overpaid: false },
    resolved("late", "accepted", "25.00000000"),
  ]);
  expect(await sale.attention()).toEqual([`late accepted 25.00000000 ${me}`]);
});

test("late, under the mark invalid: accepting is refused until the mark is cleared, ignoring is not", async () => {
  const sale = await over("10");
  await sale.act("mark", { status: "invalid", note: "fraud" });
  sale.pay("15");
  await sale.told();
  expect(await accept(sale, "late")).toMatchObject({ status: 409, body: { code: "conflict" } });
  expect(await sale.attention()).toContain("late open 15.00000000");
  expect((await ignore(sale, "late")).status).toBe(200);
  expect(await sale.told()).toEqual([resolved("late", "ignored", "15.00000000")]);
});

test("late, accepted but short: it counts, and the payment stays expired for what is missing", async () => {
  const sale = await over();
  sale.pay("10");
  await till.mine(12);
  await sale.told();
  await accept(sale, "late");
  expect(await sale.told()).toEqual([
    resolved("late", "accepted", "10.00000000"),
    raised("underpaid", "10.00000000"),
  ]);
  // The decision holds for what comes later.
  sale.pay("15");
  await till.mine(12);
  expect((await sale.told()).at(-1)).toEqual({ event: "payment.confirmed", late: true, overpaid: false });
  expect(await sale.full()).toMatchObject({ status: "confirmed", attention: [] });
  expect((await sale.page()).attention).toEqual(["late"]);
});

test("overpaid, accepted: kept; more surplus asks again", async () => {
  const sale = await till.sale();
  sale.pay("28");
  await till.mine(12);
  expect((await sale.told()).at(-1)).toEqual(raised("overpaid", "3.00000000"));
  await accept(sale, "overpaid");
  expect(await sale.told()).toEqual([resolved("overpaid", "accepted", "3.00000000")]);
  sale.pay("2");
  expect((await sale.told()).slice(1)).toEqual([
    { event: "payment.overpaid", overpaid: "5.00000000" },
    raised("overpaid", "5.00000000"),
  ]);
  expect(await sale.attention()).toEqual([`overpaid accepted 3.00000000 ${me}`, "overpaid open 5.00000000"]);
});

test("overpaid: less than 0.2 KAS or half a per cent is only shown", async () => {
  const [small, large] = [await till.sale(), await till.sale({ amount: "1000", requiredConfirmations: 10 })];
  small.pay("25.2");
  large.pay("1005");
  await till.mine(12);
  for (const sale of [small, large]) {
    expect((await sale.told()).at(-1)).toMatchObject({ event: "payment.confirmed", overpaid: false });
    expect((await sale.full()).attentions).toEqual([]);
  }
  expect(await small.page()).toMatchObject({ amountOverpaid: "0.20000000", attention: [] });
  expect(await large.page()).toMatchObject({ amountOverpaid: "5.00000000", attention: [] });
});

test("multiple, ignored; cleared when the chain takes the second payment back", async () => {
  const [ignored, cleared] = [await till.sale(), await till.sale()];
  ignored.pay("25");
  cleared.pay("25");
  ignored.pay("25");
  const drop = [cleared.pay("25")];
  for (const sale of [ignored, cleared])
    expect((await sale.told()).at(-1)).toEqual(raised("multiple", "25.00000000"));
  await ignore(ignored, "multiple");
  expect(await ignored.told()).toEqual([resolved("multiple", "ignored", "25.00000000")]);
  till.world.sim.controls.reorg({ depth: 1, drop });
  expect((await cleared.told()).map(({ event }) => event)).toEqual(["transfer.reverted"]);
  expect(await cleared.attention()).toEqual(["multiple cleared 25.00000000"]);
  expect((await cleared.status()).status).toBe("confirming");
});

test("reverted, accepted: the merchant takes the loss, the payment is marked paid", async () => {
  const sale = await reverted("dropped");
  await accept(sale, "reverted");
  expect(await sale.told()).toEqual([
    { event: "payment.confirmed", manual: true },
    resolved("reverted", "accepted", "25.00000000"),
  ]);
  expect(await sale.full()).toMatchObject({
    status: "confirmed",
    mark: { kind: "paid", actor: me, reason: "decided" },
  });
  expect(await sale.attention()).toEqual([
    `reverted accepted 25.00000000 ${me}`,
    `manual accepted 0.00000000 ${me}`,
  ]);
});

test("reverted, ignored: the hold runs out and the payment is invalid", async () => {
  const sale = await reverted("dropped");
  await ignore(sale, "reverted");
  await till.pass(HOLD_MS + 10_000);
  expect((await sale.told()).at(-1)).toEqual({ event: "payment.invalid", reason: "reverted" });
  expect(await sale.attention()).toEqual([`reverted ignored 25.00000000 ${me}`]);
});

test("reverted, cleared: the money is deep enough again", async () => {
  const sale = await reverted("waiting");
  await till.mine(13);
  expect((await sale.told()).at(-1)).toMatchObject({ event: "payment.confirmed", reconfirmed: true });
  expect(await sale.attention()).toEqual(["reverted cleared 25.00000000"]);
  expect(await accept(sale, "reverted")).toMatchObject({ status: 409, body: { code: "conflict" } });
});

test("reverted, under the mark paid: the payment stays confirmed and staff is asked", async () => {
  const sale = await till.sale();
  const drop = [sale.pay("10")];
  await till.catchUp();
  await sale.act("mark", { status: "paid", note: "the rest in cash" });
  await sale.told();
  till.world.sim.controls.reorg({ depth: 1, drop });
  expect(await sale.told()).toEqual([
    { event: "transfer.reverted", amount: "10.00000000" },
    raised("reverted", "10.00000000"),
  ]);
  expect((await sale.status()).status).toBe("confirmed");
});

test("manual, a covenant-bound output: stored, never credited, for people to note", async () => {
  const sale = await till.sale();
  sale.pay("25", { covenant: true });
  await till.mine(12);
  expect((await sale.told()).slice(1)).toEqual([
    { event: "transfer.accepted", amount: "25.00000000" },
    { event: "transfer.confirmed", amount: "25.00000000" },
    raised("manual", "25.00000000"),
  ]);
  expect(await sale.full()).toMatchObject({
    status: "pending",
    amountReceived: "0.00000000",
    amountUncredited: "25.00000000",
    amountCredited: "0.00000000",
    txId: null,
    transfers: [{ credited: false }],
  });
  await accept(sale, "manual");
  expect(await sale.told()).toEqual([resolved("manual", "accepted", "25.00000000")]);
  expect((await sale.status()).status).toBe("pending");
});

test("a reason that is not open cannot be resolved, nor one of another store", async () => {
  const sale = await till.sale();
  for (const reason of ["underpaid", "late", "overpaid", "multiple", "reverted", "manual"]) {
    expect(await accept(sale, reason)).toMatchObject({ status: 409, body: { code: "conflict" } });
  }
  expect(await sale.act("resolve", { attention: "nonsense", action: "accept" })).toMatchObject({
    status: 400,
  });
  expect((await sale.full()).version).toBe(1);
});

test("open reasons are found in the list, counted, and gone from both when resolved", async () => {
  const sale = await over("10");
  const listed = async (attention: string) => {
    const { body } = await till.call(
      "GET",
      `/api/v1/payments?attention=${attention}&limit=100`,
      undefined,
      till.key,
    );
    return body.data.some(({ id }: { id: string }) => id === sale.id);
  };
  expect([await listed("underpaid"), await listed("any"), await listed("late")]).toEqual([true, true, false]);
  await ignore(sale, "underpaid");
  expect([await listed("underpaid"), await listed("any")]).toEqual([false, false]);
});
