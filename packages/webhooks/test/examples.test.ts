// Runs the receivers of examples/webhooks as a merchant would, each in its own process.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { generateSecret, generateTestHeaders } from "../src/index.ts";

const folder = fileURLToPath(new URL("../../../examples/webhooks/", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "kp-examples-"));
const secret = generateSecret();
const environment = { ...process.env, WEBHOOK_SECRET: secret, STORE_ID: "sto_1", PORT: "0" };
const running: ChildProcess[] = [];

afterAll(async () => {
  await Promise.all(
    running.map((child) => child.exitCode ?? new Promise((done) => child.once("exit", done).kill("SIGKILL"))),
  );
  rmSync(scratch, { recursive: true, force: true });
});

type Send = (headers: Record<string, string>, body: string) => Promise<number>;
interface Sample {
  name: string;
  tool: string;
  probe: string[];
  start: () => Promise<Send>;
}

const post =
  (url: string): Send =>
  async (headers, body) => {
    const answer = await fetch(url, { method: "POST", headers, body });
    const text = await answer.text();
    if (answer.status === 200) expect(text).toBe("OK");
    return answer.status;
  };

/** Starts a receiver and resolves when it has printed the line that matches. */
function listen(command: string, args: string[], ready: RegExp): Promise<string> {
  const child = spawn(command, args, { env: environment, stdio: ["ignore", "pipe", "pipe"] });
  running.push(child);
  return new Promise((resolve, reject) => {
    let seen = "";
    const read = (chunk: Buffer) => {
      seen += chunk.toString();
      const match = ready.exec(seen);
      if (match) resolve(match[1] ?? "");
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`${command} ended with ${code}: ${seen}`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

const LISTENING = /listening on (\S+)/;
const samples: Sample[] = [
  {
    name: "node.mjs",
    tool: "node",
    probe: ["--version"],
    start: async () => post(await listen("node", [`${folder}node.mjs`], LISTENING)),
  },
  {
    name: "python.py",
    tool: "python3",
    probe: ["--version"],
    start: async () => post(await listen("python3", [`${folder}python.py`], LISTENING)),
  },
  {
    name: "php.php",
    tool: "php",
    probe: ["--version"],
    start: async () => {
      const port = await freePort();
      await listen("php", ["-S", `127.0.0.1:${port}`, `${folder}php.php`], /(started)/);
      return post(`http://127.0.0.1:${port}/`);
    },
  },
  {
    name: "go.go",
    tool: "go",
    probe: ["version"],
    start: async () => {
      const binary = join(scratch, "receiver");
      const built = spawnSync("go", ["build", "-o", binary, `${folder}go.go`], {
        cwd: scratch,
        encoding: "utf8",
      });
      expect(built.status, built.stderr).toBe(0);
      return post(await listen(binary, [], LISTENING));
    },
  },
  { name: "openssl.sh", tool: "openssl", probe: ["version"], start: async () => runCgi },
];

const runCgi: Send = async (headers, body) => {
  const variables = Object.entries(headers).map(([name, value]) => [
    `HTTP_${name.toUpperCase().replaceAll("-", "_")}`,
    value,
  ]);
  const env = { ...environment, ...Object.fromEntries(variables) };
  const ended = spawnSync("bash", [`${folder}openssl.sh`], { input: body, env, encoding: "utf8" });
  expect(ended.status, ended.stderr).toBe(0);
  return Number(/^Status: (\d{3})/.exec(ended.stdout)?.[1]);
};

const body = JSON.stringify({
  id: "evt_example",
  event: "payment.confirmed",
  timestamp: "2026-11-21T03:00:00.000Z",
  sequence: 3,
  storeId: "sto_1",
  livemode: false,
  data: { payment: { id: "pay_1", orderId: "order-1001", amountExpected: "25.00000000", note: "café ☕" } },
});

function isInstalled(sample: Sample): boolean {
  return spawnSync(sample.tool, sample.probe, { stdio: "ignore" }).status === 0;
}

const present = samples.filter(isInstalled);
const missing = samples.filter((sample) => !present.includes(sample)).map((sample) => sample.tool);
console.info(
  `webhook examples run: ${present.map((sample) => sample.name).join(", ")}; not installed here: ${missing.join(", ") || "none"}`,
);

describe("W-12, W-13 the sample receivers", () => {
  it.each(present)(
    "$name takes a genuine delivery and answers 401 to forged, stale and odd ones",
    { timeout: 600_000 },
    async (sample) => {
      const send = await sample.start();
      const wall = Math.floor(Date.now() / 1000);
      const headers = await generateTestHeaders({ secret, body, id: "evt_example" });
      expect(await send(headers, body)).toBe(200);
      expect(await send(headers, body), "a repeated delivery").toBe(200);
      const rotated = await generateTestHeaders({ secret: [generateSecret(), secret], body });
      expect(await send(rotated, body), "two signatures").toBe(200);

      expect(await send(headers, body.replace("25.0", "26.0")), "changed body").toBe(401);
      expect(await send({ ...headers, "webhook-id": "evt_other" }, body), "changed id").toBe(401);
      expect(
        await send(await generateTestHeaders({ secret: generateSecret(), body }), body),
        "other secret",
      ).toBe(401);
      const stale = await generateTestHeaders({ secret, body, timestamp: wall - 301 });
      expect(await send(stale, body), "301 s old").toBe(401);
      // A second may pass before the receiver looks at its clock, so the future needs a little more.
      const future = await generateTestHeaders({ secret, body, timestamp: wall + 330 });
      expect(await send(future, body), "from the future").toBe(401);
      const signature = headers["webhook-signature"] as string;
      for (const odd of [
        signature.slice(0, -4),
        `${signature.slice(0, -1)}AAAA=`,
        "v1,",
        "v1,%%%",
        "nonsense",
        "v2,AAAA",
      ])
        expect(await send({ ...headers, "webhook-signature": odd }, body), odd).toBe(401);
      const { "webhook-signature": _, ...unsigned } = headers;
      expect(await send(unsigned, body), "unsigned").toBe(401);
      expect(await send({ ...headers, "webhook-timestamp": "soon" }, body), "odd time").toBe(401);
    },
  );
});
