// `kaspa-pay listen` and `payments tail`: nothing is lost and nothing overtakes, whenever the program ends.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { verify } from "@kaspa-pay/webhooks";
import { expect } from "vitest";
import { type BuiltSdk, buildSdk } from "../../../../packages/sdk/test/support/built-sdk.ts";
import { gatewayTest } from "../support/fixtures.ts";
import type { Merchant } from "../support/merchant.ts";
import {
  type ReceivedWebhook,
  startWebhookReceiver,
  type WebhookReceiver,
} from "../support/webhook-receiver.ts";
import { type CommandLine, commandLine } from "./support/command-line.ts";

interface Shop {
  readonly built: BuiltSdk;
  /** A merchant, a receiver and a program of this test alone. */
  readonly shop: {
    readonly merchant: Merchant;
    readonly receiver: WebhookReceiver;
    readonly cli: CommandLine;
  };
}

const test = gatewayTest().extend<Shop>({
  built: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixture's dependencies from the pattern.
    async ({}, use) => {
      await using built = await buildSdk();
      await use(built);
    },
    { scope: "file" },
  ],
  shop: async ({ built, gateway, task }, use) => {
    const merchant = await gateway.signUp(task.id);
    const receiver = await startWebhookReceiver();
    await using cli = await commandLine(built, { KP_URL: gateway.url, KP_KEY: merchant.key });
    await use({ merchant, receiver, cli });
    await receiver.close();
  },
});

const idOf = (webhook: ReceivedWebhook): string => webhook.headers["webhook-id"] ?? "";

/** Ids of the store's events for `*`, oldest first. */
async function eventsOf(merchant: Merchant): Promise<string[]> {
  const { data } = (await merchant.call("GET", "/api/v1/events?limit=100")).body;
  type Row = { id: string; event: string };
  return data
    .filter(({ event }: Row) => event !== "payment.updated")
    .map(({ id }: Row) => id)
    .reverse();
}

async function listening(cli: CommandLine, receiver: WebhookReceiver) {
  const running = cli.start(["listen", "--forward-to", receiver.url, "--json"]);
  await running.prints("Forwarding events");
  return running;
}

const arrived = (receiver: WebhookReceiver, ids: readonly string[]) =>
  receiver.waitFor(({ headers }) => headers["webhook-id"] === ids.at(-1));

test("events arrive signed and in order, from the next one on; a new start goes on where the last one ended", async ({
  shop: { cli, merchant, receiver },
  gateway,
}) => {
  await merchant.createPayment();
  const before = await eventsOf(merchant);
  const first = await listening(cli, receiver);
  const payment = await merchant.createPayment();
  payment.pay();
  await gateway.mine(14);
  const during = (await eventsOf(merchant)).slice(before.length);
  expect(during.length).toBeGreaterThan(3);
  await arrived(receiver, during);
  expect(await first.kill("SIGINT")).toMatchObject({ code: 0 });
  expect(receiver.received.map(idOf)).toEqual(during);
  expect(first.entries()).toEqual(during.map((id) => expect.objectContaining({ id, status: 200 })));

  await merchant.createPayment();
  const second = await listening(cli, receiver);
  const all = (await eventsOf(merchant)).slice(before.length);
  await arrived(receiver, all);
  await second.kill("SIGTERM");
  expect(receiver.received.map(idOf)).toEqual(all);

  const { secret } = (await cli.json(["listen", "--print-secret"])) as { secret: string };
  for (const { headers, body } of receiver.received) {
    const event = await verify({ secret, headers, body });
    expect(event).toMatchObject({ id: headers["webhook-id"], storeId: merchant.storeId });
    expect(event).not.toHaveProperty("delivered");
  }
});

test("an event that is not taken is tried again, and holds the later ones back", async ({
  shop: { cli, merchant, receiver },
}) => {
  const running = await listening(cli, receiver);
  receiver.answer({ status: 500 }, { status: 404 });
  for (let count = 0; count < 3; count += 1) await merchant.createPayment();
  const ids = await eventsOf(merchant);
  await arrived(receiver, ids);
  await running.kill("SIGINT");
  expect(receiver.received.map(idOf)).toEqual([ids[0], ids[0], ...ids]);
  expect(running.entries()).toMatchObject([
    { status: 500 },
    { status: 404 },
    ...ids.map(() => ({ status: 200 })),
  ]);
});

test("a receiver that is not there is tried on, and Ctrl-C ends the wait", async ({
  shop: { cli, merchant },
}) => {
  const gone = await startWebhookReceiver();
  await gone.close();
  const running = await listening(cli, gone);
  await merchant.createPayment();
  await running.prints("ECONNREFUSED");
  expect(await running.kill("SIGINT")).toMatchObject({ code: 0 });
  expect(running.entries()[0]).toMatchObject({ status: null, error: "ECONNREFUSED", delivered: false });
});

test("killed at any moment, every event arrives, in order; only the one under way may come twice", async ({
  shop: { cli, merchant, receiver },
  gateway,
}) => {
  const kills = 4;
  // The first start decides from where events count.
  await (await listening(cli, receiver)).kill("SIGKILL");
  for (let count = 0; count < 6; count += 1) (await merchant.createPayment()).pay();
  await gateway.mine(14);
  const ids = await eventsOf(merchant);
  for (let kill = 0; kill < kills; kill += 1) {
    const next = receiver.next();
    const running = cli.start(["listen", "--forward-to", receiver.url]);
    await next;
    await receiver.next();
    await running.kill("SIGKILL");
  }
  const last = await listening(cli, receiver);
  await arrived(receiver, ids);
  await last.kill("SIGINT");
  const received = receiver.received.map(idOf);
  const once = received.filter((id, at) => id !== received[at - 1]);
  expect(once).toEqual(ids);
  expect(received.length - once.length).toBeLessThanOrEqual(kills);
});

test("killed after an event was taken, it does not come again; killed before, it does", async ({
  shop: { cli, merchant, receiver },
}) => {
  const running = await listening(cli, receiver);
  await merchant.createPayment();
  const [taken = ""] = await eventsOf(merchant);
  const positions = async () => {
    const name = (await readdir(cli.config)).find((file) => /^listen-.*\.json$/.test(file)) ?? "";
    return readFile(join(cli.config, name), "utf8");
  };
  await expect.poll(positions, { timeout: 60_000 }).toContain(taken);
  receiver.answer({ status: 500 });
  await merchant.createPayment();
  const [, refused = ""] = await eventsOf(merchant);
  await arrived(receiver, [refused]);
  await running.kill("SIGKILL");
  const again = await listening(cli, receiver);
  await merchant.createPayment();
  const ids = await eventsOf(merchant);
  await arrived(receiver, ids);
  await again.kill("SIGINT");
  const received = receiver.received.map(idOf);
  expect(received.filter((id) => id === taken)).toHaveLength(1);
  expect(received.filter((id, at) => id !== received[at - 1])).toEqual(ids);
});

test("only the events that were asked for are forwarded, under the names that were asked for", async ({
  shop: { cli, merchant, receiver },
  gateway,
}) => {
  const words = ["listen", "--forward-to", receiver.url, "--events", "payment.completed,link.*"];
  const running = cli.start(words);
  await running.prints("Forwarding events");
  (await merchant.createPayment()).pay();
  await gateway.mine(14);
  await merchant.call("POST", "/api/v1/links", { title: "Tea", amount: "5" });
  await receiver.waitFor(({ body }) => body.includes("link.created"));
  await running.kill("SIGINT");
  const names = receiver.received.map(({ body, headers }) => [
    JSON.parse(body).event,
    headers["x-kaspay-event"],
  ]);
  expect(names).toEqual([
    ["payment.completed", "payment.completed"],
    ["link.created", "link.created"],
  ]);
});

test("a position that cannot be read is refused with its cure, and a key without the scope with its name", async ({
  shop: { cli, merchant, receiver },
  gateway,
}) => {
  await (await listening(cli, receiver)).kill("SIGINT");
  const [name = ""] = await readdir(cli.config);
  const file = join(cli.config, name);
  await writeFile(file, "{");
  const words = ["listen", "--forward-to", receiver.url];
  const unread = await cli.run(words);
  expect(unread.code).toBe(2);
  expect(unread.err).toContain(`${file} is no position`);
  const body = { name: "Links", scopes: ["links:read"] };
  const { key } = (await gateway.call("POST", "/api/v1/api-keys", { body, as: merchant.token })).body;
  const refused = await cli.run(["payments", "tail"], { env: { KP_KEY: key } });
  expect(refused.code).toBe(1);
  expect(refused.err).toContain("payments:read");
});

test("payments tail shows what happens to one payment, or to all", async ({
  shop: { cli, merchant },
  gateway,
}) => {
  const other = await merchant.createPayment();
  const payment = await merchant.createPayment({ orderId: "A-7" });
  const all = cli.start(["payments", "tail", "--json"]);
  const one = cli.start(["payments", "tail", "--payment", payment.id]);
  await Promise.all([all.prints("Waiting"), one.prints("Waiting")]);
  other.pay();
  payment.pay();
  await gateway.mine(14);
  await one.prints("payment.confirmed");
  const confirmed = () =>
    all.entries().filter((entry) => (entry as { event: string }).event === "payment.confirmed");
  await expect.poll(confirmed, { timeout: 60_000 }).toHaveLength(2);
  const { out } = await one.kill("SIGINT");
  expect(out).toMatch(/payment\.confirmed.*confirmed +25\.00000000 of 25\.00000000 KAS.*A-7/);
  expect(out).not.toContain(other.id);
  expect(await all.kill("SIGINT")).toMatchObject({ code: 0 });
});
