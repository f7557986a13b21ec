// Every kind of transfer through every view: what counts is one sum, wherever it is read, and the rest adds to none.

import { expect } from "vitest";
import { paymentQueries } from "../../src/features/payments/repository/queries.ts";
import { gatewayTest } from "../support/fixtures.ts";
import { freshAddress, type Merchant, PASSWORD } from "../support/merchant.ts";
import { kas, type TestPayment } from "../support/payment.ts";

const test = gatewayTest({ clock: "stepped", webhooks: true });

const OVER_MS = 7 * 60_000;

let from: number;
test.beforeAll(async ({ clock, receiver, merchant }) => {
  from = clock.now() - 60_000;
  const flat = { url: receiver.url, events: ["*"], format: "flat" };
  expect((await merchant.call("POST", "/api/v1/webhooks", flat)).status).toBe(201);
});

interface Kind {
  readonly name: string;
  /** Brings a payment there. */
  reach(merchant: Merchant): Promise<TestPayment>;
  /** KAS that count, and KAS that are on the chain and do not. */
  readonly counts: string;
  readonly uncounted: string;
  readonly status: string;
  /** Statuses of its transfers, those that count with a star. */
  readonly transfers: readonly string[];
  readonly takenBack?: string;
}

async function confirmed(merchant: Merchant): Promise<TestPayment> {
  const payment = await merchant.createPayment();
  payment.pay("25");
  await merchant.gateway.mine(12);
  return payment;
}

/** The owner signs in for it: so much time has passed that the session of the beginning is over. */
async function useAddress(merchant: Merchant, kaspaAddress: string): Promise<void> {
  const owner = { email: merchant.email, password: PASSWORD };
  const signedIn = await merchant.gateway.call("POST", "/api/v1/auth/login", { body: owner });
  expect(signedIn.status).toBe(200);
  const changed = await merchant.gateway.call("PATCH", "/api/v1/settings", {
    body: { kaspaAddress },
    as: signedIn.body.token,
  });
  expect(changed.status).toBe(200);
}

async function singleAddressPayment(merchant: Merchant): Promise<TestPayment> {
  await useAddress(merchant, await freshAddress());
  return merchant.createPayment();
}

const KINDS: readonly Kind[] = [
  {
    name: "paid exactly",
    reach: confirmed,
    ...{ counts: "25", uncounted: "0", status: "confirmed", transfers: ["confirmed*"] },
  },
  {
    name: "double spent after it was confirmed, then paid again",
    async reach(merchant) {
      const payment = await merchant.createPayment();
      const txId = payment.pay("25");
      await merchant.gateway.mine(12);
      merchant.gateway.chain.reorg({ depth: 14, drop: [txId], doubleSpend: [txId] });
      await merchant.gateway.catchUp();
      expect(await payment.publicStatus()).toMatchObject({
        status: "confirming",
        takenBack: { amount: "25.00000000" },
      });
      payment.pay("25");
      await merchant.gateway.mine(12);
      return payment;
    },
    ...{ counts: "25", uncounted: "0", status: "confirmed", transfers: ["reverted", "confirmed*"] },
  },
  {
    name: "taken back before it was confirmed",
    async reach(merchant) {
      const payment = await merchant.createPayment();
      const txId = payment.pay("25");
      await merchant.gateway.catchUp();
      merchant.gateway.chain.reorg({ depth: 2, drop: [txId], doubleSpend: [txId] });
      await merchant.gateway.catchUp();
      return payment;
    },
    ...{ counts: "0", uncounted: "0", status: "pending", transfers: ["reverted"], takenBack: "25" },
  },
  {
    name: "late and not admitted",
    async reach(merchant) {
      const payment = await merchant.createPayment();
      await merchant.gateway.clock.advance(OVER_MS);
      payment.pay("25");
      await merchant.gateway.mine(12);
      return payment;
    },
    ...{ counts: "0", uncounted: "25", status: "expired", transfers: ["confirmed"] },
  },
  {
    name: "paid in part, the rest late",
    async reach(merchant) {
      const payment = await merchant.createPayment();
      payment.pay("10");
      await merchant.gateway.clock.advance(OVER_MS);
      payment.pay("15");
      await merchant.gateway.mine(12);
      return payment;
    },
    ...{ counts: "10", uncounted: "15", status: "expired", transfers: ["confirmed*", "confirmed"] },
  },
  {
    name: "paid, with dust on top",
    async reach(merchant) {
      const payment = await confirmed(merchant);
      payment.pay("0.00001");
      await merchant.gateway.mine(12);
      return payment;
    },
    ...{ counts: "25", uncounted: "0.00001", status: "confirmed", transfers: ["confirmed*", "confirmed"] },
  },
  {
    name: "bound to a covenant",
    async reach(merchant) {
      const payment = await merchant.createPayment();
      payment.pay("25", { covenant: true });
      await merchant.gateway.mine(12);
      return payment;
    },
    ...{ counts: "0", uncounted: "25", status: "pending", transfers: ["confirmed"] },
  },
  {
    name: "canceled, then paid",
    async reach(merchant) {
      const payment = await merchant.createPayment();
      await payment.action("cancel");
      payment.pay("25");
      await merchant.gateway.mine(12);
      return payment;
    },
    ...{ counts: "0", uncounted: "25", status: "canceled", transfers: ["confirmed"] },
  },
  {
    name: "overpaid",
    async reach(merchant) {
      const payment = await merchant.createPayment();
      payment.pay("30");
      await merchant.gateway.mine(12);
      return payment;
    },
    ...{ counts: "30", uncounted: "0", status: "confirmed", transfers: ["confirmed*"] },
  },
  {
    name: "another sum at a single address, attached by hand",
    async reach(merchant) {
      const payment = await singleAddressPayment(merchant);
      const txId = payment.pay("10");
      await merchant.gateway.catchUp();
      expect((await payment.action("attach", { txId, index: 0, note: "hers" })).status).toBe(200);
      await merchant.gateway.mine(12);
      return payment;
    },
    ...{ counts: "10", uncounted: "0", status: "underpaid", transfers: ["confirmed*"] },
  },
  {
    name: "paid to a single address after the store replaced it",
    async reach(merchant) {
      const payment = await singleAddressPayment(merchant);
      const exact = (await payment.full()).amountExpected ?? "";
      await useAddress(merchant, await freshAddress());
      payment.pay(exact);
      await merchant.gateway.mine(12);
      return payment;
    },
    ...{ counts: "expected", uncounted: "0", status: "confirmed", transfers: ["confirmed*"] },
  },
];

/** Every line of the export, by the names of its columns. */
async function exported(merchant: Merchant, query = ""): Promise<Record<string, string>[]> {
  const { body } = await merchant.call("GET", `/api/v1/payments/export.csv?separator=;&decimal=.${query}`);
  const [head = "", ...lines] = String(body).trim().split("\r\n");
  const names = head.split(";");
  return lines.map((line) => Object.fromEntries(line.split(";").map((cell, at) => [names[at] ?? "", cell])));
}

const sumOf = (rows: readonly Record<string, string>[], column: string): bigint =>
  rows.reduce((sum, row) => sum + kas(row[column] || "0"), 0n);

const paid: { payment: TestPayment; counts: bigint; kind: Kind }[] = [];

test.for(KINDS)(
  "$name: one sum in the object, the list, the payer's views, the webhooks, the receipt and the export",
  async (kind, { gateway, receiver, merchant }) => {
    const payment = await kind.reach(merchant);
    await payment.takeWebhooks();
    const full = await payment.full();
    const counts = kind.counts === "expected" ? kas(full.amountExpected ?? "") : kas(kind.counts);
    paid.push({ payment, counts, kind });
    expect(full.status).toBe(kind.status);
    expect(full.transfers.map(({ status, credited }) => status + (credited ? "*" : ""))).toEqual(
      kind.transfers,
    );

    const bodies = receiver.received.map(({ body }) => JSON.parse(body));
    const events = bodies.filter((body) => body.data?.payment?.id === payment.id);
    const newest = events.toSorted((a, b) => a.sequence - b.sequence).at(-1).data.payment;
    const [status, row, page] = [await payment.publicStatus(), await payment.row(), await payment.page()];
    const views = { full, row, status, page, newest };
    for (const [name, view] of Object.entries(views)) {
      expect(kas(view.amountReceived), `received in ${name}`).toBe(counts);
      expect(BigInt(view.amountReceivedSompi), `sompi in ${name}`).toBe(counts);
    }
    const uncounted = kas(kind.uncounted);
    for (const view of [full, row, newest]) expect(kas(view.amountUncredited)).toBe(uncounted);
    // Dust is nothing that a payer reads.
    for (const view of [status, page])
      expect(kas(view.amountUncredited)).toBe(uncounted < kas("0.1") ? 0n : uncounted);
    for (const view of [full, status, page]) {
      expect(view.takenBack?.amount ?? null).toBe(
        kind.takenBack === undefined ? null : `${kind.takenBack}.00000000`,
      );
    }
    const flat = bodies
      .filter((body) => body.payment_id === payment.id)
      .toSorted((a, b) => Date.parse(a.timestamp) - Date.parse(b.timestamp))
      .at(-1);
    expect(kas(flat.amount_kas), "flat webhook").toBe(counts);

    const rows = (await exported(merchant)).filter((line) => line["payment id"] === payment.id);
    expect(sumOf(rows, "KAS"), "export").toBe(counts);
    expect(rows.reduce((sum, line) => sum + BigInt(line.sompi || "0"), 0n)).toBe(counts);
    expect(rows.map((line) => `${line["transfer status"]}${line.credited === "yes" ? "*" : ""}`)).toEqual(
      kind.transfers,
    );
    for (const line of rows) {
      expect(line.KAS === "", "one of both columns").toBe(line["KAS not credited"] !== "");
      if (line.credited === "no") expect(line["fiat at receipt"]).toBe("");
    }
    if (full.fiatAtReceipt !== null) expect(sumOf(rows, "fiat at receipt")).toBe(kas(full.fiatAtReceipt));

    if (page.receiptUrl !== null) {
      const { pathname, search } = new URL(page.receiptUrl);
      const receipt = (await gateway.call("GET", `${pathname}.json${search}`)).body;
      expect(kas(receipt.amountReceived), "receipt").toBe(counts);
      const lines = receipt.transfers as { amount: string }[];
      expect(lines.reduce((sum, line) => sum + kas(line.amount), 0n)).toBe(counts);
    }
  },
);

test("no confirmation is dated before its money, and one that was taken back dates no other", async ({
  merchant,
}) => {
  for (const { payment } of paid) {
    const { createdAt, confirmedAt, transfers, status } = await payment.full();
    for (const transfer of transfers) {
      if (transfer.confirmedAt !== null) expect(transfer.confirmedAt >= (transfer.paidAt ?? "")).toBe(true);
      if (status === "confirmed" && transfer.credited)
        expect((confirmedAt ?? "") >= (transfer.paidAt ?? "")).toBe(true);
    }
    if (confirmedAt !== null) expect(confirmedAt >= createdAt).toBe(true);
  }
  for (const line of await exported(merchant)) {
    if (line["confirmed UTC"]) expect((line["confirmed UTC"] ?? "") >= (line["paid UTC"] ?? "")).toBe(true);
    if (line["paid UTC"]) expect((line["paid UTC"] ?? "") >= (line["created UTC"] ?? "")).toBe(true);
    if (line["transfer status"] === "reverted") expect(line["confirmed UTC"]).toBe("");
  }
});

test("figures add up what counts of confirmed payments, and the export of confirmed payments the same", async ({
  gateway,
  clock,
  merchant,
}) => {
  expect(paid).toHaveLength(KINDS.length);
  const whole = paid.filter(({ kind }) => kind.status === "confirmed");
  const sum = whole.reduce((total, { counts }) => total + counts, 0n);
  const paymentReads = paymentQueries(gateway.useCases.unitOfWork.db);
  const figures = await paymentReads.figures(merchant.storeId, from, clock.now() + 60_000);
  expect(figures).toMatchObject({ confirmed: whole.length, volumeSompi: sum });
  const buckets = await paymentReads.buckets(merchant.storeId, from, clock.now() + 60_000, "day", "UTC");
  expect(buckets.reduce((total, bucket) => total + bucket.volumeSompi, 0n)).toBe(sum);
  const rows = await exported(merchant, "&status=confirmed");
  expect(sumOf(rows, "KAS")).toBe(sum);
  expect(kas(Number(figures.volumeFiat).toFixed(2))).toBe(sumOf(rows, "fiat at receipt"));
});
