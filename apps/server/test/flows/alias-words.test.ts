// Words of other APIs in filters and subscriptions (docs/spec/payment-lifecycle.md#status-words-of-other-apis).
import { verify, type WebhookEvent } from "@kaspa-pay/webhooks";
import { afterAll, describe, expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import { MINUTE_MS } from "../support/gateway.ts";
import type { TestPayment } from "../support/payment.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../support/webhook-receiver.ts";

const test = gatewayTest({ clock: "stepped", webhooks: true });

const paymentOf = new Map<string, TestPayment>();

/** One payment in each of the seven states. */
test.beforeAll(async ({ gateway, clock, merchant }) => {
  const expired = await merchant.createPayment();
  await clock.advance(5 * MINUTE_MS + 31_000);
  const reached: Record<string, (payment: TestPayment) => Promise<unknown>> = {
    pending: async () => {},
    underpaid: async (payment) => payment.pay("10"),
    confirmed: async (payment) => {
      payment.pay("25");
      await gateway.mine(12);
    },
    canceled: (payment) => payment.action("cancel"),
    invalid: async (payment) => {
      payment.pay("10");
      await gateway.catchUp();
      await payment.action("mark", { status: "invalid", note: "fraud" });
    },
    confirming: async (payment) => payment.pay("25"),
  };
  paymentOf.set("expired", expired);
  for (const [status, reach] of Object.entries(reached)) {
    const payment = await merchant.createPayment();
    await reach(payment);
    paymentOf.set(status, payment);
  }
  await gateway.catchUp();
});

const words: readonly [api: string, word: string, states: readonly string[]][] = [
  ["KasPay", "pending", ["pending"]],
  ["KasPay", "confirmed", ["confirmed"]],
  ["KasPay", "expired", ["expired"]],
  ["KasperoPay", "confirming", ["confirming"]],
  ["KasperoPay", "completed", ["confirmed"]],
  ["Kaspi Pay", "PENDING", ["confirming", "pending", "underpaid"]],
  ["Kaspi Pay", "APPROVED", ["confirmed"]],
  ["Kaspi Pay", "CANCELLED", ["canceled"]],
  ["Kaspi Pay", "DECLINED", ["invalid"]],
  ["SpacePay", "processing", ["confirming"]],
  ["SpacePay", "cancelled", ["canceled"]],
  ["SpacePay", "failed", ["invalid"]],
  ["ours", "underpaid", ["underpaid"]],
  ["ours", "canceled,invalid", ["canceled", "invalid"]],
  ["mixed", "APPROVED,expired", ["confirmed", "expired"]],
];

test.for(words)("words of %s: ?status=%s finds %j", async ([_api, word, states], { merchant }) => {
  const { status, body } = await merchant.call(
    "GET",
    `/api/v1/payments?status=${encodeURIComponent(word)}&limit=100`,
  );
  expect(status).toBe(200);
  const found = body.data.map((row: { id: string; status: string }) => [row.id, row.status]);
  expect(found.toSorted()).toEqual(states.map((state) => [paymentOf.get(state)?.id, state]).toSorted());
});

test.for(["paid", "Completed", "", "pending,,expired", "confirmed;drop"])(
  "?status=%j is no status word: 400 naming the field",
  async (word, { merchant }) => {
    const path = `/api/v1/payments?status=${encodeURIComponent(word)}`;
    const answer = await merchant.call("GET", path);
    expect(answer).toMatchObject({ status: 400, body: { code: "invalid_request", param: "status" } });
  },
);

const kasperoPayWords: readonly [state: string, word: string][] = [
  ["pending", "pending"],
  ["underpaid", "pending"],
  ["confirming", "confirming"],
  ["confirmed", "completed"],
  ["expired", "expired"],
  ["canceled", "canceled"],
  ["invalid", "invalid"],
];

test.for(kasperoPayWords)(
  "KasperoPay's status call says %s as %s, to pages too, with the ETag of the status route",
  async ([state, word], { gateway }) => {
    const id = paymentOf.get(state)?.id;
    const read = (path: string, headers = {}) => fetch(`${gateway.url}/api${path}`, { headers });
    const answer = await read(`/pay/status/${id}`, { origin: "https://shop.example" });
    expect(await answer.json()).toEqual({ payment_id: id, status: word });
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    const tag = answer.headers.get("etag") ?? "";
    expect((await read(`/payments/${id}/status`)).headers.get("etag")).toBe(tag);
    expect((await read(`/pay/status/${id}`, { "if-none-match": tag })).status).toBe(304);
  },
);

describe("subscriptions", () => {
  const about: string[] = [];
  const listeners: { name: string; events: readonly string[]; receiver: WebhookReceiver; secret: string }[] =
    [];
  const subscriptions: readonly (readonly string[])[] = [
    ["payment.completed"],
    ["payment.completed", "payment.confirmed"],
    ["payment.completed", "payment.*"],
    ["payment.failed"],
    ["payment.*"],
    ["*"],
    [],
    ["payment.updated"],
    ["transfer.confirmed", "payment.updated"],
  ];

  test.beforeAll(async ({ merchant }) => {
    for (const events of subscriptions) {
      const receiver = await startWebhookReceiver();
      const body = { url: receiver.url, ...(events.length > 0 && { events }) };
      const made = await merchant.call("POST", "/api/v1/webhooks", body);
      expect(made.status, JSON.stringify(made.body)).toBe(201);
      listeners.push({ name: events.join(" "), events, receiver, secret: made.body.secret });
    }
    const [paid, refused] = [await merchant.createPayment(), await merchant.createPayment()];
    about.push(paid.id, refused.id);
    paid.pay("25");
    refused.pay("10");
    await merchant.gateway.mine(12);
    await refused.action("mark", { status: "invalid", note: "fraud" });
  });
  afterAll(() => Promise.all(listeners.map(({ receiver }) => receiver.close())));

  const ALL = {
    "payment.created": 2,
    "transfer.accepted": 2,
    "transfer.confirmed": 2,
    "payment.underpaid": 1,
    "payment.confirming": 1,
    "payment.confirmed": 1,
    "payment.invalid": 1,
  };
  const payments = Object.fromEntries(Object.entries(ALL).filter(([name]) => name.startsWith("payment.")));
  const { "payment.confirmed": _named, ...others } = payments;

  test.for<[string, Record<string, number>]>([
    ["payment.completed", { "payment.completed": 1 }],
    ["payment.completed payment.confirmed", { "payment.confirmed": 1 }],
    ["payment.completed payment.*", { ...others, "payment.confirmed": 1 }],
    ["payment.failed", { "payment.failed": 1 }],
    ["payment.*", payments],
    ["*", ALL],
    ["", ALL],
    ["payment.updated", { "payment.updated": 5 }],
    ["transfer.confirmed payment.updated", { "transfer.confirmed": 2, "payment.updated": 5 }],
  ])("[%s] gets each event once, under the name it asked for", async ([name, expected], { clock }) => {
    const listener = listeners.find((each) => each.name === name);
    const counts: Record<string, number> = {};
    const ids = new Set<string>();
    const received =
      listener?.receiver.received.filter(({ body }) => about.some((id) => body.includes(id))) ?? [];
    for (const { headers, body } of received) {
      const event: WebhookEvent = await verify({
        secret: listener?.secret ?? "",
        headers,
        body,
        now: clock.now(),
        toleranceSeconds: 3_600,
      });
      expect(headers["x-kaspay-event"]).toBe(event.event);
      counts[event.event] = (counts[event.event] ?? 0) + 1;
      ids.add(event.id);
    }
    expect(counts).toEqual(expected);
    expect(ids.size).toBe(received.length);
  });
});
