// The receipt that a gateway signs: what it says, who can check it, and what is said of it once the chain or people change
// the payment (docs/spec/checkout.md#signed-receipts).
import { randomBytes } from "node:crypto";
import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import { startGateway } from "../support/gateway.ts";
import type { Json } from "../support/http.ts";
import type { Merchant } from "../support/merchant.ts";
import type { TestPayment } from "../support/payment.ts";

const env = { KP_MASTER_KEY: randomBytes(32).toString("base64") };
const test = gatewayTest({ clock: "stepped", webhooks: true, env });

const KEYS = "/.well-known/kaspa-pay/keys.json";

async function confirmed(merchant: Merchant, fields: object = {}): Promise<TestPayment & { txId: string }> {
  const payment = await merchant.createPayment({ ...fields });
  const { amountExpected } = await payment.full();
  const txId = payment.pay(amountExpected ?? "25");
  await merchant.gateway.mine(12);
  return { ...payment, txId };
}

const receiptPath = ({ id, clientToken }: TestPayment, form = "/signed.json") =>
  `/receipt/${id}${form}?token=${clientToken}`;
const fileOf = async (payment: TestPayment): Promise<Json> =>
  (await payment.gateway.call("GET", receiptPath(payment))).body;
const check = async (payment: TestPayment, file: Json, gateway = payment.gateway): Promise<Json> =>
  (await gateway.call("POST", "/api/v1/receipts/verify", { body: file })).body;

test("RC-01 the receipt of a confirmed payment names store, money and block, and the gateway says that it holds", async ({
  gateway,
  merchant,
}) => {
  const payment = await confirmed(merchant, {
    items: [{ name: "Größe „M“ \u2028 & <b>", quantity: 2, price: "12.5" }],
  });
  const answer = await gateway.call("GET", receiptPath(payment));
  expect(answer.headers.get("content-disposition")).toBe(`attachment; filename=receipt-${payment.id}.json`);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const full = await payment.full();
  const [transfer] = full.transfers;
  expect(Object.keys(answer.body)).toEqual(["receipt", "signature"]);
  expect(answer.body.receipt).toEqual({
    type: "kaspa-pay.receipt.v1",
    gateway: "http://localhost:23499",
    paymentId: payment.id,
    storeId: merchant.storeId,
    storeName: expect.any(String),
    network: "simnet",
    livemode: "false",
    address: payment.address,
    items: [{ name: full.items[0]?.name, quantity: "2", price: "12.5" }],
    amountExpectedSompi: "2500000000",
    amountReceivedSompi: "2500000000",
    fiatAtReceipt: { amount: full.fiatAtReceipt, currency: "USD" },
    transfers: [
      {
        txId: payment.txId,
        index: String(transfer?.index),
        amountSompi: "2500000000",
        acceptingBlockHash: transfer?.acceptingBlockHash,
        acceptingDaaScore: transfer?.acceptingDaaScore,
        paidAt: transfer?.paidAt,
        confirmedAt: transfer?.confirmedAt,
      },
    ],
    confirmedAt: full.confirmedAt,
    issuedAt: expect.any(String),
  });
  const issuedAt = Date.parse(answer.body.receipt.issuedAt);
  expect(issuedAt).toBeGreaterThanOrEqual(Date.parse(full.confirmedAt ?? ""));
  expect(issuedAt).toBeLessThanOrEqual(gateway.clock.now());
  expect(await check(payment, answer.body)).toEqual({
    valid: true,
    reason: null,
    current: {
      holds: true,
      reason: null,
      status: "confirmed",
      refundStatus: "none",
      checkedAt: expect.any(String),
    },
  });
  const { body: twin } = await gateway.call("GET", receiptPath(payment, ".json"));
  expect(twin).toMatchObject({ paymentId: payment.id, amountReceived: "25.00000000" });
  // Each answer is signed at its own moment.
  expect({ ...twin.receipt, issuedAt: null }).toEqual({ ...answer.body.receipt, issuedAt: null });
  const { receipt, signature } = twin;
  expect((await check(payment, { receipt, signature })).valid).toBe(true);
});

/** The paths of all texts, lists and objects inside a value, itself left out. */
const pathsIn = (value: Json): (string | number)[][] =>
  typeof value !== "object"
    ? []
    : Object.entries(value).flatMap(([name, inner]) => [
        [name],
        ...pathsIn(inner).map((path) => [name, ...path]),
      ]);

/** A copy in which `change` was applied to the object or list that holds the path's end. */
function changedAt(
  file: Json,
  path: (string | number)[],
  change: (holder: Json, name: string) => void,
): Json {
  const copy = structuredClone(file);
  const holder = path.slice(0, -1).reduce((inner: Json, name) => inner[name], copy);
  change(holder, String(path.at(-1)));
  return copy;
}

test("RC-02 with any field changed, removed or added a receipt is not valid", async ({ merchant }) => {
  const payment = await confirmed(merchant, {
    amount: "9",
    currency: "USD",
    items: [{ name: "Tea", price: "9" }],
  });
  const file = await fileOf(payment);
  expect(file.receipt.fiat).toMatchObject({ amount: "9.00", currency: "USD", rate: expect.any(String) });
  const paths = pathsIn(file);
  expect(paths.length).toBeGreaterThan(30);
  for (const path of paths) {
    const removed = changedAt(file, path, (holder, name) => {
      if (Array.isArray(holder)) holder.splice(Number(name), 1);
      else delete holder[name];
    });
    const answers = [removed];
    const value = path.reduce((inner: Json, name) => inner[name], file);
    if (typeof value === "string") {
      answers.push(
        changedAt(
          file,
          path,
          (holder, name) =>
            (holder[name] = value.startsWith("9") ? `8${value.slice(1)}` : `9${value.slice(1)}`),
        ),
      );
      answers.push(changedAt(file, path, (holder, name) => (holder[name] = `${value} `)));
    } else if (Array.isArray(value)) {
      answers.push(changedAt(file, path, (holder, name) => holder[name].push(value[0])));
    } else if (path[0] === "receipt") {
      answers.push(changedAt(file, path, (holder, name) => (holder[name].more = "1")));
    }
    for (const forged of answers) {
      const { code, valid, current } = await check(payment, forged);
      const refused = code === "invalid_request" || (valid === false && current === null);
      expect(refused, JSON.stringify(path)).toBe(true);
    }
  }
  // Nobody shall take what stands beside the signed fields for signed.
  expect(await check(payment, { ...file, status: "confirmed" })).toMatchObject({ param: "status" });
});

test("RC-02 what is no receipt is refused by its field; a number in place of a text is malformed", async ({
  gateway,
  merchant,
}) => {
  const file = await fileOf(await confirmed(merchant));
  const send = (body: unknown) => gateway.call("POST", "/api/v1/receipts/verify", { body });
  expect((await send({ signature: file.signature })).body).toMatchObject({
    code: "invalid_request",
    param: "receipt",
  });
  expect((await send({ ...file, signature: "x" })).body).toMatchObject({ param: "signature" });
  const number = { ...file, receipt: { ...file.receipt, amountReceivedSompi: 2_500_000_000 } };
  expect((await send(number)).body).toEqual({ valid: false, reason: "malformed", current: null });
  const foreign = { ...file, signature: { ...file.signature, kid: "another" } };
  expect((await send(foreign)).body).toMatchObject({ valid: false, reason: "unknown_key" });
});

test("RC-03 money that the network took back: still signed, and it does not hold; in another block it is issued anew", async ({
  gateway,
  chain,
  merchant,
}) => {
  const payment = await confirmed(merchant);
  const file = await fileOf(payment);
  chain.reorg({ depth: 13, reaccept: [] });
  await gateway.catchUp();
  expect(await check(payment, file)).toMatchObject({
    valid: true,
    current: { holds: false, reason: "transfer_reverted", status: "confirming" },
  });
  expect((await gateway.call("GET", receiptPath(payment))).status).toBe(303);
  await gateway.mine(13);
  expect(await check(payment, file)).toMatchObject({
    valid: true,
    current: { holds: false, reason: "transfer_moved", status: "confirmed" },
  });
  const again = await fileOf(payment);
  expect(again.receipt.transfers[0].acceptingBlockHash).not.toBe(
    file.receipt.transfers[0].acceptingBlockHash,
  );
  expect(await check(payment, again)).toMatchObject({ valid: true, current: { holds: true, reason: null } });
});

test("RC-03 a payment that staff calls invalid: still signed, and it does not hold", async ({ merchant }) => {
  const payment = await confirmed(merchant);
  const file = await fileOf(payment);
  await payment.action("mark", { status: "invalid", note: "fraud" });
  expect(await check(payment, file)).toMatchObject({
    valid: true,
    current: { holds: false, reason: "payment_not_confirmed", status: "invalid" },
  });
});

test("RC-03 a gateway with the same key and another database, as after a restore, signed it and knows no such payment", async ({
  merchant,
}) => {
  const payment = await confirmed(merchant);
  const restored = await startGateway({ clock: "stepped", env });
  expect(await check(payment, await fileOf(payment), restored)).toMatchObject({
    valid: true,
    current: { holds: false, reason: "payment_unknown", status: null, refundStatus: null },
  });
  await restored.close();
});

test("RC-03 more money that came later leaves the receipt as true as it was", async ({
  gateway,
  merchant,
}) => {
  const payment = await confirmed(merchant);
  const file = await fileOf(payment);
  payment.pay("5");
  await gateway.catchUp();
  // The new money has not enough confirmations yet, so nothing is signed meanwhile.
  expect((await gateway.call("GET", receiptPath(payment))).status).toBe(404);
  expect((await gateway.call("GET", receiptPath(payment, ".json"))).body).toMatchObject({
    receipt: null,
    signature: null,
  });
  expect((await check(payment, file)).current.holds).toBe(true);
  await gateway.mine(12);
  expect((await fileOf(payment)).receipt).toMatchObject({
    amountReceivedSompi: "3000000000",
    transfers: [{ amountSompi: "2500000000" }, { amountSompi: "500000000" }],
  });
});

test("RC-04 nothing is signed before a payment is confirmed, without its token, and without money on the chain", async ({
  gateway,
  merchant,
}) => {
  const payment = await merchant.createPayment();
  payment.pay("25");
  await gateway.catchUp();
  const early = await gateway.call("GET", receiptPath(payment));
  expect([early.status, early.headers.get("location")]).toEqual([
    303,
    `/p/${payment.id}?token=${payment.clientToken}`,
  ]);
  await gateway.mine(12);
  for (const query of ["", "?token=wrong"]) {
    const answer = await gateway.call("GET", `/receipt/${payment.id}/signed.json${query}`);
    expect([answer.status, String(answer.body).includes("signature")]).toEqual([404, false]);
  }
  const cash = await merchant.createPayment();
  await cash.action("mark", { status: "paid", note: "cash" });
  expect((await gateway.call("GET", receiptPath(cash))).status).toBe(404);
  const page = await gateway.call("GET", receiptPath(cash, ""));
  expect([page.status, page.body.includes("signed.json")]).toEqual([200, false]);
});

test("RC-05 a receipt holds nothing of the payer: no name, e-mail, note, metadata, order id or sender", async ({
  gateway,
  merchant,
}) => {
  const payment = await confirmed(merchant, {
    customerName: "Secret Name",
    customerEmail: "secret@example.com",
    customerNote: "secret note",
    orderId: "SECRET-1",
    metadata: { cart: "secret cart" },
  });
  const { senderAddress } = await payment.full();
  for (const form of ["/signed.json", ".json", ""]) {
    const { body } = await gateway.call("GET", receiptPath(payment, form));
    const text = typeof body === "string" ? body : JSON.stringify(body);
    expect(text).toContain(payment.txId);
    expect(text).not.toMatch(/secret/i);
    expect(text).not.toContain(senderAddress ?? "no sender");
  }
});

test("RC-06 the keys are public and may be kept; each process and each start has the same; another master key knows none of its receipts", async ({
  gateway,
  merchant,
}) => {
  const payment = await confirmed(merchant);
  const file = await fileOf(payment);
  const published = await gateway.call("GET", KEYS);
  expect(published.status).toBe(200);
  expect(published.headers.get("access-control-allow-origin")).toBe("*");
  expect(published.headers.get("cache-control")).toBe("public, max-age=3600");
  expect(published.body).toEqual({
    keys: [
      {
        kty: "OKP",
        crv: "Ed25519",
        kid: file.signature.kid,
        x: expect.stringMatching(/^[\w-]{43}$/),
        alg: "EdDSA",
        use: "sig",
      },
    ],
  });
  expect((await gateway.call("POST", KEYS)).status).toBe(405);
  const beside = await gateway.startAnother();
  expect((await beside.call("GET", KEYS)).body).toEqual(published.body);
  expect((await check(payment, file, beside)).current.holds).toBe(true);
  await beside.stop();
  const exchanged = await gateway.startAnother({}, { KP_MASTER_KEY: randomBytes(32).toString("base64") });
  expect(await check(payment, file, exchanged)).toEqual({
    valid: false,
    reason: "unknown_key",
    current: null,
  });
  await exchanged.stop();
});

test("RC-07 the page verifies a pasted file without scripts: valid, changed since, forged, and no receipt at all", async ({
  gateway,
  chain,
  merchant,
}) => {
  const payment = await confirmed(merchant);
  const file = await fileOf(payment);
  const paste = async (receipt: string) => {
    const body = new URLSearchParams({ receipt });
    const answer = await fetch(`${gateway.url}/verify`, { method: "POST", body });
    return { status: answer.status, text: await answer.text() };
  };
  expect((await gateway.call("GET", "/verify")).body).toContain('<form id="verify"');
  const good = await paste(JSON.stringify(file, null, 2));
  expect(good.status).toBe(200);
  for (const part of [
    "<h2>Valid</h2>",
    "25 KAS",
    payment.id,
    payment.txId,
    merchant.storeId,
    "SIMULATED CHAIN",
  ])
    expect(good.text).toContain(part);
  file.receipt.storeName = "Somebody <b>else</b>";
  const forged = await paste(JSON.stringify(file));
  expect(forged.text).toContain("<h2>Not valid</h2>");
  // Nothing of a file that is not valid is shown as a fact.
  expect(forged.text).not.toContain("Accepting block");
  const none = await paste("25 KAS, paid");
  expect(none.status).toBe(400);
  expect(none.text).toContain("This is not the content of a receipt's file".replace("'", "&#39;"));
  expect(none.text).toContain(">25 KAS, paid</textarea>");
  const whole = await fileOf(payment);
  chain.reorg({ depth: 13, drop: [payment.txId] });
  await gateway.catchUp();
  expect((await paste(JSON.stringify(whole))).text).toContain("A reorganisation of the network took money");
});
