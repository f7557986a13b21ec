// The program `kaspa-pay`, built and run as a process, against a whole gateway.
import { chmod, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { buildSdk } from "../../../../packages/sdk/test/support/built-sdk.ts";
import { gatewayTest } from "../support/fixtures.ts";
import { type CommandLine, commandLine } from "./support/command-line.ts";

const test = gatewayTest().extend<{ cli: CommandLine }>({
  cli: [
    async ({ merchant }, use) => {
      await using built = await buildSdk();
      await using cli = await commandLine(built, { KP_URL: merchant.gateway.url, KP_KEY: merchant.key });
      await use(cli);
    },
    { scope: "file" },
  ],
});

const NO_PROOF = { KP_KEY: "", KP_URL: "" };

test("help lists all commands, and each has a help of its own", async ({ cli }) => {
  const { code, out } = await cli.run(["help"]);
  expect(code).toBe(0);
  const names = [...out.matchAll(/^ {2}(\w+(?: [\w-]+)?) {2,}/gm)].map(([, name = ""]) => name);
  expect(names).toEqual(
    expect.arrayContaining(["login", "listen", "trigger", "payments tail", "keys whoami"]),
  );
  for (const name of names) {
    const help = await cli.run([...name.split(" "), "--help"]);
    expect(help, name).toMatchObject({ code: 0, err: "" });
    expect(help.out).toMatch(new RegExp(`^kaspa-pay ${name}.*options]`));
  }
  expect((await cli.run(["payments", "--help"])).out).toContain("payments create, payments get");
  expect((await cli.run(["--version"])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test("payments are created, shown and listed", async ({ cli }) => {
  const words = ["--amount", "12.5", "--order-id", "A-1", "--metadata", '{"cart":17}', "--expires-in", "600"];
  const created = await cli.json(["payments", "create", ...words, "--idempotency-key", "k-1"]);
  expect(created).toMatchObject({ amountExpected: "12.50000000", status: "pending" });
  const { id } = created as { id: string };
  expect(await cli.json(["payments", "create", ...words, "--idempotency-key", "k-1"])).toMatchObject({ id });
  expect(await cli.json(["payments", "get", id])).toMatchObject({ orderId: "A-1", metadata: { cart: 17 } });
  const shown = await cli.run(["payments", "get", id]);
  expect(shown.out).toMatch(/^status +pending$/m);
  await cli.json(["payments", "create", "--amount", "1"]);
  const listed = await cli.run(["payments", "list", "--limit", "1"]);
  expect(listed.out.trimEnd().split("\n")).toHaveLength(1);
  expect(await cli.json(["payments", "list", "--order-id", "A-1"])).toMatchObject({ id });
});

test("a refusal ends with 1 and names fields, code and request", async ({ cli }) => {
  const { code, out, err } = await cli.run(["payments", "create", "--amount", "1,5"]);
  expect({ code, out }).toEqual({ code: 1, out: "" });
  expect(err).toMatch(/amount: .*\n400 invalid_request, request req_/);
  expect(await cli.run(["payments", "get", "pay_0"])).toMatchObject({ code: 1 });
});

test.for([
  [["nonsense"], 'no command "nonsense"'],
  [["payments"], "payments create, payments get"],
  [["payments", "get"], "needs <id>"],
  [["payments", "get", "pay_1", "pay_2"], 'does not take "pay_2"'],
  [["payments", "list", "--colour", "red"], "--colour"],
  [["payments", "list", "--limit", "0"], "--limit is a whole number"],
  [["payments", "create", "--metadata", "17"], "--metadata is no JSON object"],
  [["webhooks", "create"], "--url is missing"],
  [["listen"], "--forward-to is missing"],
  [["listen", "--forward-to", "ftp://x"], "--forward-to is no address"],
  [["trigger", "payment.gone"], 'no event "payment.gone"'],
  [["trigger", "payout.created"], "Give --endpoint"],
  [["keys", "list", "--profile", "none"], "kaspa-pay login --profile none"],
] as const)("%j ends with 2 and says what is wrong", async ([words, text], { cli }) => {
  const { code, err } = await cli.run(words);
  expect(code).toBe(2);
  expect(err).toContain(text);
});

test.for([
  ["keys", "list", "--key", "kp_test_0123"],
  ["keys", "list", "--api-key=kp_test_0123"],
  ["payments", "get", "kp_live_0123"],
])("a key among the arguments is refused and not repeated: %j", async (words, { cli }) => {
  const { code, out, err } = await cli.run(words);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toContain("kaspa-pay login");
  expect(err).not.toContain("0123");
});

test("a gateway that does not answer ends with 3", async ({ cli }) => {
  // Nobody listens on a port that a test server had and gave back.
  const { createServer } = await import("node:net");
  const server = createServer().listen(0, "127.0.0.1");
  const { port } = await new Promise<{ port: number }>((open) =>
    server.once("listening", () => open(server.address() as { port: number })),
  );
  await new Promise((closed) => server.close(closed));
  const gone = { KP_URL: `http://127.0.0.1:${port}` };
  const { code, err } = await cli.run(["keys", "whoami"], { env: gone });
  expect(code).toBe(3);
  expect(err).toContain("ECONNREFUSED");
});

test("login keeps a good key in a file that only its owner can read", async ({ cli, merchant, gateway }) => {
  const { key } = merchant;
  const words = ["login", "--url", gateway.url, "--profile", "shop"];
  const wrong = await cli.run(words, { input: "kp_test_wrong\n", env: NO_PROOF });
  expect(wrong).toMatchObject({ code: 1 });
  expect(await cli.run(words, { input: "hello\n", env: NO_PROOF })).toMatchObject({ code: 2 });
  const { code, out, err } = await cli.run(words, { input: `${key}\n`, env: NO_PROOF });
  expect({ code, shown: `${out}${err}`.includes(key) }).toEqual({ code: 0, shown: false });
  const file = join(cli.config, "profiles.json");
  expect(JSON.parse(await readFile(file, "utf8"))).toEqual({ shop: { url: gateway.url, key } });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const who = await cli.run(["keys", "whoami", "--profile", "shop", "--json"], { env: NO_PROOF });
  expect(JSON.parse(who.out)).toMatchObject({ storeId: merchant.storeId, gateway: gateway.url });
  const byName = await cli.run(["keys", "whoami"], { env: { ...NO_PROOF, KP_PROFILE: "shop" } });
  expect(byName.code).toBe(0);
});

test("a file of profiles that others can read, or that is none, is refused with its cure", async ({
  cli,
}) => {
  const file = join(cli.config, "profiles.json");
  await writeFile(file, JSON.stringify({ default: { url: "http://127.0.0.1", key: "kp_test_1" } }));
  await chmod(file, 0o644);
  const open = await cli.run(["keys", "whoami"], { env: NO_PROOF });
  expect(open.code).toBe(2);
  expect(open.err).toContain(`chmod 600 ${file}`);
  await chmod(file, 0o600);
  await writeFile(file, '{"default":"kp_test_1"}');
  const broken = await cli.run(["keys", "whoami"], { env: NO_PROOF });
  expect(broken.code).toBe(2);
  expect(broken.err).toContain("is not a file of profiles");
});

test("webhook endpoints are made, tested, listed and removed", async ({ cli, receiver }) => {
  const words = [
    "webhooks",
    "create",
    "--url",
    receiver.url,
    "--events",
    "payment.confirmed,payment.expired",
  ];
  const { id } = (await cli.json(words)) as { id: string };
  expect((await cli.run(["webhooks", "list"])).out).toContain("payment.confirmed,payment.expired");
  expect(await cli.json(["webhooks", "test", id])).toMatchObject({ delivered: true, status: 200 });
  receiver.answer({ status: 500 });
  expect(await cli.run(["webhooks", "test", id, "--event", "payment.expired"])).toMatchObject({ code: 1 });
  const sent = receiver.received.map(({ body }) => JSON.parse(body).event);
  expect(sent).toEqual(["webhook.test", "payment.expired"]);
  expect((await cli.run(["webhooks", "deliveries", id])).out).toContain("payment.expired");
  expect(await cli.json(["webhooks", "resend-failed", id, "--since", "2026-01-01T00:00:00Z"])).toEqual({
    count: expect.any(Number),
  });
  expect((await cli.run(["webhooks", "rotate-secret", id])).out).toMatch(/^secret +whsec_/m);
  expect(await cli.run(["trigger", "payout.created", "--endpoint", id])).toMatchObject({ code: 0 });
  expect(await cli.json(["webhooks", "delete", id])).toEqual({ ok: true });
});

test("an event is triggered by a simulated payment", async ({ cli, gateway, merchant }) => {
  const { payment: id } = (await cli.json(["trigger", "payment.confirmed"])) as { payment: string };
  await gateway.mine(14);
  expect(await merchant.readPayment(id)).toMatchObject({ status: "confirmed" });
  const { payment } = (await cli.json(["trigger", "payment.created", "--amount", "7"])) as {
    payment: string;
  };
  await cli.json(["trigger", "payment.canceled", "--payment", payment]);
  expect(await merchant.readPayment(payment)).toMatchObject({ status: "canceled", amount: "7.00000000" });
});

test("keys are listed without their secret", async ({ cli, merchant }) => {
  const { out } = await cli.run(["keys", "list"]);
  expect(out).toContain("payments:write");
  expect(out).not.toContain(merchant.key);
});
