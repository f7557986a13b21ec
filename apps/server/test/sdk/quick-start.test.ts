// The code of the SDK's README, run as it is printed, against a whole gateway.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { buildSdk } from "../../../../packages/sdk/test/support/built-sdk.ts";
import { gatewayTest } from "../support/fixtures.ts";

const test = gatewayTest();

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));
const readme = await readFile(join(ROOT, "packages/sdk/README.md"), "utf8");
const [shop = "", list = "", refused = ""] = [...readme.matchAll(/```js\n(.*?)```/gs)].map(
  ([, code]) => code,
);

/** A folder in which the printed programs find their packages. */
async function project(folder: string): Promise<string> {
  const path = join(folder, "project");
  await mkdir(join(path, "node_modules/@kaspa-pay"), { recursive: true });
  await symlink(folder, join(path, "node_modules/@kaspa-pay/sdk"));
  await symlink(join(ROOT, "node_modules/express"), join(path, "node_modules/express"));
  return path;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

async function run(file: string, text: string, env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  await writeFile(file, text);
  return spawn(process.execPath, [file], { env: { PATH: process.env.PATH, ...env }, stdio: "pipe" });
}

test("the quick start has at most 30 lines and takes an order from its payment to its shipping", async ({
  merchant,
  gateway,
}) => {
  expect(shop.trimEnd().split("\n").length).toBeLessThanOrEqual(30);
  await using built = await buildSdk();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const endpoint = await merchant.call("POST", "/api/v1/webhooks", { url: `${url}/kaspa-hook` });
  const child = await run(join(await project(built.folder), "shop.mjs"), shop, {
    KP_URL: gateway.url,
    KP_KEY: merchant.key,
    WEBHOOK_SECRET: endpoint.body.secret,
    SHOP_URL: url,
    PORT: `${port}`,
  });
  const shipped = async () => (await (await fetch(`${url}/orders/1001`)).json()).shipped;
  try {
    await expect.poll(() => shipped().catch(() => null), { timeout: 60_000 }).toBe(false);
    const asked = await fetch(`${url}/orders/1001/pay`, { method: "POST", redirect: "manual" });
    expect(asked.status).toBe(303);
    const { data } = (await merchant.call("GET", "/api/v1/payments?orderId=1001")).body;
    expect(asked.headers.get("location")).toContain(`/p/${data[0].id}`);
    const forged = { method: "POST", headers: { "content-type": "application/json" }, body: "{}" };
    expect((await fetch(`${url}/kaspa-hook`, forged)).status).toBe(401);
    await gateway.deliver();
    expect(await shipped()).toBe(false);
    merchant.payment((await merchant.call("GET", `/api/v1/payments/${data[0].id}`)).body).pay("250");
    await gateway.mine(14);
    expect(await shipped()).toBe(true);
  } finally {
    child.kill();
    await once(child, "close");
  }
});

test("the other examples run too", async ({ otherMerchant: merchant, gateway }) => {
  await merchant.changeSettings({ orderIdPolicy: "unique" });
  const payment = await merchant.createPayment({ amount: "250", orderId: "1001" });
  payment.pay("250");
  await gateway.mine(14);
  await using built = await buildSdk();
  const head = `import { ApiError, KaspaPay } from "@kaspa-pay/sdk";
    const kaspaPay = new KaspaPay({ baseUrl: process.env.KP_URL, apiKey: process.env.KP_KEY });`;
  const text = [head, list, "console.log(data.length, nextCursor);", refused].join("\n");
  const env = { KP_URL: gateway.url, KP_KEY: merchant.key };
  const child = await run(join(await project(built.folder), "others.mjs"), text, env);
  let printed = "";
  child.stdout?.on("data", (chunk) => (printed += chunk));
  child.stderr?.on("data", (chunk) => (printed += chunk));
  const [code] = await once(child, "close");
  expect({ code, printed }).toEqual({
    code: 0,
    printed: expect.stringContaining(`${payment.id} 1001 250.00000000`),
  });
});
