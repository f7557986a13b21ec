// One registry of events: every name that can be subscribed to is sent, under that name, to `*`, to its group and to
// its own name, and nothing else is ever sent.
import {
  type EventEnvelope,
  eventCatalogue,
  eventNames,
  eventWildcards,
  exampleEvent,
  subscriptionNames,
} from "@kaspa-pay/api-contract";
import { audienceOf, EVENT_NAMES, type EventName, eventSubjects, wildcardOf } from "@kaspa-pay/core";
import { newDemoAccountKey } from "@kaspa-pay/kaspa-sim";
import { expect } from "vitest";
import { allowDeposits, openAccount } from "../support/deposit-account.ts";
import { gatewayTest } from "../support/fixtures.ts";
import { MINUTE_MS } from "../support/gateway.ts";
import { freshAddress, type Merchant, PASSWORD } from "../support/merchant.ts";
import type { TestPayment } from "../support/payment.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../support/webhook-receiver.ts";

const test = gatewayTest({ clock: "stepped", webhooks: true });

let endpointId: string;

const OVER_MS = 6 * MINUTE_MS;

async function paid(
  merchant: Merchant,
  kas = "25",
  blocks = 14,
): Promise<{ payment: TestPayment; txId: string }> {
  const payment = await merchant.createPayment();
  const txId = payment.pay(kas);
  await merchant.gateway.mine(blocks);
  return { payment, txId };
}

/** A customer's money that so many blocks lie above; the transaction's id. */
async function deposited(merchant: Merchant, kas: string, blocks: number): Promise<string> {
  await allowDeposits(merchant, { currency: "KAS", minimum: "5" });
  const account = await openAccount(merchant, "alice");
  const txId = account.pay(kas);
  await merchant.gateway.mine(blocks);
  return txId;
}

async function seen(merchant: Merchant): Promise<{ payment: TestPayment; txId: string }> {
  const payment = await merchant.createPayment();
  const txId = payment.pay("25", { mempoolOnly: true });
  await payment.publicStatus();
  await merchant.gateway.pollMempool();
  return { payment, txId };
}

async function post(merchant: Merchant, path: string, body: object, as = merchant.key) {
  const answer = await merchant.gateway.call("POST", `/api/v1${path}`, { body, as });
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body;
}

async function refunded(merchant: Merchant): Promise<void> {
  const { payment } = await paid(merchant);
  const destination = await freshAddress();
  const refund = await post(merchant, `/payments/${payment.id}/refunds`, { amount: "10", destination });
  await sign(merchant, destination, refund.amountSompi);
}

const askPayout = async (merchant: Merchant) =>
  post(merchant, "/payouts", { amount: "10", recipientAddress: await freshAddress() });

async function paidOut(merchant: Merchant): Promise<void> {
  await paid(merchant);
  const { id, recipientAddress, amountSompi } = await askPayout(merchant);
  await post(merchant, `/payouts/${id}/approve`, {});
  await sign(merchant, recipientAddress, amountSompi);
}

/** The merchant's own wallet sends the sum, and the chain confirms it. */
async function sign({ gateway, xpub }: Merchant, address: string, sompi: string): Promise<void> {
  gateway.chain.payFrom({ account: xpub, address, sompi, mine: true });
  await gateway.mine(14);
}

/** What a merchant, a payer or the chain does so that it is sent. A name without its line does not compile. */
const DRIVES: Readonly<Record<EventName, (merchant: Merchant) => Promise<unknown>>> = {
  "payment.created": (merchant) => merchant.createPayment(),
  "payment.updated": (merchant) => merchant.createPayment(),
  "payment.underpaid": (merchant) => paid(merchant, "10"),
  "payment.confirming": (merchant) => paid(merchant, "25", 1),
  "payment.confirmed": (merchant) => paid(merchant),
  "payment.overpaid": (merchant) => paid(merchant, "30"),
  "payment.attention": (merchant) => paid(merchant, "30"),
  "payment.late": async (merchant) => {
    const payment = await merchant.createPayment();
    await merchant.gateway.clock.advance(OVER_MS);
    payment.pay("25");
    await merchant.gateway.mine(2);
  },
  "payment.expired": async (merchant) => {
    await merchant.createPayment();
    await merchant.gateway.clock.advance(OVER_MS);
  },
  "payment.canceled": async (merchant) => (await merchant.createPayment()).action("cancel"),
  "payment.invalid": async (merchant) =>
    (await paid(merchant)).payment.action("mark", { status: "invalid", note: "fraud" }),
  "payment.reverted": async (merchant) => {
    const { txId } = await paid(merchant, "25", 3);
    merchant.gateway.chain.reorg({ depth: 5, drop: [txId] });
    await merchant.gateway.catchUp();
  },
  "transfer.detected": seen,
  "transfer.accepted": (merchant) => paid(merchant, "25", 1),
  "transfer.confirmed": (merchant) => paid(merchant),
  "transfer.reverted": async (merchant) => {
    const { txId } = await paid(merchant, "25", 3);
    merchant.gateway.chain.reorg({ depth: 5, drop: [txId] });
    await merchant.gateway.catchUp();
  },
  "transfer.dropped": async (merchant) => {
    const { payment, txId } = await seen(merchant);
    merchant.gateway.chain.dropTx({ txId });
    for (const wait of [0, 59_000, 1_000, 1_000]) {
      await merchant.gateway.clock.advance(wait);
      await payment.publicStatus();
      await merchant.gateway.pollMempool();
    }
  },
  "payment.refunded": refunded,
  "refund.created": refunded,
  "refund.awaiting_signature": refunded,
  "refund.broadcast": refunded,
  "refund.confirmed": refunded,
  "refund.failed": async (merchant) => {
    const { payment } = await paid(merchant);
    await post(merchant, `/payments/${payment.id}/refunds`, {});
    await merchant.gateway.clock.advance(31 * 24 * 60 * MINUTE_MS);
  },
  "refund.canceled": async (merchant) => {
    const { payment } = await paid(merchant);
    const { id } = await post(merchant, `/payments/${payment.id}/refunds`, {});
    await post(merchant, `/refunds/${id}/cancel`, {});
  },
  "payout.created": paidOut,
  "payout.awaiting_signature": paidOut,
  "payout.broadcast": paidOut,
  "payout.confirmed": paidOut,
  "payout.failed": async (merchant) => {
    await askPayout(merchant);
    await merchant.gateway.clock.advance(31 * 24 * 60 * MINUTE_MS);
  },
  "payout.canceled": async (merchant) => {
    const { id } = await askPayout(merchant);
    await post(merchant, `/payouts/${id}/cancel`, {});
  },
  "deposit.detected": (merchant) => deposited(merchant, "25", 1),
  "deposit.confirming": (merchant) => deposited(merchant, "25", 1),
  "deposit.confirmed": (merchant) => deposited(merchant, "25", 14),
  "deposit.reverted": async (merchant) => {
    const txId = await deposited(merchant, "25", 3);
    merchant.gateway.chain.reorg({ depth: 5, drop: [txId] });
    await merchant.gateway.catchUp();
  },
  "deposit.below_minimum": (merchant) => deposited(merchant, "1", 1),
  "link.created": (merchant) => post(merchant, "/links", { title: "Tea", amount: "5" }),
  "link.updated": async (merchant) => {
    const { id } = await post(merchant, "/links", { title: "Tea", amount: "5" });
    await merchant.call("PATCH", `/api/v1/links/${id}`, { title: "Green tea" });
  },
  "webhook.test": (merchant) => post(merchant, `/webhooks/${endpointId}/test`, {}),
  "webhook.disabled": async (merchant) => {
    const gone = await startWebhookReceiver();
    gone.answer({ status: 410 });
    await post(merchant, "/webhooks", { url: gone.url, events: ["payment.created"] });
    await merchant.createPayment();
    await merchant.gateway.catchUp();
    await gone.close();
  },
  "wallet.changed": async ({ gateway, email }) => {
    // A session ends with the days that tests let pass, so this one is new.
    const login = { email, password: PASSWORD };
    const { token } = (await gateway.call("POST", "/api/v1/auth/login", { body: login })).body;
    const change = { xpub: await newDemoAccountKey() };
    const answer = await gateway.call("PATCH", "/api/v1/settings", { body: change, as: token });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  },
};

const bodies = ({ received }: WebhookReceiver) =>
  received.map(({ body }) => JSON.parse(body) as EventEnvelope);
const named = (receiver: WebhookReceiver) => bodies(receiver).map(({ event }) => event);

/** Every field of the example in the API document is in what was sent. */
function expectFieldsOfExample(name: EventName, sent: EventEnvelope): void {
  const data: Readonly<Record<string, unknown>> = sent.data;
  for (const [subject, fields] of Object.entries(exampleEvent(name).data))
    expect(Object.keys(data[subject] ?? {}), `${name}: ${subject}`).toEqual(
      expect.arrayContaining(Object.keys(fields ?? {})),
    );
}

test.for(EVENT_NAMES)(
  "%s is sent to its name, to its group and to *",
  { timeout: 300_000 },
  async (name, { gateway, merchant }) => {
    const group = `${name.slice(0, name.indexOf("."))}.*`;
    const listeners = await Promise.all([
      startWebhookReceiver(),
      startWebhookReceiver(),
      startWebhookReceiver(),
    ]);
    for (const [index, subscription] of [name, group, "*"].entries()) {
      const url = listeners[index]?.url ?? "";
      const { id } = await post(merchant, "/webhooks", { url, events: [subscription] });
      // A test goes to the endpoint that it was asked for.
      endpointId = id;
      if (name === "webhook.test") await DRIVES[name](merchant);
    }
    if (name !== "webhook.test") await DRIVES[name](merchant);
    await gateway.catchUp();
    await gateway.deliver();
    const [own, ofGroup, all] = listeners.map(named);
    expect(new Set(own)).toEqual(new Set([name]));
    for (const sent of bodies(listeners[0] as WebhookReceiver)) expectFieldsOfExample(name, sent);
    for (const names of [ofGroup, all]) {
      if (!audienceOf(name).includes("*")) expect(names).not.toContain(name);
      else expect(names).toContain(name);
      for (const name of names ?? []) expect(EVENT_NAMES).toContain(name);
    }
    expect((ofGroup ?? []).every((name) => name.startsWith(group.slice(0, -1)))).toBe(true);
    const endpoints = (await merchant.call("GET", "/api/v1/webhooks")).body.data;
    for (const { id, url } of endpoints)
      if (listeners.some((listener) => listener.url === url))
        await merchant.call("DELETE", `/api/v1/webhooks/${id}`);
    await Promise.all(listeners.map((listener) => listener.close()));
  },
);

test("the catalogue, the names of the document and the subscriptions are that one list", () => {
  expect(eventCatalogue.map((entry) => entry.name)).toEqual([...EVENT_NAMES]);
  expect(eventNames.slice(0, EVENT_NAMES.length)).toEqual([...EVENT_NAMES]);
  expect([...subscriptionNames]).toEqual([...eventNames, ...eventWildcards]);
  expect(new Set(eventCatalogue.map(({ about }) => about))).toEqual(new Set(Object.keys(eventSubjects)));
  for (const name of EVENT_NAMES) expect(eventWildcards, name).toContain(wildcardOf(name));
  for (const wildcard of eventWildcards.filter((name) => name !== "*"))
    expect(
      EVENT_NAMES.some((name) => name.startsWith(wildcard.slice(0, -1))),
      wildcard,
    ).toBe(true);
});
