// Which action is allowed in which status, and what a refusal says (docs/spec/payment-lifecycle.md#actions).

import { describe, expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import { HOLD_MS, MINUTE_MS } from "../support/gateway.ts";
import type { TestPayment } from "../support/payment.ts";

const test = gatewayTest({ clock: "stepped", webhooks: true });

const OVER_MS = 5 * MINUTE_MS + 31_000;

type ActionName = "cancel" | "markPaid" | "markInvalid" | "clearMark";
type Answer = "ok" | "conflict" | "payment_has_transfers";

const PATHS: Readonly<Record<ActionName, readonly [path: string, body: Record<string, unknown>]>> = {
  cancel: ["cancel", { note: "a test" }],
  markPaid: ["mark", { status: "paid", note: "a test" }],
  markInvalid: ["mark", { status: "invalid", note: "a test" }],
  clearMark: ["mark", { status: "clear", note: "a test" }],
};

interface Row {
  readonly name: string;
  readonly status: string;
  reach(payment: TestPayment): Promise<unknown>;
  readonly answers: Readonly<Record<ActionName, Answer>>;
}

const pays =
  (...sums: string[]) =>
  async (payment: TestPayment) => {
    for (const sum of sums) payment.pay(sum);
    await payment.gateway.catchUp();
  };
const marks = (action: ActionName) => (payment: TestPayment) => payment.action(...PATHS[action]);
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
    answers: { ...no, cancel: "ok", markPaid: "ok" },
  },
  {
    name: "pending with an observation in the mempool",
    status: "pending",
    reach: async (payment) => {
      payment.pay("25", { mempoolOnly: true });
      await payment.page();
      await payment.gateway.pollMempool();
    },
    answers: { ...no, cancel: "payment_has_transfers", markPaid: "ok" },
  },
  {
    name: "pending whose money the chain took back",
    status: "pending",
    reach: async (payment) => {
      const drop = [payment.pay("25")];
      await payment.gateway.catchUp();
      payment.gateway.chain.reorg({ depth: 1, drop });
      await payment.gateway.catchUp();
    },
    answers: { ...no, cancel: "ok", markPaid: "ok" },
  },
  {
    name: "underpaid",
    status: "underpaid",
    reach: pays("10"),
    answers: { ...no, cancel: "payment_has_transfers", markPaid: "ok", markInvalid: "ok" },
  },
  {
    name: "confirming",
    status: "confirming",
    reach: pays("25"),
    answers: { ...no, cancel: "payment_has_transfers", markPaid: "ok", markInvalid: "ok" },
  },
  {
    name: "confirmed",
    status: "confirmed",
    reach: async (payment) => {
      payment.pay("25");
      await payment.gateway.mine(11);
    },
    answers: { ...no, cancel: "payment_has_transfers", markInvalid: "ok" },
  },
  {
    name: "expired",
    status: "expired",
    reach: (payment) => payment.gateway.clock.advance(OVER_MS),
    answers: { ...no, markPaid: "ok", markInvalid: "ok" },
  },
  {
    name: "invalid by the chain",
    status: "invalid",
    reach: async (payment) => {
      const drop = [payment.pay("25")];
      await payment.gateway.catchUp();
      payment.gateway.chain.reorg({ depth: 1, drop });
      await payment.gateway.catchUp();
      await payment.gateway.clock.advance(HOLD_MS + MINUTE_MS);
    },
    answers: { ...no, markPaid: "ok" },
  },
  {
    name: "canceled",
    status: "canceled",
    reach: marks("cancel"),
    answers: { ...no, markPaid: "ok", clearMark: "ok" },
  },
  {
    name: "marked invalid",
    status: "invalid",
    reach: async (payment) => {
      await pays("10")(payment);
      await marks("markInvalid")(payment);
    },
    answers: { ...no, markPaid: "ok", clearMark: "ok" },
  },
  {
    name: "marked paid",
    status: "confirmed",
    reach: marks("markPaid"),
    answers: { ...no, markInvalid: "ok", clearMark: "ok" },
  },
];

const AFTER: Readonly<Record<Exclude<ActionName, "clearMark">, string>> = {
  cancel: "canceled",
  markPaid: "confirmed",
  markInvalid: "invalid",
};
const WORDS = { markPaid: "paid", markInvalid: "invalid", clearMark: "clear" } as const;

describe.each(ROWS)("$name", ({ status, reach, answers }) => {
  const actions = Object.keys(answers) as ActionName[];

  test("the answer lists just the marks and actions that are allowed, and each other one is refused and changes nothing", async ({
    merchant,
  }) => {
    const payment = await merchant.createPayment();
    await reach(payment);
    const before = await payment.full();
    expect(before.status).toBe(status);
    const marksAllowed = actions.flatMap((action) =>
      action !== "cancel" && answers[action] === "ok" ? [WORDS[action]] : [],
    );
    expect(before.allowedMarks).toEqual(marksAllowed);
    expect(before.allowedActs.includes("cancel")).toBe(answers.cancel === "ok");
    for (const action of actions.filter((action) => answers[action] !== "ok")) {
      const { status: code, body } = await payment.action(...PATHS[action]);
      expect([action, code, body.code]).toEqual([action, 409, answers[action]]);
      expect(body.error).toMatch(/^[A-Z].*\.?$/);
    }
    const after = await payment.full();
    expect(after).toMatchObject({
      version: before.version,
      mark: before.mark,
      attentions: before.attentions,
    });
  });

  test.for(actions.filter((action) => answers[action] === "ok"))(
    "%s is done, with one audit row",
    async (action, { merchant }) => {
      const payment = await merchant.createPayment();
      await reach(payment);
      const answer = await payment.action(...PATHS[action]);
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
      if (action === "clearMark") expect(answer.body.mark).toBeNull();
      else expect(answer.body).toMatchObject({ status: AFTER[action], mark: { reason: "a test" } });
      const input = encodeURIComponent(
        JSON.stringify({ limit: 20, object: payment.id, action: `payment.${action}` }),
      );
      const { body } = await merchant.gateway.call("GET", `/trpc/dashboard.audit?input=${input}`, {
        as: merchant.token,
      });
      const requestId = answer.headers.get("x-request-id");
      expect(
        body.result.data.data.filter((row: { requestId: string }) => row.requestId === requestId),
      ).toMatchObject([{ actorName: "Shop of merchant", ip: "127.0.0.1" }]);
      expect(
        (await payment.takeWebhooks()).filter(({ event }) => event.startsWith("payment.")).length,
      ).toBeGreaterThan(0);
    },
  );
});

test("a new quote is listed only when one would be given: for a fiat price, in time, without money or a fixed rate", async ({
  gateway,
  clock,
  merchant,
}) => {
  const fiat = { amount: "2.50", currency: "USD" };
  const payments = {
    kas: await merchant.createPayment(),
    fixed: await merchant.createPayment({ ...fiat, fixedRate: "0.1" }),
    paid: await merchant.createPayment(fiat),
    over: await merchant.createPayment(fiat),
  };
  await clock.advance(5 * MINUTE_MS);
  payments.paid.pay("25");
  await gateway.catchUp();
  const fresh = await merchant.createPayment(fiat);
  for (const payment of [...Object.values(payments), fresh]) {
    const { allowedActs } = await payment.full();
    const { status, body } = await merchant.call("POST", `/api/v1/payments/${payment.id}/quote`, {});
    expect([allowedActs.includes("requote"), status], JSON.stringify(body)).toEqual(
      payment === fresh ? [true, 200] : [false, 409],
    );
  }
});

test("a mark needs its reason", async ({ merchant }) => {
  const payment = await merchant.createPayment();
  for (const body of [{ status: "paid" }, { status: "paid", note: "" }]) {
    const answer = await payment.action("mark", body);
    expect(answer).toMatchObject({ status: 400, body: { code: "invalid_request", param: "note" } });
  }
  expect((await payment.full()).version).toBe(1);
});

test("two members at the same time: one success, one explained refusal", async ({ merchant }) => {
  const payment = await merchant.createPayment();
  const answers = await Promise.all([
    payment.action("cancel", { note: "one" }),
    payment.action("cancel", { note: "other" }),
  ]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: "conflict" });
  expect((await payment.takeWebhooks()).map(({ event }) => event)).toEqual([
    "payment.created",
    "payment.canceled",
  ]);
});

test("amount and address are never editable: no route takes them", async ({ merchant }) => {
  const payment = await merchant.createPayment();
  for (const method of ["PATCH", "PUT", "DELETE"]) {
    const answer = await merchant.call(method, `/api/v1/payments/${payment.id}`, { amount: "1" });
    expect(answer.status).toBe(405);
  }
  expect(await payment.full()).toMatchObject({
    amountExpected: "25.00000000",
    kaspaAddress: payment.address,
  });
});
