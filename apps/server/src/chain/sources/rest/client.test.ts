import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { machineTimers, parseLossless } from "@kaspa-pay/kaspa/wrpc";
import { afterEach, beforeEach, expect, it } from "vitest";
import { PageTooLarge, Unavailable } from "../../source.ts";
import { askedPauseMs, RestClient } from "./client.ts";
import { sinkScore } from "./replies.ts";

let answer: (request: IncomingMessage, response: ServerResponse) => void;
let asked: IncomingMessage[];
let now: number;
let url: string;
let client: RestClient;
const server = createServer((request, response) => {
  asked.push(request);
  answer(request, response);
});

beforeEach(async () => {
  asked = [];
  now = 1_000_000;
  answer = (_, response) => response.end('{"blueScore":7}');
  if (!server.listening) {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  }
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  client = clientFor(url);
});
afterEach(async () => {
  client.close();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

function clientFor(address: string, timers = machineTimers): RestClient {
  return new RestClient({
    url: address,
    timers,
    now: () => now,
    parseLarge: async (text) => parseLossless(text),
    parseSmall: parseLossless,
    maxReplyMb: 1,
  });
}

const read = (of = client, large = false) => of.call({ path: "/info/score?x=1", reply: sinkScore, large });
const reason = async (call: Promise<unknown>) => {
  const fault = await call.catch((error: unknown) => error);
  expect(fault).toBeInstanceOf(Unavailable);
  return (fault as Unavailable).reason;
};

it("a user, a password and a base path of the URL are sent, and in no message", async () => {
  const private_ = clientFor(url.replace("//", "//till:s%20ecret@").concat("/kaspa/"));
  expect(await read(private_)).toEqual({ blueScore: 7n });
  expect(asked[0]?.url).toBe("/kaspa/info/score?x=1");
  const plain = Buffer.from("till:s ecret").toString("base64");
  expect(asked[0]?.headers.authorization).toBe(`Basic ${plain}`);
  answer = (_, response) => response.writeHead(404).end();
  await expect(read(private_)).rejects.toThrow(/^The REST API answered 404 to \/info\/score$/);
});

it("429 with Retry-After: nothing is sent before that time, then it is asked again", async () => {
  answer = (_, response) => response.writeHead(429, { "retry-after": "7" }).end();
  expect(await reason(read())).toBe("node_fault");
  answer = (_, response) => response.end('{"blueScore":8}');
  now += 6_999;
  expect(await reason(read())).toBe("not_connected");
  expect(asked).toHaveLength(1);
  now += 1;
  expect(await read()).toEqual({ blueScore: 8n });
});

it("without Retry-After the pause grows with each refusal, and ends with the first answer", async () => {
  answer = (_, response) => response.writeHead(503).end();
  const pauses = [];
  for (let tries = 0; tries < 8; tries++) {
    await reason(read());
    pauses.push(client.pauseMs);
    now += client.pauseMs;
  }
  expect(pauses[7]).toBeGreaterThan((pauses[0] ?? 0) * 10);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(30_000);
  answer = (_, response) => response.end('{"blueScore":8}');
  await read();
  answer = (_, response) => response.writeHead(503).end();
  await reason(read());
  expect(client.pauseMs).toBeLessThanOrEqual(1_000);
});

it("Retry-After is seconds or a date, and nonsense is no wish", () => {
  const at = Date.parse("2026-01-01T00:00:00Z");
  expect(askedPauseMs("30", at)).toBe(30_000);
  expect(askedPauseMs("Thu, 01 Jan 2026 00:01:00 GMT", at)).toBe(60_000);
  expect(askedPauseMs("Thu, 01 Jan 2025 00:00:00 GMT", at)).toBe(0);
  expect(askedPauseMs("soon", at)).toBeNull();
  expect(askedPauseMs(undefined, at)).toBeNull();
});

it.each([
  ["no JSON", "<html>busy</html>"],
  ["half a reply", '{"blueScore":'],
  ["a wrong type", '{"blueScore":{}}'],
  ["a negative score", '{"blueScore":-1}'],
  ["a fraction", '{"blueScore":1.5}'],
  ["more than 64 bits", `{"blueScore":${2n ** 64n}}`],
])("F8 a reply with %s is refused as a whole", async (_, text) => {
  answer = (_request, response) => response.end(text);
  expect(await reason(read())).toBe("bad_reply");
});

it("F10 integers above 2^53 arrive exact, bare and as text", async () => {
  const value = 2n ** 53n + 1n;
  for (const text of [`{"blueScore":${value}}`, `{"blueScore":"${value}"}`]) {
    answer = (_, response) => response.end(text);
    expect(await read()).toEqual({ blueScore: value });
  }
});

it("F8 an endless reply ends at the limit: a page asks for a smaller one, anything else is a bad reply", async () => {
  const block = Buffer.alloc(64 * 1024, 0x20);
  answer = (_, response) => {
    const push = () => {
      while (!response.destroyed && response.write(block));
      response.once("drain", push);
    };
    push();
  };
  await expect(read(client, true)).rejects.toThrow(PageTooLarge);
  expect(await reason(read())).toBe("bad_reply");
  server.closeAllConnections();
});

it("no answer in time is reported as a time-out, a refused connection as refused", async () => {
  const hurried = { ...machineTimers, after: (_ms: number, run: () => void) => machineTimers.after(20, run) };
  answer = () => {};
  expect(await reason(read(clientFor(url, hurried)))).toBe("timeout");
  expect(await reason(read(clientFor("http://127.0.0.1:9")))).toBe("closed");
});

it("one request at a time, in the order of the calls, whatever their results are", async () => {
  let underWay = 0;
  let most = 0;
  answer = (_, response) => {
    underWay += 1;
    most = Math.max(most, underWay);
    setImmediate(() => {
      underWay -= 1;
      response.writeHead(asked.length === 2 ? 404 : 200).end(`{"blueScore":${asked.length}}`);
    });
  };
  const answers = await Promise.allSettled([read(), read(), read()]);
  expect(answers.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(most).toBe(1);
});

it("after close nothing is sent, and what waits is refused", async () => {
  answer = () => {};
  const waiting = [read(), read()];
  await once(server, "request");
  client.close();
  for (const call of waiting) expect(await reason(call)).toBe("closed");
  expect(await reason(read())).toBe("closed");
  expect(asked).toHaveLength(1);
});
