// Three walks through the server, measured in the running product.
//
// A walk follows a value: the sum of a payment from the request to the body of the webhook at the merchant; the ids of a
// transaction and its payment from the block to the webhook that says confirmed; the title of a payment link from the
// request to the answer after the commit. A file is on the walk when a function in it was handed the value or returned
// it: by itself, in a text, or in data of a noun (a plain object, list or map, at most two objects deep). Being handed a
// whole request, response, socket or pool does not count: those are instances of classes and hold everything.
//
// Shared technique is listed by itself, below the walk, and is not in its figure: files that would carry any value of any
// request, such as the JSON body, the base procedures, idempotency, transactions and the audit log. They are not named
// here but measured in the same run, by control walks of unrelated changes, one a route: settings over REST, the
// store's name and a new store over tRPC. A file that was handed their text or the store's id is shared. A reader learns
// these files once and not for each value. Files that were entered meanwhile without the value (derivation of addresses,
// signatures, credentials, loops) are counted and listed as well.
//
// The goals are about three fifths of what a person counted who followed each value by reading: 48, 49 and 28 files, shared
// technique among them. So walk and shared technique together compare with that count, and the walk alone with the goal
// is the milder comparison: a reader learns shared technique once. A person skips some of what is measured (predicates,
// column helpers) and opens some that the measure cannot see: files that hold types alone, worker threads (large replies
// of a node are parsed in one), and the browser, so the third walk begins at the server. Loops that run meanwhile make
// the figures of shared and of entered files differ a little from run to run.
//
// Names: the fields that held the sum alone. A unit at the end (`Sompi`, `Kas`) and the snake case of a column are
// spellings of one name.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { newDemoAccountKey } from "@kaspa-pay/kaspa-sim";
import { type MeasuredGateway, startMeasuredGateway } from "./measured-gateway.ts";

export interface Walk {
  readonly name: string;
  /** Files that were handed the value, without the shared ones. */
  readonly files: readonly string[];
  /** Files that were handed it, and would be handed any value of any request. */
  readonly shared: readonly string[];
  /** Files that were entered without it. */
  readonly beside: readonly string[];
  /** Names of the fields that held the sum alone, each with its spellings; null on a walk that follows no sum. */
  readonly names: readonly string[] | null;
}

const PATIENCE_MS = 120_000;
const AMOUNT = "41.73920417";
const SOMPI = "4173920417";
const TITLE = "A link that is followed";
const CONTROL = "A text of an unrelated change";
/** Other quantities, which equal the sum until something is paid. */
const EQUAL_UNTIL_PAID = /missing|top_?up/i;

export async function measureWalks(): Promise<readonly Walk[]> {
  const gateway = await startMeasuredGateway();
  const receiver = await startReceiver();
  try {
    const merchant = await register(gateway.url);
    await merchant.rest("/webhooks", { url: receiver.url, events: ["payment.created", "payment.confirmed"] });
    let payment = { id: "", kaspaAddress: "" };
    const amount = await walk(gateway, "amount to webhook body", [AMOUNT, SOMPI], async () => {
      payment = (await merchant.rest("/payments", { amount: AMOUNT, currency: "KAS" })) as typeof payment;
      await receiver.received("payment.created");
    });
    const { controls } = gateway.sim;
    const { txIds } = controls.pay({ address: payment.kaspaAddress, sompi: SOMPI });
    const confirm = await walk(gateway, "block to confirmed", [...txIds, payment.id], async () => {
      controls.mine(200);
      await receiver.received("payment.confirmed");
    });
    const create = await walk(gateway, "create link to row", [TITLE], () =>
      merchant.mutate("links.create", { title: TITLE, amount: "12", currency: "KAS" }),
    );
    const control = await walk(gateway, "control", [CONTROL, merchant.storeId], async () => {
      await merchant.rest("/settings", { successMessage: CONTROL });
      await merchant.mutate("stores.update", { id: merchant.storeId, name: CONTROL });
      await merchant.mutate("stores.create", { name: CONTROL, network: "simnet" });
    });
    const names = spellings(amount.names.filter((field) => !EQUAL_UNTIL_PAID.test(field)));
    return [amount, confirm, create].map((measured) => ({
      ...measured,
      files: measured.files.filter((file) => !control.files.includes(file)),
      shared: measured.files.filter((file) => control.files.includes(file)),
      names: measured === amount ? names : null,
    }));
  } finally {
    await receiver.close();
    await gateway.close();
  }
}

/** Each name followed by its spellings. */
function spellings(fields: readonly string[]): string[] {
  const names = new Map<string, string[]>();
  for (const field of fields) {
    const words = field.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    const name = words.replace(/(Sompi|Kas)$/, "");
    names.set(name, [...(names.get(name) ?? []), field]);
  }
  return [...names].map(([name, fields]) => `${name}: ${fields.join(", ")}`);
}

async function walk(
  gateway: MeasuredGateway,
  name: string,
  values: readonly string[],
  act: () => Promise<unknown>,
) {
  await gateway.follow(values);
  await act();
  const { entered, handed, names } = await gateway.follow(null);
  const beside = entered.filter((file) => !handed.includes(file));
  return { name, files: handed.toSorted(), beside: beside.toSorted(), names: names.toSorted() };
}

/** A merchant with an account key, by its API key and signed in at the dashboard. */
async function register(url: string) {
  const account = { email: "shape@example.com", password: "correct horse battery staple" };
  const wallet = { xpub: await newDemoAccountKey(), network: "simnet" };
  const made = await send(`${url}/api/v1/auth/register`, {}, { ...account, name: "Shape", ...wallet });
  const { apiKey, store } = (await made.json()) as { apiKey: string; store: { id: string } };
  const session = await send(`${url}/trpc/auth.startSession`, { "x-kp-csrf": "1" }, account);
  const cookies = session.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
  const dashboard = { cookie: cookies.join("; "), "x-kp-csrf": "1", "x-store-id": store.id };
  return {
    storeId: store.id,
    rest: async (path: string, body?: unknown): Promise<unknown> =>
      (await send(`${url}/api/v1${path}`, { authorization: `Bearer ${apiKey}` }, body)).json(),
    mutate: (procedure: string, input: unknown) =>
      send(`${url}/trpc/${procedure}`, { ...dashboard, "idempotency-key": "shape" }, input),
  };
}

/** @throws when the gateway refuses */
async function send(url: string, headers: Record<string, string>, body?: unknown): Promise<Response> {
  const response = await fetch(url, {
    method: body === undefined ? "GET" : "POST",
    headers: { "content-type": "application/json", ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return response;
}

/** A merchant's server that remembers which types of events came. */
async function startReceiver() {
  const types = new Set<string>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    types.add((JSON.parse(Buffer.concat(chunks).toString()) as { event: string }).event);
    response.writeHead(200).end();
    server.emit("event");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async received(type: string) {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      while (!types.has(type)) await once(server, "event", { signal });
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
