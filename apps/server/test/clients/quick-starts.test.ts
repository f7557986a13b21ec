// The programs that the READMEs of the clients print, run as they are printed: they create, verify and ship once.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, vi } from "vitest";
import { freePort } from "../../../../packages/webhooks/test/support/sample-receivers.ts";
import { gatewayTest } from "../support/fixtures.ts";
import type { Merchant } from "../support/merchant.ts";
import {
  buildGo,
  CLIENTS_FOLDER,
  type Client,
  type Command,
  describeClients,
  ended,
  GO_ENV,
  PYTHON_PATH,
  scratchFolder,
} from "./support/clients.ts";

const test = gatewayTest();

const LONGEST_PROGRAM = 30;
const DEPTH = 14;

/** The first program under the heading; blank lines do not count. */
function quickStart({ name }: Client): string {
  const readme = readFileSync(`${CLIENTS_FOLDER}${name}/README.md`, "utf8");
  const program = /## Quick start\n[\s\S]*?```\w+\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
  const lines = program.split("\n").filter((line) => line.trim() !== "");
  expect(lines.length, "lines of the program").toBeLessThanOrEqual(LONGEST_PROGRAM);
  return program;
}

/** Writes the program into the folder as a shop would install it there. */
function install(client: Client, scratch: string, port: number): Command {
  const write = (path: string, text: string): string => {
    writeFileSync(join(scratch, path), text);
    return join(scratch, path);
  };
  switch (client.name) {
    case "python":
      return ["python3", write("shop.py", quickStart(client))];
    case "php":
      mkdirSync(join(scratch, "vendor"));
      write("vendor/autoload.php", phpAutoload());
      return ["php", "-S", `127.0.0.1:${port}`, write("shop.php", quickStart(client))];
    case "go": {
      write("go.mod", "module shop\n\ngo 1.23\n");
      write("main.go", quickStart(client));
      const edit = ["-require=kaspapay@v0.1.0", `-replace=kaspapay=${CLIENTS_FOLDER}go`];
      spawnSync("go", ["mod", "edit", ...edit], { cwd: scratch, env: GO_ENV });
      return [buildGo(scratch, ".", scratch)];
    }
  }
}

/** What Composer makes of the client's composer.json. */
function phpAutoload(): string {
  const { autoload } = JSON.parse(readFileSync(`${CLIENTS_FOLDER}php/composer.json`, "utf8"));
  const [[prefix, folder]] = Object.entries<string>(autoload["psr-4"]) as [[string, string]];
  return `<?php spl_autoload_register(function (string $class): void {
    $path = strtr(substr($class, ${prefix.length}), '\\\\', '/');
    if (str_starts_with($class, ${JSON.stringify(prefix)})) require "${CLIENTS_FOLDER}php/${folder}$path.php";
  });`;
}

async function startShop(client: Client, merchant: Merchant) {
  const scratch = scratchFolder();
  const port = await freePort();
  const [command, ...args] = install(client, scratch, port);
  const env = {
    ...process.env,
    ...{ KP_URL: merchant.gateway.url, KP_KEY: merchant.key, WEBHOOK_SECRET: merchant.subscription.secret },
    ...{ PORT: String(port), PYTHONPATH: PYTHON_PATH, PYTHONDONTWRITEBYTECODE: "1", TMPDIR: scratch },
  };
  const child = spawn(command, args, { cwd: scratch, env, stdio: ["ignore", "pipe", "pipe"] });
  const stop = async (): Promise<void> => {
    child.kill("SIGKILL");
    await ended(child);
    rmSync(scratch, { recursive: true, force: true });
  };
  onTestFinished(stop);
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  const url = `http://127.0.0.1:${port}/`;
  const call = (sent: RequestInit = {}) => {
    const headers = { connection: "close", ...(sent.headers as Record<string, string>) };
    const attempt = () => fetch(url, { redirect: "manual", ...sent, headers });
    return vi.waitFor(attempt, { timeout: 120_000, interval: 50 });
  };
  return {
    call,
    shipped: () => [...output.matchAll(/ship (\S+)/g)].map((match) => match[1]),
    /** The page to which the customer is sent. */
    async checkoutUrl(): Promise<string> {
      const sentTo = (await call()).headers.get("location");
      const page = () => sentTo ?? /pay at (\S+)/.exec(output)?.[1];
      // What a program prints may be read after its answer.
      return vi.waitUntil(page, { timeout: 120_000 });
    },
    stop,
  };
}

describeClients((client) => {
  test("its quick start creates a payment, refuses forged webhooks, and ships once", {
    timeout: 600_000,
  }, async ({ receiver, gateway }) => {
    const merchant = await gateway.signUp(client.name);
    await merchant.subscribe(receiver);
    const shop = await startShop(client, merchant);
    const page = new URL(await shop.checkoutUrl());
    const made = (await merchant.call("GET", "/api/v1/payments?orderId=order-1001")).body.data[0];
    expect(page.pathname).toBe(`/p/${made.id}`);
    merchant.payment(made).pay();
    await gateway.mine(DEPTH);
    const delivered = receiver.received.filter(({ body }) => body.includes(made.id));
    expect(delivered.some(({ body }) => body.includes('"payment.confirmed"'))).toBe(true);
    const send = async ({ headers, body }: { headers: Record<string, string>; body: string }) => {
      const { "webhook-id": id = "", "webhook-timestamp": time = "", "webhook-signature": by = "" } = headers;
      const signed = { "webhook-id": id, "webhook-timestamp": time, "webhook-signature": by };
      return (await shop.call({ method: "POST", headers: signed, body })).status;
    };
    for (const { headers, body } of delivered) {
      expect(await send({ headers, body: `${body} ` })).toBe(401);
      expect(await send({ headers: { ...headers, "webhook-signature": "v1,AAAA" }, body })).toBe(401);
    }
    expect(shop.shipped()).toEqual([]);
    for (const webhook of [...delivered, ...delivered]) expect(await send(webhook)).toBe(200);
    await shop.stop();
    expect(shop.shipped()).toEqual(["order-1001"]);
  });
});
