// One address for all payments: the exact sum identifies the payer, and outputs that fit no payment are listed.

import type { SimControls } from "@kaspa-pay/kaspa-sim";
import pg from "pg";
import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import { MINUTE_MS, type TestGateway } from "../support/gateway.ts";
import { freshAddress, type Merchant } from "../support/merchant.ts";
import { kas } from "../support/payment.ts";

const test = gatewayTest({ clock: "stepped", webhooks: true });

const DAY_MS = 24 * 60 * MINUTE_MS;

let address: string;
test.beforeAll(async ({ merchant }) => {
  address = await freshAddress();
  await merchant.changeSettings({ kaspaAddress: address });
});

interface Unmatched {
  txId: string;
  index: number;
  amount: string;
  reasonCode: string;
  status: string;
  note: string | null;
  guesses: { paymentId: string }[];
}

async function unmatched(merchant: Merchant, query = ""): Promise<Unmatched[]> {
  const answer = await merchant.call("GET", `/api/v1/unmatched${query}`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body.data;
}

/** Pays the address itself; the transaction's id. */
function send(chain: SimControls, amount: string): string {
  const paid = chain.pay({ address, sompi: kas(amount), mine: true });
  return paid.txIds[0] ?? "";
}

async function sql(gateway: TestGateway, text: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString: gateway.database.url });
  await client.connect();
  const { rows } = await client.query(text, values);
  await client.end();
  return rows;
}

const plus = (amount: string, sompi: bigint) => {
  const sum = kas(amount) + sompi;
  return `${sum / 100_000_000n}.${(sum % 100_000_000n).toString().padStart(8, "0")}`;
};

test("M-15 the sum is exact in every view, and paying exactly it confirms that payment alone", async ({
  gateway,
  merchant,
}) => {
  const [one, other] = [await merchant.createPayment(), await merchant.createPayment()];
  const [full, rival] = [await one.full(), await other.full()];
  expect(full).toMatchObject({ kaspaAddress: address, exactAmount: true, addressIndex: null });
  expect(full.amountExpected).not.toBe(rival.amountExpected);
  const suffix = kas(full.amountExpected ?? "") - kas("25");
  expect(suffix >= 1n && suffix <= 9_999n).toBe(true);
  const exact = full.amountExpected ?? "";
  expect(full.uri).toBe(`${address}?amount=${exact.replace(/0+$/, "")}`);
  expect(await one.publicStatus()).toMatchObject({
    amountExpected: exact,
    amountExpectedSompi: String(kas(exact)),
  });
  expect(await one.page()).toMatchObject({ amountExpected: exact, exactAmount: true, uri: full.uri });
  one.pay(exact);
  await gateway.mine(12);
  expect((await one.takeWebhooks()).map(({ event }) => event)).toEqual([
    "payment.created",
    "transfer.accepted",
    "transfer.confirmed",
    "payment.confirming",
    "payment.confirmed",
  ]);
  expect(await other.full()).toMatchObject({ status: "pending", amountReceived: "0.00000000" });
  expect(await unmatched(merchant)).toEqual([]);
});

test("M-15 a fiat price gets its suffix on top of the converted sum, and a new quote another sum", async ({
  gateway,
  merchant,
}) => {
  const payment = await merchant.createPayment({ amount: "3", currency: "USD" });
  const before = await payment.full();
  const rate = Number(before.quote?.rate);
  const above = Number(before.amountExpected) - 3 / rate;
  expect(above).toBeGreaterThan(0);
  expect(above).toBeLessThanOrEqual(0.0001);
  expect(before.quote?.amountKas).toBe(before.amountExpected);
  const quoted = await merchant.call("POST", `/api/v1/payments/${payment.id}/quote`, {});
  expect(quoted.status, JSON.stringify(quoted.body)).toBe(200);
  const after = await payment.full();
  expect(after.kaspaAddress).toBe(address);
  expect(after.amountExpected).not.toBe(before.amountExpected);
  payment.pay(after.amountExpected ?? "");
  await gateway.mine(12);
  expect((await payment.full()).status).toBe("confirmed");
});

test("money that fits no payment is listed with the reason and the likely payments, and attaching it derives the payment anew", async ({
  gateway,
  chain,
  merchant,
}) => {
  const payment = await merchant.createPayment();
  const { amountExpected } = await payment.full();
  const txId = send(chain, "24.9");
  await gateway.mine(12);
  expect(await payment.full()).toMatchObject({ status: "pending", amountReceived: "0.00000000" });
  const [waiting] = await unmatched(merchant, `?txId=${txId}`);
  expect(waiting).toMatchObject({ amount: "24.90000000", reasonCode: "amount", status: "accepted" });
  expect(waiting?.guesses.map(({ paymentId }) => paymentId)).toContain(payment.id);

  const few = send(chain, "10");
  await gateway.mine(1);
  const [part] = await unmatched(merchant, `?txId=${few}`);
  const attach = (from: Unmatched | undefined, id = payment.id) =>
    gateway.call("POST", `/api/v1/payments/${id}/attach`, {
      body: {
        txId: from?.txId,
        index: from?.index,
        note: "customer called",
      },
      as: merchant.token,
    });
  await payment.takeWebhooks();
  expect((await attach(part)).body).toMatchObject({ status: "underpaid", amountReceived: "10.00000000" });
  expect((await payment.takeWebhooks()).map(({ event }) => event)).toEqual([
    "transfer.accepted",
    "payment.underpaid",
  ]);
  expect((await attach(waiting)).body.status).toBe("confirming");
  await gateway.mine(10);
  expect((await payment.full()).status).toBe("confirmed");
  expect(kas((await payment.full()).amountReceived)).toBe(kas("34.9"));
  expect(kas(amountExpected ?? "") < kas("34.9")).toBe(true);
  expect(await unmatched(merchant, `?txId=${txId}`)).toEqual([]);

  const events = await payment.takeWebhooks();
  const rows = await sql(gateway, "select count(*)::int as n from audit_log where action = 'payment.attach'");
  expect(rows).toEqual([{ n: 2 }]);
  const repeated = await attach(waiting);
  expect(repeated).toMatchObject({ status: 200, body: { status: "confirmed" } });
  expect(await payment.takeWebhooks()).toEqual([]);
  expect(events.length).toBeGreaterThan(0);
  const elsewhere = await attach(waiting, (await merchant.createPayment()).id);
  expect(elsewhere).toMatchObject({ status: 409, body: { code: "conflict", paymentId: payment.id } });
});

test("one transfer attached to two payments at once becomes one's; money older than a payment is refused", async ({
  gateway,
  chain,
  merchant,
}) => {
  const txId = send(chain, "7");
  await gateway.mine(1);
  const payments = [await merchant.createPayment(), await merchant.createPayment()];
  const older = await Promise.all(
    payments.map((payment) => payment.action("attach", { txId, index: 0, note: "which one" })),
  );
  expect(older.map(({ status }) => status)).toEqual([409, 409]);

  const index = (await unmatched(merchant, `?txId=${txId}`))[0]?.index ?? 0;
  const young = send(chain, "8");
  await gateway.mine(1);
  const found = (await unmatched(merchant, `?txId=${young}`))[0];
  const answers = await Promise.all(
    payments.map((payment) => payment.action("attach", { txId: young, index: found?.index, note: "race" })),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect(index).toBeGreaterThanOrEqual(0);
});

test("an open dashboard is notified of money without a payment", async ({ gateway, chain, merchant }) => {
  const stop = new AbortController();
  const feed = await fetch(`${gateway.url}/trpc/live.unmatched`, {
    headers: { authorization: `Bearer ${merchant.token}` },
    signal: stop.signal,
  });
  const reader = feed.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) throw new Error("The feed has no body.");
  const counts: number[] = [];
  const next = async (): Promise<number> => {
    const { done, value = "" } = await reader.read();
    if (done) throw new Error("The feed ended.");
    const found = [...value.matchAll(/"count":(\d+)/g)].map((match) => Number(match[1]));
    counts.push(...found);
    return counts.length > 0 ? (counts.pop() ?? 0) : next();
  };
  const before = await next();
  send(chain, "6");
  await gateway.catchUp();
  expect(await next()).toBe(before + 1);
  stop.abort();
});

test("N-05 unmatched money whose block leaves the chain cannot be attached until another block accepts it", async ({
  gateway,
  chain,
  merchant,
}) => {
  const payment = await merchant.createPayment();
  const txId = send(chain, "9");
  await gateway.catchUp();
  const [row] = await unmatched(merchant, `?txId=${txId}`);
  chain.reorg({ depth: 1, drop: [txId] });
  await gateway.catchUp();
  expect(await unmatched(merchant, `?txId=${txId}`)).toMatchObject([{ status: "reverted" }]);
  const refused = await payment.action("attach", { txId, index: row?.index, note: "gone" });
  expect(refused).toMatchObject({ status: 409, body: { code: "conflict" } });
});

test("ignored money keeps its note, leaves the list, and can still be attached", async ({
  gateway,
  chain,
  merchant,
}) => {
  const payment = await merchant.createPayment();
  const txId = send(chain, "3");
  await gateway.mine(1);
  const [row] = await unmatched(merchant, `?txId=${txId}`);
  const ignore = () =>
    gateway.call("POST", "/api/v1/unmatched/ignore", {
      body: { txId, index: row?.index, note: "my own" },
      as: merchant.token,
    });
  expect((await ignore()).status).toBe(200);
  expect(await unmatched(merchant, `?txId=${txId}`)).toEqual([]);
  expect(await unmatched(merchant, "?ignored=true")).toMatchObject([{ txId, note: "my own" }]);
  const overview = await gateway.call("GET", "/trpc/dashboard.overview?input=%7B%7D", { as: merchant.token });
  const waiting = overview.body.result.data.needsAttention.find(
    ({ kind }: { kind: string }) => kind === "unmatched",
  );
  expect(waiting?.count).toBe(
    (await unmatched(merchant, "?limit=100")).filter(({ status }) => status === "accepted").length,
  );
  const late = await payment.action("attach", { txId, index: row?.index, note: "it was hers" });
  expect(late).toMatchObject({ status: 200, body: { status: "underpaid" } });
  expect(await unmatched(merchant, "?ignored=true")).toEqual([]);
  expect((await ignore()).status).toBe(409);
});

test("M-15 a sum stays its payment's through the quarantine; after it late money is unmatched, never the next payment's", async ({
  gateway,
  clock,
  merchant,
}) => {
  const [soon, late] = [await merchant.createPayment(), await merchant.createPayment()];
  const [soonSum, lateSum] = [await soon.full(), await late.full()].map(
    (payment) => payment.amountExpected ?? "",
  );
  await clock.advance(6 * MINUTE_MS);
  soon.pay(soonSum ?? "");
  await gateway.mine(2);
  expect(await soon.full()).toMatchObject({ status: "expired", attention: ["late"] });
  await clock.advance(DAY_MS + MINUTE_MS);
  await gateway.workers.cleanup.tick();
  const next = await merchant.createPayment();
  const txId = late.pay(lateSum ?? "");
  await gateway.mine(2);
  expect(await late.full()).toMatchObject({ status: "expired", amountReceived: "0.00000000" });
  expect(await next.full()).toMatchObject({ status: "pending" });
  const [row] = await unmatched(merchant, `?txId=${txId}`);
  expect(row?.reasonCode).toBe("amount");
  const attached = await merchant.call("POST", `/api/v1/payments/${late.id}/attach`, {
    txId,
    index: row?.index,
    note: "hers",
  });
  expect(attached.body).toMatchObject({ status: "expired", attention: ["late"] });
});

test("M-15 the last free sum of a price is found; an old output of that very sum pays nothing; then the price is full", async ({
  gateway,
  chain,
  merchant,
}) => {
  const price = "11";
  const free = 54_321n;
  const [store] = await sql(gateway, "select store_id, script from payments where address = $1 limit 1", [
    address,
  ]);
  await sql(
    gateway,
    `insert into address_assignments (id, store_id, payment_id, network, script, mode, amount_sompi, from_daa, state, assigned_at)
     select gen_random_uuid(), $1, gen_random_uuid(), 'simnet', $2, 'address', n, 0, 'held', now()
     from generate_series($3::int8 + 1, $3::int8 + 99999) n where n <> $3::int8 + $4::int8`,
    [store?.store_id, store?.script, String(kas(price)), String(free)],
  );
  const exact = plus(price, free);
  const old = send(chain, exact);
  await gateway.mine(12);
  const payment = await merchant.createPayment({ amount: price });
  expect((await payment.full()).amountExpected).toBe(exact);
  await gateway.mine(12);
  expect(await payment.full()).toMatchObject({ status: "pending", amountReceived: "0.00000000" });
  expect(await unmatched(merchant, `?txId=${old}`)).toHaveLength(1);
  const full = await merchant.call("POST", "/api/v1/payments", { amount: price });
  expect(full).toMatchObject({ status: 503, body: { code: "unavailable" } });
  expect(full.body.error).toMatch(/single address/);
  payment.pay(exact);
  await gateway.mine(12);
  expect((await payment.full()).status).toBe("confirmed");
});
