// Words of other APIs in filters and subscriptions (docs/spec/payment-lifecycle.md#status-words-of-other-apis).
import { verify, type WebhookEvent } from "@kaspa-pay/webhooks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Receiver, startReceiver } from "./receiver.ts";
import { MINUTE_MS, openTill, type Sale, type Till } from "./till.ts";

let till: Till;
const sales = new Map<string, Sale>();

/** One payment in each of the seven states. */
beforeAll(async () => {
  till = await openTill();
  const expired = await till.sale();
  await till.pass(5 * MINUTE_MS + 31_000);
  const reached: Record<string, (sale: Sale) => Promise<unknown>> = {
    pending: async () => {},
    underpaid: async (sale) => sale.pay("10"),
    confirmed: async (sale) => {
      sale.pay("25");
      await till.mine(12);
    },
    canceled: (sale) => sale.act("cancel"),
    invalid: async (sale) => {
      sale.pay("10");
      await till.catchUp();
      await sale.act("mark", { status: "invalid", note: "fraud" });
    },
    confirming: async (sale) => sale.pay("25"),
  };
  sales.set("expired", expired);
  for (const [status, reach] of Object.entries(reached)) {
    const sale = await till.sale();
    await reach(sale);
    sales.set(status, sale);
  }
  await till.catchUp();
});
afterAll(() => till.close());

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

test.each(words)("words of %s: ?status=%s finds %j", async (_api, word, states) => {
  const { status, body } = await till.call(
    "GET",
    `/api/v1/payments?status=${encodeURIComponent(word)}&limit=100`,
    undefined,
    till.key,
  );
  expect(status).toBe(200);
  const found = body.data.map((row: { id: string; status: string }) => [row.id, row.status]);
  expect(found.toSorted()).toEqual(states.map((state) => [sales.get(state)?.id, state]).toSorted());
});

test.each(["paid", "Completed", "", "pending,,expired", "confirmed;drop"])(
  "?status=%j is no status word: 400 naming the field",
  async (word) => {
    const path = `/api/v1/payments?status=${encodeURIComponent(word)}`;
    const answer = await till.call("GET", path, undefined, till.key);
    expect(answer).toMatchObject({ status: 400, body: { code: "invalid_request", param: "status" } });
  },
);

describe("subscriptions", () => {
  const about: string[] = [];
  const heard: { name: string; events: readonly string[]; receiver: Receiver; secret: string }[] = [];
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

  beforeAll(async () => {
    for (const events of subscriptions) {
      const receiver = await startReceiver();
      const body = { url: receiver.url, ...(events.length > 0 && { events }) };
      const made = await till.call("POST", "/api/v1/webhooks", body, till.key);
      expect(made.status, JSON.stringify(made.body)).toBe(201);
      heard.push({ name: events.join(" "), events, receiver, secret: made.body.secret });
    }
    const [paid, refused] = [await till.sale(), await till.sale()];
    about.push(paid.id, refused.id);
    paid.pay("25");
    refused.pay("10");
    await till.mine(12);
    await refused.act("mark", { status: "invalid", note: "fraud" });
  });
  afterAll(() => Promise.all(heard.map(({ receiver }) => receiver.close())));

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

  test.each<[string, Record<string, number>]>([
    ["payment.completed", { "payment.completed": 1 }],
    ["payment.completed payment.confirmed", { "payment.confirmed": 1 }],
    ["payment.completed payment.*", { ...others, "payment.confirmed": 1 }],
    ["payment.failed", { "payment.failed": 1 }],
    ["payment.*", payments],
    ["*", ALL],
    ["", ALL],
    ["payment.updated", { "payment.updated": 5 }],
    ["transfer.confirmed payment.updated", { "transfer.confirmed": 2, "payment.updated": 5 }],
  ])("[%s] gets each event once, under the name it asked for", async (name, expected) => {
    const one = heard.find((each) => each.name === name);
    const counts: Record<string, number> = {};
    const ids = new Set<string>();
    const received = one?.receiver.received.filter(({ body }) => about.some((id) => body.includes(id))) ?? [];
    for (const { headers, body } of received) {
      const event: WebhookEvent = await verify({
        secret: one?.secret ?? "",
        headers,
        body,
        now: till.now(),
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
