// Which action is allowed in which status, and what a refusal says (docs/spec/payment-lifecycle.md#actions).
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HOLD_MS, MINUTE_MS, openTill, type Sale, type Till } from "./till.ts";

let till: Till;
beforeAll(async () => {
  till = await openTill();
});
afterAll(() => till.close());

const OVER_MS = 5 * MINUTE_MS + 31_000;

type Act = "cancel" | "markPaid" | "markInvalid" | "clearMark";
type Verdict = "ok" | "conflict" | "payment_has_transfers";

const PATHS: Readonly<Record<Act, readonly [path: string, body: Record<string, unknown>]>> = {
  cancel: ["cancel", { note: "a test" }],
  markPaid: ["mark", { status: "paid", note: "a test" }],
  markInvalid: ["mark", { status: "invalid", note: "a test" }],
  clearMark: ["mark", { status: "clear", note: "a test" }],
};

interface Row {
  readonly name: string;
  readonly status: string;
  reach(sale: Sale): Promise<unknown>;
  readonly verdicts: Readonly<Record<Act, Verdict>>;
}

const pays =
  (...sums: string[]) =>
  async (sale: Sale) => {
    for (const sum of sums) sale.pay(sum);
    await till.catchUp();
  };
const marks = (act: Act) => (sale: Sale) => sale.act(...PATHS[act]);
const no = {
  cancel: "conflict",
  markPaid: "conflict",
  markInvalid: "conflict",
  clearMark: "conflict",
} as const;

const ROWS: readonly Row[] = [
  {
    name: "pending",
    status: "pending",
    reach: async () => {},
    verdicts: { ...no, cancel: "ok", markPaid: "ok" },
  },
  {
    name: "pending with a sight in the mempool",
    status: "pending",
    reach: async (sale) => {
      sale.pay("25", { mempoolOnly: true });
      await sale.page();
      await till.peek();
    },
    verdicts: { ...no, cancel: "payment_has_transfers", markPaid: "ok" },
  },
  {
    name: "pending whose money the chain took back",
    status: "pending",
    reach: async (sale) => {
      const drop = [sale.pay("25")];
      await till.catchUp();
      till.world.sim.controls.reorg({ depth: 1, drop });
      await till.catchUp();
    },
    verdicts: { ...no, cancel: "ok", markPaid: "ok" },
  },
  {
    name: "underpaid",
    status: "underpaid",
    reach: pays("10"),
    verdicts: { ...no, cancel: "payment_has_transfers", markPaid: "ok", markInvalid: "ok" },
  },
  {
    name: "confirming",
    status: "confirming",
    reach: pays("25"),
    verdicts: { ...no, cancel: "payment_has_transfers", markPaid: "ok", markInvalid: "ok" },
  },
  {
    name: "confirmed",
    status: "confirmed",
    reach: async (sale) => {
      sale.pay("25");
      await till.mine(11);
    },
    verdicts: { ...no, cancel: "payment_has_transfers", markInvalid: "ok" },
  },
  {
    name: "expired",
    status: "expired",
    reach: () => till.pass(OVER_MS),
    verdicts: { ...no, markPaid: "ok", markInvalid: "ok" },
  },
  {
    name: "invalid by the chain",
    status: "invalid",
    reach: async (sale) => {
      const drop = [sale.pay("25")];
      await till.catchUp();
      till.world.sim.controls.reorg({ depth: 1, drop });
      await till.catchUp();
      await till.pass(HOLD_MS + MINUTE_MS);
    },
    verdicts: { ...no, markPaid: "ok" },
  },
  {
    name: "canceled",
    status: "canceled",
    reach: marks("cancel"),
    verdicts: { ...no, markPaid: "ok", clearMark: "ok" },
  },
  {
    name: "marked invalid",
    status: "invalid",
    reach: async (sale) => {
      await pays("10")(sale);
      await marks("markInvalid")(sale);
    },
    verdicts: { ...no, markPaid: "ok", clearMark: "ok" },
  },
  {
    name: "marked paid",
    status: "confirmed",
    reach: marks("markPaid"),
    verdicts: { ...no, markInvalid: "ok", clearMark: "ok" },
  },
];

const AFTER: Readonly<Record<Exclude<Act, "clearMark">, string>> = {
  cancel: "canceled",
  markPaid: "confirmed",
  markInvalid: "invalid",
};
const WORDS = { markPaid: "paid", markInvalid: "invalid", clearMark: "clear" } as const;

describe.each(ROWS)("$name", ({ status, reach, verdicts }) => {
  const acts = Object.keys(verdicts) as Act[];

  test("the answer lists just the marks and actions that are allowed, and each other one is refused and changes nothing", async () => {
    const sale = await till.sale();
    await reach(sale);
    const before = await sale.full();
    expect(before.status).toBe(status);
    const marksAllowed = acts.flatMap((act) =>
      act !== "cancel" && verdicts[act] === "ok" ? [WORDS[act]] : [],
    );
    expect(before.allowedMarks).toEqual(marksAllowed);
    expect(before.allowedActs.includes("cancel")).toBe(verdicts.cancel === "ok");
    for (const act of acts.filter((one) => verdicts[one] !== "ok")) {
      const { status: code, body } = await sale.act(...PATHS[act]);
      expect([act, code, body.code]).toEqual([act, 409, verdicts[act]]);
      expect(body.error).toMatch(/^[A-Z].*\.?$/);
    }
    const after = await sale.full();
    expect(after).toMatchObject({
      version: before.version,
      mark: before.mark,
      attentions: before.attentions,
    });
  });

  test.each(acts.filter((act) => verdicts[act] === "ok"))("%s is done, with one audit row", async (act) => {
    const sale = await till.sale();
    await reach(sale);
    const answer = await sale.act(...PATHS[act]);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    if (act === "clearMark") expect(answer.body.mark).toBeNull();
    else expect(answer.body).toMatchObject({ status: AFTER[act], mark: { reason: "a test" } });
    const input = encodeURIComponent(
      JSON.stringify({ limit: 20, object: sale.id, action: `payment.${act}` }),
    );
    const { body } = await till.call("GET", `/trpc/dashboard.audit?input=${input}`, undefined, till.token);
    const requestId = answer.headers.get("x-request-id");
    expect(
      body.result.data.data.filter((row: { requestId: string }) => row.requestId === requestId),
    ).toMatchObject([{ actorName: "Olga Owner", ip: "127.0.0.1" }]);
    expect((await sale.told()).filter(({ event }) => event.startsWith("payment.")).length).toBeGreaterThan(0);
  });
});

test("a new quote is listed only when one would be given: for a fiat price, in time, without money or a fixed rate", async () => {
  const fiat = { amount: "2.50", currency: "USD" };
  const sales = {
    kas: await till.sale(),
    fixed: await till.sale({ ...fiat, fixedRate: "0.1" }),
    paid: await till.sale(fiat),
    over: await till.sale(fiat),
  };
  await till.pass(5 * MINUTE_MS);
  sales.paid.pay("25");
  await till.catchUp();
  const fresh = await till.sale(fiat);
  for (const sale of [...Object.values(sales), fresh]) {
    const { allowedActs } = await sale.full();
    const { status, body } = await till.call("POST", `/api/v1/payments/${sale.id}/quote`, {}, till.key);
    expect([allowedActs.includes("requote"), status], JSON.stringify(body)).toEqual(
      sale === fresh ? [true, 200] : [false, 409],
    );
  }
});

test("a mark needs its reason", async () => {
  const sale = await till.sale();
  for (const body of [{ status: "paid" }, { status: "paid", note: "" }]) {
    const answer = await sale.act("mark", body);
    expect(answer).toMatchObject({ status: 400, body: { code: "invalid_request", param: "note" } });
  }
  expect((await sale.full()).version).toBe(1);
});

test("two members at the same time: one success, one explained refusal", async () => {
  const sale = await till.sale();
  const answers = await Promise.all([
    sale.act("cancel", { note: "one" }),
    sale.act("cancel", { note: "other" }),
  ]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: "conflict" });
  expect((await sale.told()).map(({ event }) => event)).toEqual(["payment.created", "payment.canceled"]);
});

test("amount and address are never editable: no route takes them", async () => {
  const sale = await till.sale();
  for (const method of ["PATCH", "PUT", "DELETE"]) {
    const answer = await till.call(method, `/api/v1/payments/${sale.id}`, { amount: "1" }, till.key);
    expect(answer.status).toBe(405);
  }
  expect(await sale.full()).toMatchObject({ amountExpected: "25.00000000", kaspaAddress: sale.address });
});
