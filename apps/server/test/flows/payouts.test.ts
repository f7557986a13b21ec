// Money that the merchant sends to anybody: asked for, approved, signed by his own wallet, recognised on the chain.
import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import { MINUTE_MS } from "../support/gateway.ts";
import type { Json } from "../support/http.ts";
import { freshAddress, type Merchant } from "../support/merchant.ts";

const test = gatewayTest({ clock: "stepped" });

async function fund(merchant: Merchant): Promise<void> {
  (await merchant.createPayment({ amount: "500" })).pay("500");
  await merchant.gateway.mine(14);
}

async function asked(merchant: Merchant, fields: object = {}): Promise<Json> {
  const body = { amount: "10", recipientAddress: await freshAddress(), ...fields };
  const answer = await merchant.call("POST", "/api/v1/payouts", body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

const read = async (merchant: Merchant, id: string): Promise<Json> =>
  (await merchant.call("GET", `/api/v1/payouts/${id}`)).body;

async function sign({ gateway, xpub }: Merchant, { recipientAddress, amountSompi }: Json): Promise<void> {
  gateway.chain.payFrom({ account: xpub, address: recipientAddress, sompi: amountSompi, mine: true });
  await gateway.mine(14);
}

test("a payout: asked by an API key, approved by the owner, signed by his wallet, confirmed", async ({
  merchant,
  gateway,
}) => {
  await fund(merchant);
  await merchant.changeSettings({ payoutsNeedTwoPeople: true });
  const made = await asked(merchant, { orderId: "INV-77", metadata: { team: "7" } });
  expect(made).toMatchObject({
    status: "awaiting_approval",
    uri: null,
    needsOtherPerson: true,
    orderId: "INV-77",
  });
  const approve = (as: string) =>
    gateway.call("POST", `/api/v1/payouts/${made.id}/approve`, { as, body: {} });
  expect(await approve(merchant.key)).toMatchObject({ status: 403, body: { code: "forbidden" } });
  const approved = await approve(merchant.token);
  expect(approved.body).toMatchObject({
    status: "awaiting_signature",
    uri: `${made.recipientAddress}?amount=10`,
  });
  await sign(merchant, made);
  expect(await read(merchant, made.id)).toMatchObject({ status: "confirmed", attention: null });
  await merchant.changeSettings({ payoutsNeedTwoPeople: false });
});

test("where two people are asked for, no key approves what a person asked for", async ({
  merchant,
  gateway,
}) => {
  await merchant.changeSettings({ payoutsNeedTwoPeople: true });
  const body = { amount: "10", recipientAddress: await freshAddress() };
  const made = await gateway.call("POST", "/api/v1/payouts", { as: merchant.token, body });
  const approved = await merchant.call("POST", `/api/v1/payouts/${made.body.id}/approve`, {});
  expect(approved).toMatchObject({ status: 403, body: { code: "forbidden" } });
  await merchant.changeSettings({ payoutsNeedTwoPeople: false });
});

test("the other name of the seed's API answers the same", async ({ merchant }) => {
  const answer = await merchant.call("POST", "/api/v1/withdrawals", {
    amount: "1",
    recipientAddress: await freshAddress(),
  });
  expect(answer.status).toBe(201);
  const { body } = await merchant.call("GET", `/api/v1/withdrawals/${answer.body.id}`);
  expect(body.id).toBe(answer.body.id);
});

test("a payout in a fiat currency is fixed in KAS at once", async ({ merchant }) => {
  const made = await asked(merchant, { amount: "5", currency: "USD" });
  expect(made.fiat).toMatchObject({ amount: "5.00", currency: "USD" });
  expect(Number(made.amountSompi)).toBeGreaterThan(0);
});

test("a reorganisation takes a payout back; the same transaction in another block pays it again", async ({
  merchant,
  gateway,
}) => {
  await fund(merchant);
  const made = await asked(merchant);
  await merchant.call("POST", `/api/v1/payouts/${made.id}/approve`, {});
  gateway.chain.payFrom({ account: merchant.xpub, address: made.recipientAddress, sompi: made.amountSompi });
  await gateway.mine(3);
  expect((await read(merchant, made.id)).status).toBe("broadcast");
  gateway.chain.reorg({ depth: 5 });
  await gateway.catchUp();
  await gateway.mine(14);
  expect((await read(merchant, made.id)).status).toBe("confirmed");
});

test("a payout that nobody signed in 30 days fails", async ({ merchant, gateway }) => {
  const made = await asked(merchant);
  await gateway.clock.advance(30 * 24 * 60 * MINUTE_MS + MINUTE_MS);
  expect(await read(merchant, made.id)).toMatchObject({ status: "failed", endReason: "not_signed" });
});

const importOf = (merchant: Merchant, csv: string) =>
  merchant.call("POST", "/api/v1/payouts/import", { csv });

test("a file of payouts is made as a whole, in the order of its rows", async ({ merchant }) => {
  const addresses = await Promise.all([freshAddress(), freshAddress(), freshAddress()]);
  const rows = addresses.map((address, index) => `${address};${index + 1}.5;WAGE-${index}`);
  const answer = await importOf(merchant, `Address;Amount;Order ID\r\n${rows.join("\r\n")}\r\n`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  expect(answer.body.count).toBe(3);
  expect(answer.body.data.map(({ orderId, amount }: Json) => [orderId, amount])).toEqual([
    ["WAGE-0", "1.50000000"],
    ["WAGE-1", "2.50000000"],
    ["WAGE-2", "3.50000000"],
  ]);
});

test("every faulty row of a file is named, and nothing is made", async ({ merchant }) => {
  const before = (await merchant.call("GET", "/api/v1/payouts?limit=100")).body.data.length;
  const good = await freshAddress();
  const csv = `address,amount,currency\n${good},1,\n${good},0.00000001,\nkaspasim:nonsense,5,\n${good},1e5,\n${good},5,XYZ\n`;
  const answer = await importOf(merchant, csv);
  expect(answer.status).toBe(422);
  expect(answer.body.issues.map(({ path }: Json) => path)).toEqual([
    "csv.row 3.amount",
    "csv.row 4.address",
    "csv.row 5.amount",
    "csv.row 6.currency",
  ]);
  expect((await merchant.call("GET", "/api/v1/payouts?limit=100")).body.data).toHaveLength(before);
});

const FILES: readonly [string, string, RegExp][] = [
  ["without the amounts", "address\nx", /"amount" is missing/],
  ["with an unknown column", "address,amount,colour\nx,1,red", /Unknown column "colour"/],
  ["with a column twice", "address,amount,Amount\nx,1,2", /"Amount" is there twice/],
  ["with decimal commas", "address;amount\nx;1,500", /amount: Plain digits/],
  ["without rows", "address,amount\n", /no rows/],
  ["with a row that is too short", "address,amount\nx", /1 cells, the header has 2/],
  ["with more rows than allowed", `address,amount\n${"x,1\n".repeat(501)}`, /501 rows, at most 500/],
];

test.for(FILES)("a file %s is refused", async ([, csv, text], { merchant }) => {
  const answer = await importOf(merchant, csv);
  expect(answer).toMatchObject({ status: 422, body: { code: "validation_error", param: "csv" } });
  expect(answer.body.error).toMatch(text);
});

test("500 rows are one import", { timeout: 120_000 }, async ({ merchant }) => {
  const address = await freshAddress();
  const rows = Array.from({ length: 500 }, (_row, index) => `${address},${index + 1},"row, ${index}"`);
  const answer = await importOf(merchant, `address,amount,description\n${rows.join("\n")}`);
  expect(answer.status, JSON.stringify(answer.body).slice(0, 300)).toBe(201);
  expect(answer.body.count).toBe(500);
});
