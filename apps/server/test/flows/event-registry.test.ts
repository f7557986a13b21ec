// One registry of events: every name that can be subscribed to is sent, under that name, to `*`, to its group and to
// its own name, and nothing else is ever sent.
import { eventCatalogue, eventNames, eventWildcards, subscriptionNames } from "@kaspa-pay/api-contract";
import { audienceOf, EVENT_NAMES, type EventName, eventSubjects, wildcardOf } from "@kaspa-pay/core";
import { newDemoAccountKey } from "@kaspa-pay/kaspa-sim";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PASSWORD } from "../security/house.ts";
import { deliver } from "./gateway.ts";
import { type Receiver, startReceiver } from "./receiver.ts";
import { MINUTE_MS, openTill, type Sale, type Till } from "./till.ts";

let till: Till;
let endpointId: string;

beforeAll(async () => {
  till = await openTill();
});
afterAll(() => till.close());

const OVER_MS = 6 * MINUTE_MS;

async function paid(kas = "25", blocks = 14): Promise<{ sale: Sale; txId: string }> {
  const sale = await till.sale();
  const txId = sale.pay(kas);
  await till.mine(blocks);
  return { sale, txId };
}

async function seen(): Promise<{ sale: Sale; txId: string }> {
  const sale = await till.sale();
  const txId = sale.pay("25", { mempoolOnly: true });
  await sale.status();
  await till.peek();
  return { sale, txId };
}

async function post(path: string, body: object, as = till.key) {
  const answer = await till.call("POST", `/api/v1${path}`, body, as);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body;
}

/** What a merchant, a payer or the chain does so that it is sent. A name without its line does not compile. */
const DRIVES: Readonly<Record<EventName, () => Promise<unknown>>> = {
  "payment.created": () => till.sale(),
  "payment.updated": () => till.sale(),
  "payment.underpaid": () => paid("10"),
  "payment.confirming": () => paid("25", 1),
  "payment.confirmed": () => paid(),
  "payment.overpaid": () => paid("30"),
  "payment.attention": () => paid("30"),
  "payment.late": async () => {
    const sale = await till.sale();
    await till.pass(OVER_MS);
    sale.pay("25");
    await till.mine(2);
  },
  "payment.expired": async () => {
    await till.sale();
    await till.pass(OVER_MS);
  },
  "payment.canceled": async () => (await till.sale()).act("cancel"),
  "payment.invalid": async () => (await paid()).sale.act("mark", { status: "invalid", note: "fraud" }),
  "payment.reverted": async () => {
    const { txId } = await paid("25", 3);
    till.world.sim.controls.reorg({ depth: 5, drop: [txId] });
    await till.catchUp();
  },
  "transfer.detected": seen,
  "transfer.accepted": () => paid("25", 1),
  "transfer.confirmed": () => paid(),
  "transfer.reverted": async () => {
    const { txId } = await paid("25", 3);
    till.world.sim.controls.reorg({ depth: 5, drop: [txId] });
    await till.catchUp();
  },
  "transfer.dropped": async () => {
    const { sale, txId } = await seen();
    till.world.sim.controls.dropTx({ txId });
    for (const wait of [0, 59_000, 1_000, 1_000]) {
      await till.pass(wait);
      await sale.status();
      await till.peek();
    }
  },
  "link.created": () => post("/links", { title: "Tea", amount: "5" }),
  "link.updated": async () => {
    const { id } = await post("/links", { title: "Tea", amount: "5" });
    await till.call("PATCH", `/api/v1/links/${id}`, { title: "Green tea" }, till.key);
  },
  "webhook.test": () => post(`/webhooks/${endpointId}/test`, {}),
  "webhook.disabled": async () => {
    const gone = await startReceiver();
    gone.answer({ status: 410 });
    await post("/webhooks", { url: gone.url, events: ["payment.created"] });
    await till.sale();
    await till.catchUp();
    await gone.close();
  },
  "wallet.changed": async () => {
    // A session ends with the days that tests let pass, so this one is new.
    const login = { email: "owner@example.com", password: PASSWORD };
    const { token } = (await till.call("POST", "/api/v1/auth/login", login)).body;
    const change = { xpub: await newDemoAccountKey() };
    const answer = await till.call("PATCH", "/api/v1/settings", change, token);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  },
};

const named = ({ received }: Receiver) =>
  received.map(({ body }) => (JSON.parse(body) as { event: string }).event);

test.each(EVENT_NAMES)(
  "%s is sent to its name, to its group and to *",
  { timeout: 300_000 },
  async (name) => {
    const group = `${name.slice(0, name.indexOf("."))}.*`;
    const listeners = await Promise.all([startReceiver(), startReceiver(), startReceiver()]);
    for (const [index, subscription] of [name, group, "*"].entries()) {
      const url = listeners[index]?.url ?? "";
      const { id } = await post("/webhooks", { url, events: [subscription] });
      // A test goes to the endpoint that it was asked for.
      endpointId = id;
      if (name === "webhook.test") await DRIVES[name]();
    }
    if (name !== "webhook.test") await DRIVES[name]();
    await till.catchUp();
    await deliver(till.gateway);
    const [own, ofGroup, all] = listeners.map(named);
    expect(new Set(own)).toEqual(new Set([name]));
    for (const heard of [ofGroup, all]) {
      if (!audienceOf(name).includes("*")) expect(heard).not.toContain(name);
      else expect(heard).toContain(name);
      for (const one of heard ?? []) expect(EVENT_NAMES).toContain(one);
    }
    expect((ofGroup ?? []).every((one) => one.startsWith(group.slice(0, -1)))).toBe(true);
    const endpoints = (await till.call("GET", "/api/v1/webhooks", undefined, till.key)).body.data;
    for (const { id, url } of endpoints)
      if (listeners.some((one) => one.url === url))
        await till.call("DELETE", `/api/v1/webhooks/${id}`, undefined, till.key);
    await Promise.all(listeners.map((one) => one.close()));
  },
);

test("the catalogue, the names of the document and the subscriptions are that one list", () => {
  expect(eventCatalogue.map((one) => one.name)).toEqual([...EVENT_NAMES]);
  expect(eventNames.slice(0, EVENT_NAMES.length)).toEqual([...EVENT_NAMES]);
  expect([...subscriptionNames]).toEqual([...eventNames, ...eventWildcards]);
  expect(new Set(eventCatalogue.map(({ about }) => about))).toEqual(new Set(Object.keys(eventSubjects)));
  for (const name of EVENT_NAMES) expect(eventWildcards, name).toContain(wildcardOf(name));
  for (const wildcard of eventWildcards.filter((one) => one !== "*"))
    expect(
      EVENT_NAMES.some((name) => name.startsWith(wildcard.slice(0, -1))),
      wildcard,
    ).toBe(true);
});
