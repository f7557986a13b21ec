// A merchant who uses a whole gateway: payments are created over HTTP with an API key, paid on the simulated chain, and
// read back through the API, the webhooks and the page, as merchant and payer see them.
import {
  type CreatedPayment,
  type PaymentFull,
  PaymentRow,
  type PaymentStatusBody,
  PublicPayment,
} from "@kaspa-pay/api-contract";
import type { PayInput } from "@kaspa-pay/kaspa-sim";
import { newDemoAccountKey } from "@kaspa-pay/kaspa-sim";
import { verify, type WebhookEvent } from "@kaspa-pay/webhooks";
import { expect } from "vitest";
import type { Gateway } from "../../src/container.ts";
import { groupBy } from "../../src/runtime/group-by.ts";
import { type Answer, NO_LIMITS, PASSWORD } from "../security/house.ts";
import { createWorld, deliver, follow, type TestWorld } from "./gateway.ts";
import { type Receiver, startReceiver } from "./receiver.ts";

export const MINUTE_MS = 60_000;
export const HOLD_MS = 10 * MINUTE_MS;
const MEDIAN_BLOCKS = 12;

/** An event as the merchant's server got it: its name and its flags, sums once and in KAS. */
export type Said = { readonly event: string } & Readonly<Record<string, unknown>>;

export interface Till {
  readonly world: TestWorld;
  readonly gateway: Gateway;
  readonly receiver: Receiver;
  readonly storeId: string;
  /** First API key of the owner's store, and the owner's own token. */
  readonly key: string;
  readonly token: string;
  call(method: string, path: string, body?: unknown, as?: string | null): Promise<Answer>;
  /** A payment of 25 KAS, open for five minutes, unless told otherwise. */
  sale(ask?: Record<string, unknown>): Promise<Sale>;
  /** A payment that was made in another way, by its answer. */
  saleOf(made: Made): Sale;
  settings(change: Record<string, unknown>): Promise<void>;
  /** Mines, reads the chain to its end and sends what is due. */
  mine(blocks: number): Promise<void>;
  /** Time passes for everybody: server, database and chain. */
  pass(ms: number): Promise<void>;
  /** The mempool is asked for payments that somebody looked at. */
  peek(): Promise<void>;
  catchUp(): Promise<void>;
  now(): number;
  close(): Promise<void>;
}

/** What of the answer to `POST /payments` a sale is made from. */
export type Made = Pick<CreatedPayment, "id" | "kaspaAddress" | "clientToken">;

/** One payment with its payer and its shop. */
export interface Sale {
  readonly id: string;
  readonly address: string;
  readonly clientToken: string;
  /** Pays so many KAS (decimal text) and mines the block that accepts it; the first transaction's id. */
  pay(kas: string, how?: Partial<PayInput>): string;
  /** Webhooks since the last call: verified, gapless, and equal to every view of the payment. */
  told(): Promise<Said[]>;
  full(): Promise<PaymentFull>;
  status(): Promise<PaymentStatusBody>;
  /** The payment as it stands in the merchant's list. */
  row(): Promise<PaymentRow>;
  /** What the payer's hosted page is made from. */
  page(): Promise<PublicPayment>;
  act(path: string, body?: Record<string, unknown>): Promise<Answer>;
  /** Kinds of the timeline, without its rows for webhooks and for the page that `told` opens. */
  timeline(): Promise<string[]>;
  /** Attention entries as `reason state amount [by]`. */
  attention(): Promise<string[]>;
}

export const kas = (text: string): bigint => {
  const [whole = "0", places = ""] = text.split(".");
  return BigInt(whole + places.padEnd(8, "0"));
};

export async function openTill(): Promise<Till> {
  // Time moves only when a test says so: the speed of the machine decides nothing.
  const start = Date.now();
  let shift = 0;
  const now = () => start + shift;
  const [world, receiver, xpub] = await Promise.all([
    createWorld({ stillAt: start }),
    startReceiver(),
    newDemoAccountKey(),
  ]);
  const gateway = await world.open({ clock: { now }, hostNow: now, limits: NO_LIMITS });
  await gateway.listen();
  await follow(gateway);
  const move = (ms: number): void => {
    shift += ms;
    world.sim.controls.clock({ ms });
  };
  const call = (method: string, path: string, body?: unknown, as?: string | null) => {
    // No two requests come at the same time: a repeated action differs from a retried one by its time.
    move(1);
    return request(gateway.url + path, method, body, as ?? null);
  };
  const owner = { email: "owner@example.com", password: PASSWORD, name: "Olga Owner", xpub };
  const { token, apiKey: key, store } = (await call("POST", "/api/v1/auth/register", owner)).body;
  const hook = { url: receiver.url, events: ["*", "payment.updated"] };
  const { secret } = (await call("POST", "/api/v1/webhooks", hook, key)).body;

  const catchUp = async () => {
    await follow(gateway);
    await deliver(gateway);
  };
  const mine = (blocks: number) => {
    world.sim.controls.mine(blocks);
    return catchUp();
  };
  const till: Till = {
    world,
    gateway,
    receiver,
    storeId: store.id,
    key,
    token,
    call,
    sale: (ask = {}) => openSale(till, secret, ask),
    saleOf: (made) => saleOf(till, secret, made),
    settings: async (change) => {
      // A session ends with the days that tests let pass; a wallet is nothing that a key may change.
      const proof = "kaspaAddress" in change || "xpub" in change ? token : key;
      const answer = await call("PATCH", "/api/v1/settings", change, proof);
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    },
    mine,
    pass: async (ms) => {
      move(ms);
      await gateway.rates.tick();
      await mine(MEDIAN_BLOCKS);
    },
    peek: async () => {
      await gateway.workers.followers[0]?.mempoolPoller.tick();
      await deliver(gateway);
    },
    catchUp,
    now,
    close: async () => {
      await receiver.close();
      await world.close();
    },
  };
  return till;
}

async function request(url: string, method: string, body: unknown, as: string | null): Promise<Answer> {
  const answer = await fetch(url, {
    method,
    redirect: "manual",
    // A busy machine outlasts an idle connection: each request has its own.
    headers: {
      connection: "close",
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(as !== null && { authorization: `Bearer ${as}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const isJson = answer.headers.get("content-type")?.includes("json") === true;
  return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text };
}

async function openSale(till: Till, secret: string, ask: Record<string, unknown>): Promise<Sale> {
  const own = { amount: "25", expiryMinutes: 5 };
  const order = { ...(ask.paymentLinkSlug === undefined && own), ...ask };
  const made = await till.call("POST", "/api/v1/payments", order, till.key);
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return saleOf(till, secret, made.body);
}

function saleOf(till: Till, secret: string, { id, kaspaAddress: address, clientToken }: Made): Sale {
  let heard = 0;
  const sale: Sale = {
    id,
    address,
    clientToken,
    pay(amount, how = {}) {
      const mineIt = how.mempoolOnly !== true;
      const paid = till.world.sim.controls.pay({ address, sompi: kas(amount), mine: mineIt, ...how });
      return paid.txIds[0] ?? "";
    },
    async told() {
      await till.catchUp();
      const events = await heardOf(till, secret, id);
      expect(events.map((event) => event.sequence)).toEqual(events.map((_event, index) => index + 1));
      const fresh = events.slice(heard);
      heard = events.length;
      const newest = events.at(-1)?.data.payment as PaymentFull;
      await expectOneTruth(sale, newest);
      await expectTimeline(sale, events);
      expectUpdatedEndsEach(fresh);
      return fresh.filter(({ event }) => event !== "payment.updated").map(saidBy);
    },
    full: async () => (await till.call("GET", `/api/v1/payments/${id}`, undefined, till.key)).body,
    status: async () => (await till.call("GET", `/api/v1/payments/${id}/status?token=${clientToken}`)).body,
    row: async () => (await till.call("GET", `/api/v1/payments?q=${id}`, undefined, till.key)).body.data[0],
    page: async () => pageData((await till.call("GET", `/p/${id}?token=${clientToken}`)).body),
    async act(path, body = {}) {
      const answer = await till.call("POST", `/api/v1/payments/${id}/${path}`, body, till.token);
      await till.catchUp();
      return answer;
    },
    timeline: async () =>
      (await sale.full()).timeline
        .map(({ kind }) => kind)
        .filter((kind) => !/^webhook_|^checkout\./.test(kind)),
    attention: async () =>
      (await sale.full()).attentions.map(({ reason, state, amount, resolvedBy }) =>
        [reason, state, amount, ...(resolvedBy === null ? [] : [resolvedBy])].join(" "),
      ),
  };
  return sale;
}

/** Every body about the payment that reached the merchant, in its sequence; each must verify. */
async function heardOf({ receiver, now }: Till, secret: string, paymentId: string): Promise<WebhookEvent[]> {
  const mine = receiver.received.filter(({ body }) => body.includes(`"payment":{"id":"${paymentId}"`));
  const day = 24 * 60 * 60;
  const events = await Promise.all(
    mine.map(({ headers, body }) => verify({ secret, headers, body, now: now(), toleranceSeconds: day })),
  );
  return events.toSorted((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0));
}

function saidBy({ event, data }: WebhookEvent): Said {
  const detail = (data.detail ?? {}) as Record<string, string>;
  const flags = Object.entries(detail).filter(([name]) => !name.endsWith("Sompi"));
  const transfer = data.transfer as PaymentFull["transfers"][number] | undefined;
  expect(transfer !== undefined, `${event} is about a transfer`).toBe(event.startsWith("transfer."));
  for (const [name, value] of flags) {
    const exact = detail[`${name}Sompi`];
    if (exact !== undefined) expect(kas(value)).toBe(BigInt(exact));
  }
  return { event, ...Object.fromEntries(flags), ...(transfer !== undefined && { amount: transfer.amount }) };
}

/** Each change of a payment is one version, and its last event says so to those who name it. */
function expectUpdatedEndsEach(events: readonly WebhookEvent[]): void {
  const versions = groupBy(events, ({ data }) => (data.payment as PaymentFull).version);
  for (const [version, group] of versions) {
    const places = group.flatMap(({ event }, place) => (event === "payment.updated" ? [place] : []));
    expect(places, `version ${version} ends with payment.updated`).toEqual([group.length - 1]);
  }
}

const SUMS = ["amountReceived", "amountSeen", "amountMissing", "topUp", "amountExpected"] as const;

/** The newest event, the API, the public status and the payer's page agree. */
async function expectOneTruth(sale: Sale, told: PaymentFull): Promise<void> {
  const [full, status, page, row] = await Promise.all([sale.full(), sale.status(), sale.page(), sale.row()]);
  for (const column of Object.keys(PaymentRow.shape) as (keyof typeof PaymentRow.shape)[]) {
    expect(row[column], `${column} of the list`).toEqual(full[column]);
  }
  expect(full).toMatchObject({
    status: told.status,
    version: told.version,
    attentions: told.attentions,
    amountCredited: told.amountCredited,
    amountConfirmed: told.amountConfirmed,
    txId: told.txId,
    mark: told.mark,
  });
  for (const view of [full, status, page]) {
    expect(view).toMatchObject({ status: told.status, version: told.version, confirmedAt: told.confirmedAt });
    for (const sum of SUMS) expect(view[sum], sum).toBe(told[sum]);
  }
  expect(status.txId).toBe(told.txId);
  expect(page.payable).toBe(status.payable);
  expect(page.uri).toBe(full.uri);
  expectAskedSum(page);
}

/** Every sent event is in the timeline, in its order; entries without an event may be between. */
async function expectTimeline(sale: Sale, events: readonly WebhookEvent[]): Promise<void> {
  const told = events.map(({ event }) => event).filter((event) => event !== "payment.updated");
  const kinds = (await sale.full()).timeline.map(({ kind }) => kind);
  let place = 0;
  for (const kind of kinds) if (kind === told[place]) place += 1;
  expect(told.slice(place), `of the timeline ${kinds.join(", ")}`).toEqual([]);
}

/** The code on the page asks for what is due now, and for nothing once nothing is. */
function expectAskedSum(page: PublicPayment): void {
  const due = page.status === "underpaid" ? page.topUp : page.amountExpected;
  if (!page.payable) expect(page.uri).toBeNull();
  else expect(kas(/amount=([0-9.]+)$/.exec(page.uri ?? "")?.[1] ?? "")).toBe(kas(due ?? ""));
}

function pageData(html: string): PublicPayment {
  const json = /<script type="application\/json">(.*?)<\/script>/s.exec(html)?.[1];
  return PublicPayment.strict().parse(JSON.parse(json ?? "null"));
}
