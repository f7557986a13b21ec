import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { WebhookResult } from "../webhook-transport.ts";
import { isPublicAddress } from "./address-guard.ts";
import type { ResolvedAddress } from "./resolve.ts";
import { createWebhookTransport, WEBHOOK_LIMITS, type WebhookTransportOptions } from "./transport.ts";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function open(server: Server, host = "127.0.0.1", wanted = 0): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(wanted, host, resolve));
  closers.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  );
  return (server.address() as AddressInfo).port;
}

const http = (listener: RequestListener) => open(createServer(listener));
/** Answers every request with raw bytes on the socket. */
const raw = (answer: (socket: Socket) => void) =>
  open(createTcpServer((socket) => socket.on("error", () => {}).once("data", () => answer(socket))));

function send(url: string, options: WebhookTransportOptions = {}, allowPrivate: boolean | "loopback" = true) {
  const transport = createWebhookTransport(options);
  closers.push(() => transport.close());
  const headers = {
    "content-type": "application/json",
    "webhook-id": "evt_1",
    "user-agent": "kaspa-pay/test",
  };
  return transport.send({ url, headers, body: '{"a":"ü"}', allowPrivate });
}

const quick = { ...WEBHOOK_LIMITS, connectMs: 300, totalMs: 400 };
const at = (port: number, path = "/") => `http://127.0.0.1:${port}${path}`;
const outcome = (result: WebhookResult) => (result.kind === "failed" ? result.errorClass : result.status);

/** Receivers of this machine stand in for some of the internet, whose answers are shown. */
const ON_THE_INTERNET = { isPublic: () => true };

describe("an answered delivery", () => {
  it("carries exactly the given bytes and headers, and brings back status and a snippet", async () => {
    let seen: { headers: Record<string, unknown>; body: string; path: string | undefined } | undefined;
    const port = await http((request, response) => {
      let body = "";
      request.setEncoding("utf8").on("data", (chunk: string) => {
        body += chunk;
      });
      request.on("end", () => {
        seen = { headers: request.headers, body, path: request.url };
        response.writeHead(202).end("thanks\u0000\u001b[31m");
      });
    });
    const result = await send(at(port, "/hook?x=1"), ON_THE_INTERNET);
    expect(result).toMatchObject({ kind: "answered", status: 202, bodySnippet: "thanks\ufffd\ufffd[31m" });
    expect(result.latencyMs).toBeGreaterThanOrEqual(0);
    expect(seen?.body).toBe('{"a":"ü"}');
    expect(seen?.path).toBe("/hook?x=1");
    expect(seen?.headers).toMatchObject({
      "webhook-id": "evt_1",
      "user-agent": "kaspa-pay/test",
      "content-length": "10",
      "accept-encoding": "identity",
    });
  });

  it("W-04 brings Retry-After as seconds, from a number or a date, and ignores nonsense", async () => {
    const values = ["120", new Date(Date.now() + 90_000).toUTCString(), "soon", "1.5", "-3"];
    const port = await http((_request, response) => {
      response.writeHead(503, { "retry-after": values.shift() as string }).end();
    });
    expect(await send(at(port))).toMatchObject({ status: 503, retryAfterSeconds: 120 });
    const dated = await send(at(port));
    expect(dated.kind === "answered" && dated.retryAfterSeconds).toBeGreaterThan(80);
    for (let i = 0; i < 3; i += 1) expect(await send(at(port))).not.toHaveProperty("retryAfterSeconds");
  });

  it("https works against a certificate of the operator's own authority and not otherwise", async () => {
    const folder = mkdtempSync(join(tmpdir(), "kp-tls-"));
    const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
    const subject = ["-subj", "/CN=shop.example", "-addext", "subjectAltName=DNS:shop.example"];
    const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
    execFileSync("openssl", ["req", "-x509", ...curve, "-keyout", key, "-out", cert, ...subject], {
      stdio: "ignore",
    });
    const pem = { key: readFileSync(key), cert: readFileSync(cert, "utf8") };
    rmSync(folder, { recursive: true });
    const port = await open(createTlsServer(pem, (_request, response) => response.end("ok")));
    const resolve = async (): Promise<ResolvedAddress[]> => [{ address: "127.0.0.1", family: 4 }];
    expect(outcome(await send(`https://shop.example:${port}/`, { resolve, ca: pem.cert }))).toBe(200);
    expect(outcome(await send(`https://shop.example:${port}/`, { resolve }))).toBe("tls");
    expect(outcome(await send(`https://other.example:${port}/`, { resolve, ca: pem.cert }))).toBe("tls");
  });
});

describe("the address guard at delivery", () => {
  const reply =
    (...addresses: string[]) =>
    async (): Promise<ResolvedAddress[]> =>
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));

  it("S-01 a literal is refused although undici never looks it up", async () => {
    let hits = 0;
    const port = await http((_request, response) => {
      hits += 1;
      response.end();
    });
    const options = { allowHttp: true };
    for (const host of ["127.0.0.1", "[::ffff:127.0.0.1]", "[::127.0.0.1]", "0x7f.1"])
      expect(outcome(await send(`https://${host}/`, options, false)), host).toBe("blocked_address");
    expect(outcome(await send(at(port), options, false))).toBe("invalid_url");
    expect(hits).toBe(0);
  });

  it("S-02 a name that leads to loopback is refused at connect", async () => {
    const result = await send("https://shop.example/", { resolve: reply("127.0.0.1") }, false);
    expect(result).toMatchObject({ kind: "failed", errorClass: "blocked_address" });
    expect(JSON.stringify(result)).not.toContain("127.0.0.1");
  });

  it("S-03 a name that is rebound between attempts reaches nothing: the local server gets 0 connections", async () => {
    // 127.0.0.2 stands in for a public host, so that both ends are on this machine.
    const isPublic = (address: string) => address === "127.0.0.2" || isPublicAddress(address);
    let connections = 0;
    const inner = createTcpServer(() => {
      connections += 1;
    });
    const port = await open(inner);
    await open(
      createServer((_request, response) => void response.end("public")),
      "127.0.0.2",
      port,
    );
    const answers = ["127.0.0.2", "127.0.0.1", "127.0.0.2", "127.0.0.1"];
    let lookups = 0;
    const resolve = async (): Promise<ResolvedAddress[]> => [
      { address: answers[lookups++] as string, family: 4 },
    ];
    const transport = createWebhookTransport({ resolve, isPublic, allowHttp: true, extraPorts: [port] });
    closers.push(() => transport.close());
    const url = `http://shop.example:${port}/`;
    const seen = [];
    for (let i = 0; i < 4; i += 1)
      seen.push(outcome(await transport.send({ url, headers: {}, body: "{}", allowPrivate: false })));
    expect(seen).toEqual([200, "blocked_address", 200, "blocked_address"]);
    expect(lookups).toBe(4);
    expect(connections).toBe(0);
  });

  it("S-04 one public and one private answer is refused as a whole, in either order", async () => {
    for (const addresses of [
      ["8.8.8.8", "10.0.0.1"],
      ["::1", "8.8.8.8"],
    ])
      expect(outcome(await send("https://shop.example/", { resolve: reply(...addresses) }, false))).toBe(
        "blocked_address",
      );
  });

  it("'loopback' reaches localhost only when every answer is loopback", async () => {
    const port = await http((_request, response) => void response.end());
    const url = `http://localhost:${port}/`;
    expect(outcome(await send(url, { resolve: reply("127.0.0.1") }, "loopback"))).toBe(200);
    expect(outcome(await send(url, { resolve: reply("127.0.0.1", "10.0.0.1") }, "loopback"))).toBe(
      "blocked_address",
    );
    expect(outcome(await send("https://shop.example/", { resolve: reply("127.0.0.1") }, "loopback"))).toBe(
      "blocked_address",
    );
  });

  it("every blocked target gets the same words", async () => {
    const texts = new Set<string>();
    for (const url of ["https://10.0.0.1/", "https://shop.example/", "https://localhost/"]) {
      const result = await send(url, { resolve: reply("192.168.0.1") }, false);
      texts.add(result.kind === "failed" ? result.message : "answered");
    }
    expect(texts.size).toBe(1);
  });
});

describe("receivers that misbehave", () => {
  it("W-05 redirects are failures and their target is never called", async () => {
    let hits = 0;
    const target = await http((_request, response) => {
      hits += 1;
      response.end();
    });
    const codes = [301, 302, 307, 308];
    const port = await http((_request, response) => {
      response.writeHead(codes.shift() as number, { location: at(target) }).end("moved");
    });
    for (const status of [301, 302, 307, 308])
      expect(await send(at(port))).toMatchObject({ kind: "failed", errorClass: "redirect", status });
    expect(hits).toBe(0);
  });

  it("W-06 drip-fed headers and bodies end at the total time limit, which is 15 s", async () => {
    expect(WEBHOOK_LIMITS).toMatchObject({ totalMs: 15_000, connectMs: 5000 });
    const drip = (first: string) =>
      raw((socket) => {
        socket.write(first);
        const timer = setInterval(() => socket.write("a"), 20);
        socket.on("close", () => clearInterval(timer));
      });
    const headers = await drip("HTTP/1.1 200 OK\r\nx-slow: ");
    const body = await drip("HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n");
    for (const port of [headers, body]) {
      const result = await send(at(port), { limits: quick });
      expect(outcome(result)).toBe("timeout");
      expect(result.latencyMs).toBeGreaterThanOrEqual(390);
    }
  });

  it("W-07 closed, reset, refused, unresolved, TLS and HTTP faults each have their class", async () => {
    const closed = await raw((socket) => socket.end());
    const reset = await raw((socket) => socket.resetAndDestroy());
    const cut = await raw((socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nhalf"));
    const garbage = await raw((socket) => socket.end("SSH-2.0-OpenSSH_9.9\r\n"));
    const huge = await raw((socket) => socket.end(`HTTP/1.1 200 OK\r\nx: ${"a".repeat(20_000)}\r\n\r\n`));
    const idle = createTcpServer();
    const gone = await open(idle);
    await (closers.pop() as () => Promise<void>)();
    expect(outcome(await send(at(closed)))).toBe("closed");
    expect(outcome(await send(at(reset)))).toBe("reset");
    expect(["closed", "reset"]).toContain(outcome(await send(at(cut))));
    expect(outcome(await send(at(garbage)))).toBe("protocol");
    expect(outcome(await send(at(huge)))).toBe("headers_too_large");
    expect(outcome(await send(at(gone)))).toBe("refused");
    expect(outcome(await send(`https://127.0.0.1:${garbage}/`))).toBe("tls");
    const resolve = () => Promise.reject(Object.assign(new Error("no"), { code: "ENOTFOUND" }));
    expect(outcome(await send("https://shop.example/", { resolve }))).toBe("dns");
  });

  it("W-08 of an endless answer 64 KiB are read, gzip is not unpacked, memory stays flat", async () => {
    let written = 0;
    const block = Buffer.alloc(65_536, "a");
    const port = await http((_request, response) => {
      const pump = () => {
        while (!response.destroyed && written < 1 << 30 && response.write(block)) written += block.length;
        if (!response.destroyed) response.once("drain", pump);
      };
      response.writeHead(200);
      pump();
    });
    const before = process.memoryUsage.rss();
    const result = await send(at(port), ON_THE_INTERNET);
    expect(result).toMatchObject({ kind: "answered", status: 200, bodySnippet: "a".repeat(1024) });
    expect(written).toBeLessThan(32 * 1024 * 1024);
    expect(process.memoryUsage.rss() - before).toBeLessThan(20 * 1024 * 1024);
    const zipped = await http((_request, response) => {
      response.writeHead(200, { "content-encoding": "gzip" }).end(Buffer.from("1f8b0800", "hex"));
    });
    expect(await send(at(zipped), ON_THE_INTERNET)).toMatchObject({
      status: 200,
      bodySnippet: "(gzip, not unpacked)",
    });
  });

  it("the answer of a receiver in a private network is not shown, by whatever rule it was reached; its status is", async () => {
    const port = await http((_request, response) => void response.end("secret-of-internal-service"));
    for (const reach of [true, "loopback"] as const)
      expect(await send(at(port), {}, reach)).toMatchObject({
        status: 200,
        bodySnippet: "(not shown: the receiver is not at a public address)",
      });
  });

  it("a snippet never ends in half a character", async () => {
    const port = await http((_request, response) => void response.end("a".repeat(1023) + "é".repeat(10)));
    expect(await send(at(port), ON_THE_INTERNET)).toMatchObject({ bodySnippet: "a".repeat(1023) });
  });

  it("closing the transport ends running attempts as failures", async () => {
    let arrived: () => void = () => {};
    const started = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const port = await raw(() => arrived());
    const transport = createWebhookTransport();
    const result = transport.send({ url: at(port), headers: {}, body: "{}", allowPrivate: true });
    await started;
    await transport.close();
    expect((await result).kind).toBe("failed");
  });
});
