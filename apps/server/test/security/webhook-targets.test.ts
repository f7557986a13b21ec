// Where a tenant may make the server call: hostile forms of a URL, for live and simulated stores, on a server of this
// machine and on one of the internet, at registration and at delivery.

import { type AddressInfo, createServer, type Server } from "node:net";
import { WEBHOOK_PORTS } from "@kaspa-pay/core";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Gateway } from "../../src/container.ts";
import { newStore } from "../../src/features/stores/new-store.ts";
import { storeRepository } from "../../src/features/stores/repository.ts";
import { createWebhookTransport } from "../../src/features/webhooks/transport/transport.ts";
import { webhookReach } from "../../src/features/webhooks/webhook-transport.ts";
import { SYSTEM } from "../support/gateway.ts";
import { type Installation, startInstallation } from "../support/installation.ts";

/** `PORT` is that of a listener on this machine. Only simulated stores of a server of this machine may have these. */
const THIS_MACHINE = [
  "http://localhost:PORT/",
  "http://LOCALHOST:PORT/",
  "http://localhost.:PORT/",
  "http://shop.localhost:PORT/",
  "http://127.0.0.1:PORT/",
  "http://127.255.255.254:PORT/",
  "http://[::1]:PORT/",
  "http://[0:0:0:0:0:0:0:1]:PORT/",
  "https://127.0.0.1:PORT/",
  "https://localhost/",
];

/** This machine in forms that the URL pattern refuses: refused at registration for every store. */
const ODD_SPELLINGS = [
  "http://127.0.0.1.:PORT/",
  "http://127.1:PORT/",
  "http://2130706433:PORT/",
  "http://0x7f.1:PORT/",
  "http://0x7f000001:PORT/",
  "http://0177.0.0.1:PORT/",
  "http://①②⑦.⓪.⓪.①:PORT/",
  "http://[::ffff:127.0.0.1]:PORT/",
];

/** Nobody's, whatever the store and the server. */
const NOBODYS = [
  "http://0.0.0.0:PORT/",
  "http://0:PORT/",
  "http://[::]:PORT/",
  "https://0.0.0.0/",
  "http://[::127.0.0.1]:PORT/",
  "https://10.0.0.1/",
  "http://10.0.0.1/",
  "https://10.1/",
  "https://172.16.0.1/",
  "https://172.31.255.255/",
  "https://192.168.0.1/",
  "http://192.168.1.5:8080/",
  "https://3232235777/",
  "https://[::ffff:10.0.0.1]/",
  "https://[::ffff:c0a8:0101]/",
  "https://169.254.169.254/latest/meta-data/",
  "http://169.254.169.254/",
  "https://0xa9fea9fe/",
  "https://0251.0376.0251.0376/",
  "https://①⑥⑨.②⑤④.①⑥⑨.②⑤④/",
  "https://[::ffff:169.254.169.254]/",
  "https://[fd00:ec2::254]/",
  "https://[fe80::1]/",
  "https://[fc00::1]/",
  "https://[ff02::1]/",
  "https://100.64.0.1/",
  "https://224.0.0.1/",
  "https://240.0.0.1/",
  "https://255.255.255.255/",
  "https://192.0.2.1/",
  "https://198.18.0.1/",
  "https://203.0.113.5/",
  "https://[2001:db8::1]/",
  "https://[64:ff9b::7f00:1]/",
  "https://[2002:7f00:1::]/",
  "http://shop.example/",
  "http://shop.example:443/",
  "http://8.8.8.8/",
  "https://shop.example:80/",
  "https://shop.example:22/",
  "https://shop.example:9999/",
  "https://8.8.8.8:5432/",
  "http://127.shop.example:PORT/",
  "http://localhost.shop.example:PORT/",
  "http://127.0.0.1.shop.example:PORT/",
  "http://localhost@shop.example:PORT/",
  "http://user:word@127.0.0.1:PORT/",
  "https://user@shop.example/",
  "ftp://127.0.0.1:PORT/",
  "file:///etc/passwd",
  "gopher://127.0.0.1:PORT/",
  "javascript:alert(1)",
  "data:text/plain,x",
  "https:\\\\shop.example\\",
  "http://127.0.0.1:PORT\\@shop.example/",
  "https://shop.example/\r\nX: 1",
  "https://shop.ex\tample/",
  "https://shop.example/a b",
  "//127.0.0.1:PORT/",
  "shop.example",
];

const SERVERS = { "this machine": "http://localhost:23499", internet: "https://pay.example" } as const;
const STORES = { live: "mainnet", simulated: "simnet" } as const;

let installation: Installation;
let listener: Server;
let calls = 0;
let client: pg.Client;
const gateways = {} as Record<keyof typeof SERVERS, Gateway>;

beforeAll(async () => {
  listener = createServer((socket) => {
    calls += 1;
    socket.destroy();
  });
  await new Promise<void>((done) => listener.listen(0, "127.0.0.1", done));
  installation = await startInstallation();
  client = new pg.Client({ connectionString: installation.database.url });
  await client.connect();
  for (const [name, publicUrl] of Object.entries(SERVERS))
    gateways[name as keyof typeof SERVERS] = await installation.startProcess(
      {},
      { KP_PUBLIC_URL: publicUrl },
    );
});
afterAll(async () => {
  await client.end();
  await installation.close();
  await new Promise((done) => listener.close(done));
});

const spelled = (text: string) => text.replaceAll("PORT", String((listener.address() as AddressInfo).port));

async function storeOn({ useCases }: Gateway, network: "mainnet" | "simnet"): Promise<string> {
  const store = newStore(useCases.ids.next("sto"), "Shop", network, useCases.clock.now());
  await useCases.unitOfWork.transaction((db) => storeRepository(db).insert(store));
  return store.id;
}

const combinations = Object.keys(SERVERS).flatMap((server) =>
  Object.keys(STORES).map((store) => ({
    server: server as keyof typeof SERVERS,
    store: store as keyof typeof STORES,
    mayReachThisMachine: server === "this machine" && store === "simulated",
  })),
);

describe.each(combinations)("a $store store, server of $server", ({ server, store, mayReachThisMachine }) => {
  const all = [
    ...THIS_MACHINE.map((url) => ({ url, allowed: mayReachThisMachine })),
    ...NOBODYS.map((url) => ({ url, allowed: false })),
  ];

  test("registration takes what is allowed and refuses the rest as invalid_url", async () => {
    const gateway = gateways[server];
    const storeId = await storeOn(gateway, STORES[store]);
    const { endpoints } = gateway.useCases;
    for (const { url, allowed } of [...all, ...ODD_SPELLINGS.map((url) => ({ url, allowed: false }))]) {
      const input = { url: spelled(url), events: ["webhook.test"] };
      const refusal = await endpoints.create(storeId, input, SYSTEM).then(
        async ({ endpoint }) => {
          await endpoints.remove(storeId, endpoint.id, SYSTEM);
          return "taken";
        },
        (refused: { code?: string }) => refused.code,
      );
      expect(refusal, url).toBe(allowed ? "taken" : "invalid_url");
    }
  });

  test("a forbidden target that is in the database all the same gets no connection", {
    timeout: 300_000,
  }, async () => {
    const gateway = gateways[server];
    const storeId = await storeOn(gateway, STORES[store]);
    const { endpoints, resends } = gateway.useCases;
    const input = { url: "https://shop.example/", events: ["webhook.test"] };
    const { endpoint } = await endpoints.create(storeId, input, SYSTEM);
    for (const { url, allowed } of all) {
      await client.query("update endpoints set url = $1 where id = $2", [
        spelled(url),
        endpoint.id.slice("whk_".length),
      ]);
      calls = 0;
      const result = await resends.test(storeId, endpoint.id, "webhook.test", SYSTEM);
      expect(result.responseSnippet, url).toBeNull();
      if (allowed) {
        expect(["blocked_address", "invalid_url"], url).not.toContain(result.errorClass);
        continue;
      }
      expect(["blocked_address", "invalid_url"], `${url}: ${result.errorClass}`).toContain(result.errorClass);
      expect(calls, url).toBe(0);
    }
  });

  test("a public name that leads inside is taken at registration and refused when it is dialled", async () => {
    const rules = { webhookAllowPrivate: false, publicUrl: SERVERS[server], production: false };
    const allowPrivate = webhookReach(rules, STORES[store]);
    for (const address of ["127.0.0.1", "::1", "10.0.0.1", "169.254.169.254", "fe80::1", "0.0.0.0"]) {
      const resolve = async () => [{ address, family: address.includes(":") ? (6 as const) : (4 as const) }];
      const transport = createWebhookTransport({ resolve });
      const url = "https://shop.example/";
      expect(transport.checkUrl(url, { allowPrivate, allowHttp: false })).toEqual({ ok: true });
      expect(await transport.send({ url, headers: {}, body: "{}", allowPrivate }), address).toMatchObject({
        errorClass: "blocked_address",
      });
      await transport.close();
    }
  });
});

test("the reach follows the public URL's host, not what it looks like, and never goes past loopback without the flag", () => {
  const reach = (publicUrl: string, more = {}, network = "simnet") =>
    webhookReach({ webhookAllowPrivate: false, production: false, publicUrl, ...more }, network);
  for (const url of [
    "http://localhost:3000",
    "http://127.0.0.1:3000",
    "http://127.9.9.9",
    "http://[::1]:3000",
  ]) {
    expect(reach(url), url).toBe("loopback");
    expect(reach(url, {}, "mainnet"), url).toBe(false);
    expect(reach(url, {}, "testnet-10"), url).toBe(false);
    expect(reach(url, { production: true }), url).toBe(false);
    expect(reach(url, { webhookAllowPrivate: true }, "mainnet"), url).toBe(true);
  }
  for (const url of [
    "https://pay.example",
    "http://127.pay.example",
    "https://localhost.pay.example",
    "http://192.168.0.2",
  ])
    expect(reach(url), url).toBe(false);
});

test("the documented ports are the ports that are dialled", () => {
  const transport = createWebhookTransport();
  const policy = { allowPrivate: false, allowHttp: false } as const;
  const taken = [22, 80, 443, 3000, 8080, 8443, 9999].filter(
    (port) => transport.checkUrl(`https://shop.example:${port}/`, policy).ok,
  );
  expect(taken).toEqual([...WEBHOOK_PORTS]);
});
