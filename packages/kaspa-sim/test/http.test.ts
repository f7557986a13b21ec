import { request } from "node:http";
import { parseAccountKey } from "@kaspa-pay/kaspa";
import { describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { newDemoAccountKey } from "../src/index.ts";
import { freshNode } from "./support/node.ts";
import type { Body } from "./support/raw-client.ts";
import { someAddress } from "./support/simulation.ts";

const ALICE = someAddress("alice");

const node = freshNode();

describe("the control endpoint", () => {
  const post = (path: string, body?: unknown, token = "secret") =>
    fetch(`${node.sim.controlUrl}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });

  test("runs every control with sompi as decimal text", async () => {
    const paid = await post("/pay", { address: ALICE, sompi: "9007199254740993" });
    expect(paid.status).toBe(200);
    const { txIds } = (await paid.json()) as { txIds: string[] };
    await post("/mine", { n: 2 });
    const answer = (await (await post("/truth", { address: ALICE })).json()) as Body;
    expect(answer.outputs).toMatchObject([{ txId: txIds[0], sompi: "9007199254740993", address: ALICE }]);
    expect((await post("/state")).status).toBe(200);
  });

  test("refuses a wrong token, an unknown control, a wrong method and bad input, each with a reason", async () => {
    expect((await post("/state", undefined, "secreT")).status).toBe(401);
    expect((await post("/state", undefined, "")).status).toBe(401);
    expect((await post("/constructor")).status).toBe(404);
    expect(
      (await fetch(`${node.sim.controlUrl}/state`, { headers: { authorization: "Bearer secret" } })).status,
    ).toBe(405);
    for (const [path, body] of [
      ["/pay", { address: ALICE, sompi: "1.5" }],
      ["/pay", { address: "kaspa:qqqq", sompi: "1" }],
      ["/pay", {}],
      ["/pay", "{"],
      ["/mine", { n: -1 }],
      ["/reorg", { depth: 5_000 }],
      ["/poison", { where: "nowhere" }],
    ] as const) {
      const response = await post(path, body);
      expect([path, response.status]).toEqual([path, 400]);
      expect(((await response.json()) as { error: string }).error).not.toBe("");
    }
  });
});

describe("the demo wallet's port", () => {
  const origin = () => node.sim.walletUrl.slice(0, -"/wallet".length);

  test("pages carry their own strict policy", async () => {
    const response = await fetch(node.sim.walletUrl);
    const host = new URL(node.sim.walletUrl).host;
    expect(response.headers.get("content-security-policy")).toBe(
      `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ws://${host}; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect([200, 503]).toContain(response.status);
    expect((await fetch(`${origin()}/secret`)).status).toBe(404);
    expect((await fetch(`${origin()}/../package.json`)).status).toBe(404);
  });

  test("the faucet pays up to its cap, to this network only, and to its own page only", async () => {
    const ask = (body: unknown, headers = {}) =>
      fetch(`${origin()}/faucet`, { method: "POST", headers, body: JSON.stringify(body) });
    const given = await ask({ address: ALICE, sompi: "100000000000000" });
    expect(given.status).toBe(200);
    node.sim.controls.mine();
    expect(node.sim.controls.truth(ALICE).outputs.map(({ sompi }) => sompi)).toEqual([100_000_000_000_000n]);
    expect((await ask({ address: ALICE, sompi: "100000000000001" })).status).toBe(422);
    expect((await ask({ address: "kaspa:qq" })).status).toBe(422);
    expect((await ask({ address: ALICE, sompi: "-5" })).status).toBe(422);
    for (const origin of ["https://evil.example", "null", "nonsense"]) {
      expect((await ask({ address: ALICE }, { origin })).status).toBe(403);
    }
    expect((await fetch(`${origin()}/faucet`)).status).toBe(405);
  });
});

describe("the demo account of a store", () => {
  const ask = (path: string, body: unknown, headers = {}) =>
    fetch(`${new URL(node.sim.walletUrl).origin}${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });

  test("is shown and pays for the wallet's own page, and over the control endpoint, with sompi as text", async () => {
    const account = await newDemoAccountKey();
    const address = parseAccountKey(account, "simnet").address(0, 0);
    node.sim.controls.pay({ address, sompi: "1000000000", mine: true });
    expect(await (await ask("/account", { account })).json()).toMatchObject({ balanceSompi: "1000000000" });
    const payment = { account, address: ALICE, sompi: "100000000" };
    const draft = await (await ask("/account/pay", { ...payment, draft: true })).json();
    const sent = (await (await ask("/account/pay", payment)).json()) as Body;
    expect(sent).toEqual({ txIds: [expect.stringMatching(/^[0-9a-f]{64}$/)], feeSompi: draft.feeSompi });
    const again = await fetch(`${node.sim.controlUrl}/payFrom`, {
      method: "POST",
      headers: { authorization: "Bearer secret" },
      body: JSON.stringify(payment),
    });
    expect(again.status).toBe(200);
    node.sim.controls.mine(2);
    expect(node.sim.controls.truth(ALICE).outputs.map(({ sompi }) => sompi)).toEqual([
      100_000_000n,
      100_000_000n,
    ]);
  });

  test("is closed to pages of other origins, and bad input is told from a fault", async () => {
    const account = await newDemoAccountKey();
    const payment = { account, address: ALICE, sompi: "100000000" };
    for (const path of ["/account", "/account/pay"]) {
      for (const origin of ["https://evil.example", "null"])
        expect((await ask(path, payment, { origin })).status).toBe(403);
      expect((await ask(path, { ...payment, account: "ktub" })).status).toBe(422);
      expect((await ask(path, null)).status).toBe(422);
      expect((await fetch(`${new URL(node.sim.walletUrl).origin}${path}`)).status).toBe(405);
    }
    const empty = await ask("/account/pay", payment);
    expect([empty.status, (await empty.json()).error]).toEqual([422, expect.stringContaining("holds 0 KAS")]);
    expect((await ask("/account/pay", { ...payment, address: "kaspa:qq" })).status).toBe(422);
  });
});

describe("a web page of another site", () => {
  const port = () => new URL(node.sim.walletUrl).port;
  const own = () => new URL(node.sim.walletUrl).host;
  const statusOf = (url: string, headers: Record<string, string>, method = "GET"): Promise<number> =>
    new Promise((resolve, reject) => {
      const sent = request(url, { method, headers, agent: false }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      });
      sent.on("error", reject);
      sent.end();
    });
  /** 101 = the node speaks with it. */
  const socketOf = (headers: Record<string, string>): Promise<number> =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(node.sim.rpcUrl, { headers });
      socket.on("open", () => {
        socket.close();
        resolve(101);
      });
      socket.on("unexpected-response", (_request, answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      });
      socket.on("error", reject);
    });

  test("gets nothing from any of the ports under a name of its own", async () => {
    const base = node.sim.walletUrl.slice(0, -"/wallet".length);
    for (const host of ["evil.example", `evil.example:${port()}`, "localhost.evil.example"]) {
      for (const path of ["/wallet", "/wallet.js", "/", "/new"])
        expect([path, await statusOf(base + path, { host })]).toEqual([path, 421]);
      expect(await statusOf(`${base}/faucet`, { host, origin: `http://${host}` }, "POST")).toBe(421);
      const bearer = { host, authorization: "Bearer secret" };
      expect(await statusOf(`${node.sim.controlUrl}/state`, bearer, "POST")).toBe(421);
      expect(await socketOf({ host, origin: `http://${host}` })).toBe(421);
    }
  });

  test("cannot open the node's socket; programs and the demo wallet's own page can", async () => {
    for (const origin of ["http://evil.example", "null", `http://localhost:1${port()}`])
      expect([origin, await socketOf({ origin })]).toEqual([origin, 403]);
    expect(await socketOf({})).toBe(101);
    expect(await socketOf({ origin: `http://${own()}` })).toBe(101);
    const host = `localhost:${port()}`;
    expect(await socketOf({ host, origin: `http://${host}` })).toBe(101);
  });
});
