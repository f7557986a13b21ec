// One address for all payments: the exact sum tells payers apart, and outputs that fit no payment are listed.
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { kas, MINUTE_MS, openTill, type Till } from "../flows/till.ts";
import { freshAddress } from "./static-address.ts";

const DAY_MS = 24 * 60 * MINUTE_MS;

let till: Till;
let address: string;
beforeAll(async () => {
  till = await openTill();
  address = await freshAddress();
  await till.settings({ kaspaAddress: address });
});
afterAll(() => till.close());

interface Unmatched {
  txId: string;
  index: number;
  amount: string;
  reasonCode: string;
  status: string;
  note: string | null;
  guesses: { paymentId: string }[];
}

async function unmatched(query = ""): Promise<Unmatched[]> {
  const answer = await till.call("GET", `/api/v1/unmatched${query}`, undefined, till.key);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body.data;
}

/** Pays the address itself; the transaction's id. */
function send(amount: string): string {
  const paid = till.world.sim.controls.pay({ address, sompi: kas(amount), mine: true });
  return paid.txIds[0] ?? "";
}

async function sql(text: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString: till.world.database.url });
  await client.connect();
  const { rows } = await client.query(text, values);
  await client.end();
  return rows;
}

const plus = (amount: string, sompi: bigint) => {
  const sum = kas(amount) + sompi;
  return `${sum / 100_000_000n}.${(sum % 100_000_000n).toString().padStart(8, "0")}`;
};

test("M-15 the sum is exact in every view, and paying exactly it confirms that payment alone", async () => {
  const [one, other] = [await till.sale(), await till.sale()];
  const [full, rival] = [await one.full(), await other.full()];
  expect(full).toMatchObject({ kaspaAddress: address, exactAmount: true, addressIndex: null });
  expect(full.amountExpected).not.toBe(rival.amountExpected);
  const suffix = kas(full.amountExpected ?? "") - kas("25");
  expect(suffix >= 1n && suffix <= 9_999n).toBe(true);
  const exact = full.amountExpected ?? "";
  expect(full.uri).toBe(`${address}?amount=${exact.replace(/0+$/, "")}`);
  expect(await one.status()).toMatchObject({
    amountExpected: exact,
    amountExpectedSompi: String(kas(exact)),
  });
  expect(await one.page()).toMatchObject({ amountExpected: exact, exactAmount: true, uri: full.uri });
  one.pay(exact);
  await till.mine(12);
  expect((await one.told()).map(({ event }) => event)).toEqual([
    "payment.created",
    "transfer.accepted",
    "transfer.confirmed",
    "payment.confirming",
    "payment.confirmed",
  ]);
  expect(await other.full()).toMatchObject({ status: "pending", amountReceived: "0.00000000" });
  expect(await unmatched()).toEqual([]);
});

test("M-15 a fiat price gets its suffix on top of the converted sum, and a new quote another sum", async () => {
  const sale = await till.sale({ amount: "3", currency: "USD" });
  const before = await sale.full();
  const rate = Number(before.quote?.rate);
  const above = Number(before.amountExpected) - 3 / rate;
  expect(above).toBeGreaterThan(0);
  expect(above).toBeLessThanOrEqual(0.0001);
  expect(before.quote?.amountKas).toBe(before.amountExpected);
  const quoted = await till.call("POST", `/api/v1/payments/${sale.id}/quote`, {}, till.key);
  expect(quoted.status, JSON.stringify(quoted.body)).toBe(200);
  const after = await sale.full();
  expect(after.kaspaAddress).toBe(address);
  expect(after.amountExpected).not.toBe(before.amountExpected);
  sale.pay(after.amountExpected ?? "");
  await till.mine(12);
  expect((await sale.full()).status).toBe("confirmed");
});

test("money that fits no payment is listed with the reason and the likely payments, and attaching it derives the payment anew", async () => {
  const sale = await till.sale();
  const { amountExpected } = await sale.full();
  const txId = send("24.9");
  await till.mine(12);
  expect(await sale.full()).toMatchObject({ status: "pending", amountReceived: "0.00000000" });
  const [waiting] = await unmatched(`?txId=${txId}`);
  expect(waiting).toMatchObject({ amount: "24.90000000", reasonCode: "amount", status: "accepted" });
  expect(waiting?.guesses.map(({ paymentId }) => paymentId)).toContain(sale.id);

  const few = send("10");
  await till.mine(1);
  const [part] = await unmatched(`?txId=${few}`);
  const attach = (from: Unmatched | undefined, id = sale.id) =>
    till.call(
      "POST",
      `/api/v1/payments/${id}/attach`,
      {
        txId: from?.txId,
        index: from?.index,
        note: "customer called",
      },
      till.token,
    );
  await sale.told();
  expect((await attach(part)).body).toMatchObject({ status: "underpaid", amountReceived: "10.00000000" });
  expect((await sale.told()).map(({ event }) => event)).toEqual(["transfer.accepted", "payment.underpaid"]);
  expect((await attach(waiting)).body.status).toBe("confirming");
  await till.mine(10);
  expect((await sale.full()).status).toBe("confirmed");
  expect(kas((await sale.full()).amountReceived)).toBe(kas("34.9"));
  expect(kas(amountExpected ?? "") < kas("34.9")).toBe(true);
  expect(await unmatched(`?txId=${txId}`)).toEqual([]);

  const events = await sale.told();
  const rows = await sql("select count(*)::int as n from audit_log where action = 'payment.attach'");
  expect(rows).toEqual([{ n: 2 }]);
  const repeated = await attach(waiting);
  expect(repeated).toMatchObject({ status: 200, body: { status: "confirmed" } });
  expect(await sale.told()).toEqual([]);
  expect(events.length).toBeGreaterThan(0);
  const elsewhere = await attach(waiting, (await till.sale()).id);
  expect(elsewhere).toMatchObject({ status: 409, body: { code: "conflict", paymentId: sale.id } });
});

test("one transfer attached to two payments at once becomes one's; money older than a payment is refused", async () => {
  const txId = send("7");
  await till.mine(1);
  const sales = [await till.sale(), await till.sale()];
  const older = await Promise.all(
    sales.map((sale) => sale.act("attach", { txId, index: 0, note: "which one" })),
  );
  expect(older.map(({ status }) => status)).toEqual([409, 409]);

  const index = (await unmatched(`?txId=${txId}`))[0]?.index ?? 0;
  const young = send("8");
  await till.mine(1);
  const found = (await unmatched(`?txId=${young}`))[0];
  const answers = await Promise.all(
    sales.map((sale) => sale.act("attach", { txId: young, index: found?.index, note: "race" })),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect(index).toBeGreaterThanOrEqual(0);
});

test("an open dashboard is notified of money without a payment", async () => {
  const stop = new AbortController();
  const feed = await fetch(`${till.gateway.url}/trpc/live.unmatched`, {
    headers: { authorization: `Bearer ${till.token}` },
    signal: stop.signal,
  });
  const reader = feed.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) throw new Error("The feed has no body.");
  const counts: number[] = [];
  const next = async (): Promise<number> => {
    const { done, value = "" } = await reader.read();
    if (done) throw new Error("The feed ended.");
    const found = [...value.matchAll(/"count":(\d+)/g)].map((one) => Number(one[1]));
    counts.push(...found);
    return counts.length > 0 ? (counts.pop() ?? 0) : next();
  };
  const before = await next();
  send("6");
  await till.catchUp();
  expect(await next()).toBe(before + 1);
  stop.abort();
});

test("N-05 unmatched money whose block leaves the chain cannot be attached until another block accepts it", async () => {
  const sale = await till.sale();
  const txId = send("9");
  await till.catchUp();
  const [row] = await unmatched(`?txId=${txId}`);
  till.world.sim.controls.reorg({ depth: 1, drop: [txId] });
  await till.catchUp();
  expect(await unmatched(`?txId=${txId}`)).toMatchObject([{ status: "reverted" }]);
  const refused = await sale.act("attach", { txId, index: row?.index, note: "gone" });
  expect(refused).toMatchObject({ status: 409, body: { code: "conflict" } });
});

test("ignored money keeps its note, leaves the list, and can still be attached", async () => {
  const sale = await till.sale();
  const txId = send("3");
  await till.mine(1);
  const [row] = await unmatched(`?txId=${txId}`);
  const ignore = () =>
    till.call("POST", "/api/v1/unmatched/ignore", { txId, index: row?.index, note: "my own" }, till.token);
  expect((await ignore()).status).toBe(200);
  expect(await unmatched(`?txId=${txId}`)).toEqual([]);
  expect(await unmatched("?ignored=true")).toMatchObject([{ txId, note: "my own" }]);
  const overview = await till.call("GET", "/trpc/dashboard.overview?input=%7B%7D", undefined, till.token);
  const waiting = overview.body.result.data.needsAttention.find(
    ({ kind }: { kind: string }) => kind === "unmatched",
  );
  expect(waiting?.count).toBe(
    (await unmatched("?limit=100")).filter(({ status }) => status === "accepted").length,
  );
  const late = await sale.act("attach", { txId, index: row?.index, note: "it was hers" });
  expect(late).toMatchObject({ status: 200, body: { status: "underpaid" } });
  expect(await unmatched("?ignored=true")).toEqual([]);
  expect((await ignore()).status).toBe(409);
});

test("M-15 a sum stays its payment's through the quarantine; after it a late payer is nobody's, never the next one's", async () => {
  const [soon, late] = [await till.sale(), await till.sale()];
  const [soonSum, lateSum] = [await soon.full(), await late.full()].map((one) => one.amountExpected ?? "");
  await till.pass(6 * MINUTE_MS);
  soon.pay(soonSum ?? "");
  await till.mine(2);
  expect(await soon.full()).toMatchObject({ status: "expired", attention: ["late"] });
  await till.pass(DAY_MS + MINUTE_MS);
  await till.gateway.workers.cleanup.tick();
  const next = await till.sale();
  const txId = late.pay(lateSum ?? "");
  await till.mine(2);
  expect(await late.full()).toMatchObject({ status: "expired", amountReceived: "0.00000000" });
  expect(await next.full()).toMatchObject({ status: "pending" });
  const [row] = await unmatched(`?txId=${txId}`);
  expect(row?.reasonCode).toBe("amount");
  const attached = await till.call(
    "POST",
    `/api/v1/payments/${late.id}/attach`,
    { txId, index: row?.index, note: "hers" },
    till.key,
  );
  expect(attached.body).toMatchObject({ status: "expired", attention: ["late"] });
});

test("M-15 the last free sum of a price is found; an old output of that very sum pays nothing; then the price is full", async () => {
  const price = "11";
  const free = 54_321n;
  const [store] = await sql("select store_id, script from payments where address = $1 limit 1", [address]);
  await sql(
    `insert into address_assignments (id, store_id, payment_id, network, script, mode, amount_sompi, from_daa, state, assigned_at)
     select gen_random_uuid(), $1, gen_random_uuid(), 'simnet', $2, 'address', n, 0, 'held', now()
     from generate_series($3::int8 + 1, $3::int8 + 99999) n where n <> $3::int8 + $4::int8`,
    [store?.store_id, store?.script, String(kas(price)), String(free)],
  );
  const exact = plus(price, free);
  const old = send(exact);
  await till.mine(12);
  const sale = await till.sale({ amount: price });
  expect((await sale.full()).amountExpected).toBe(exact);
  await till.mine(12);
  expect(await sale.full()).toMatchObject({ status: "pending", amountReceived: "0.00000000" });
  expect(await unmatched(`?txId=${old}`)).toHaveLength(1);
  const full = await till.call("POST", "/api/v1/payments", { amount: price }, till.key);
  expect(full).toMatchObject({ status: 503, body: { code: "unavailable" } });
  expect(full.body.error).toMatch(/single address/);
  sale.pay(exact);
  await till.mine(12);
  expect((await sale.full()).status).toBe("confirmed");
});
