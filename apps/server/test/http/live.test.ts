import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Running, startHttp, statusBody, TEST_KEY } from "./http-server.ts";

let server: Running;
beforeEach(async () => {
  server = await startHttp({ streamsPerIp: 3 });
});
afterEach(() => server.stop());

interface Frame {
  readonly id?: string;
  readonly event?: string;
  readonly data?: string;
  readonly retry?: string;
}

interface Stream {
  readonly response: Response;
  next(): Promise<Frame | null>;
  cut(): void;
}

async function open(id: string, headers: Record<string, string> = {}): Promise<Stream> {
  const abort = new AbortController();
  const response = await fetch(`${server.base}/api/v1/payments/${id}/stream`, {
    headers,
    signal: abort.signal,
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const next = async (): Promise<Frame | null> => {
    for (;;) {
      const end = text.indexOf("\n\n");
      if (end >= 0) {
        const block = text.slice(0, end);
        text = text.slice(end + 2);
        return Object.fromEntries(block.split("\n").map((line) => line.split(/: ?(.*)/s).slice(0, 2)));
      }
      const chunk = await reader?.read();
      if (chunk === undefined || chunk.done) return null;
      text += chunk.value;
    }
  };
  return { response, next, cut: () => abort.abort() };
}

function change(version: number, more: Parameters<typeof statusBody>[0] = {}): void {
  server.reads.stored.set("pay_1", statusBody({ version, ...more }));
}

const versionOf = (frame: Frame | null): number =>
  (JSON.parse(frame?.data ?? "{}") as { version: number }).version;

describe("the stream", () => {
  test("begins with the present state: retry, id = version, event status", async () => {
    const stream = await open("pay_1");
    expect(stream.response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(stream.response.headers.get("cache-control")).toBe("no-store");
    expect(stream.response.headers.get("x-accel-buffering")).toBe("no");
    expect(await stream.next()).toEqual({ retry: "2000" });
    expect(await stream.next()).toMatchObject({ id: "1", event: "status" });
    stream.cut();
  });

  test("sends a change after a notification, with the same body as the status route", async () => {
    const stream = await open("pay_1");
    await stream.next();
    await stream.next();
    change(2, { status: "underpaid" });
    server.bus.publish({ topic: "payments", paymentIds: ["pay_1"] });
    const frame = await stream.next();
    expect(frame?.id).toBe("2");
    const polled = await (await fetch(`${server.base}/api/v1/payments/pay_1/status`)).json();
    expect(JSON.parse(frame?.data ?? "{}")).toEqual(polled);
    stream.cut();
  });

  test("a notification that names no payment, and one that was lost, are made up for", async () => {
    const stream = await open("pay_1");
    await stream.next();
    await stream.next();
    change(2);
    server.bus.publish({ topic: "payments" });
    expect(versionOf(await stream.next())).toBe(2);
    change(3);
    await server.http.hub.tick();
    expect(versionOf(await stream.next())).toBe(3);
    stream.cut();
  });

  test("resumes after a cut by Last-Event-ID: nothing lost, nothing repeated", async () => {
    const first = await open("pay_1");
    await first.next();
    expect((await first.next())?.id).toBe("1");
    first.cut();

    const same = await open("pay_1", { "last-event-id": "1" });
    expect(await same.next()).toEqual({ retry: "2000" });
    change(2);
    await server.http.hub.tick();
    expect(versionOf(await same.next())).toBe(2);
    same.cut();

    change(3);
    const behind = await open("pay_1", { "last-event-id": "2" });
    await behind.next();
    expect(versionOf(await behind.next())).toBe(3);
    behind.cut();
  });

  test("while confirming a resumed stream gets the state again: confirmations move without a version", async () => {
    change(4, { status: "confirming", confirmations: 3 });
    const stream = await open("pay_1", { "last-event-id": "4" });
    await stream.next();
    expect(await stream.next()).toMatchObject({ id: "4" });
    change(4, { status: "confirming", confirmations: 4 });
    await server.http.hub.tick();
    expect(await stream.next()).toMatchObject({ id: "4" });
    stream.cut();
  });

  test("a body with a lower version than the last is never sent", async () => {
    change(5);
    const stream = await open("pay_1");
    await stream.next();
    expect(versionOf(await stream.next())).toBe(5);
    change(4, { amountSeenSompi: "1" });
    await server.http.hub.tick();
    change(6);
    await server.http.hub.tick();
    expect(versionOf(await stream.next())).toBe(6);
    stream.cut();
  });

  test("an address has a limit of open streams; closing one allows another", async () => {
    const streams = [await open("pay_1"), await open("pay_1"), await open("pay_1")];
    const refused = await open("pay_1");
    expect(refused.response.status).toBe(429);
    expect(refused.response.headers.get("retry-after")).toBe("10");
    for (const stream of streams) stream.cut();
    let again = await open("pay_1");
    while (again.response.status === 429) again = await open("pay_1");
    expect(again.response.status).toBe(200);
    again.cut();
  });

  test("an unknown payment is 404 and counts as no open stream", async () => {
    for (let index = 0; index < 5; index++) expect((await open("pay_x")).response.status).toBe(404);
  });

  test("at shutdown streams end and say when to reconnect", async () => {
    const stream = await open("pay_1");
    await stream.next();
    await stream.next();
    await server.http.close();
    expect(await stream.next()).toEqual({ retry: "2000" });
    expect(await stream.next()).toBeNull();
  });
});

describe("the status", () => {
  const status = (headers: Record<string, string> = {}) =>
    fetch(`${server.base}/api/v1/payments/pay_1/status`, { headers });

  test("X-12 answers 304 while nothing changed, whatever the server's time is", async () => {
    const first = await status();
    const tag = first.headers.get("etag") ?? "";
    change(1, { serverTime: "2026-02-08T12:00:09.000Z" });
    expect((await status({ "if-none-match": tag })).status).toBe(304);
    change(1, { confirmations: 3 });
    expect((await status({ "if-none-match": tag })).status).toBe(200);
  });

  test("confirmations past the required ones change nothing", async () => {
    change(3, { status: "confirmed", confirmations: 10 });
    const tag = (await status()).headers.get("etag") ?? "";
    change(3, { status: "confirmed", confirmations: 5_000 });
    expect((await status({ "if-none-match": tag })).status).toBe(304);
  });

  test("anybody reads the same status as the merchant, the sender on the public chain included", async () => {
    change(2, { senderAddress: "kaspasim:sender" });
    const theirs = await (await status()).json();
    expect(theirs).toMatchObject({ senderAddress: "kaspasim:sender" });
    expect(await (await status({ authorization: `Bearer ${TEST_KEY}` })).json()).toEqual(theirs);
  });

  test.each([["/api/v1/payments/:id/status"], ["/api/pay/status/:id"]])(
    "T-06 one address gets 60 a minute per payment, and 60 guesses, at %s",
    async (route) => {
      await server.stop();
      server = await startHttp({ limits: { missesPerMinute: 60 } });
      const get = (id: string) => fetch(`${server.base}${route.replace(":id", id)}`);
      const codes = [];
      for (let index = 0; index < 61; index++) codes.push((await get("pay_1")).status);
      expect(codes.filter((code) => code === 200)).toHaveLength(60);
      expect(codes.at(-1)).toBe(429);
      const guesses = [];
      for (let index = 0; index < 61; index++) {
        guesses.push((await get(`pay_${index}x`)).status);
      }
      expect(guesses.filter((code) => code === 404)).toHaveLength(60);
      expect(guesses.at(-1)).toBe(429);
    },
  );
});

describe("files", () => {
  test("the QR code is an SVG of one path and a PNG", async () => {
    const svg = await fetch(`${server.base}/api/v1/payments/pay_1/qr.svg`);
    expect(svg.headers.get("content-type")).toMatch(/^image\/svg\+xml/);
    expect(await svg.text()).not.toMatch(/script|style|href/);
    const png = await fetch(`${server.base}/api/v1/payments/pay_1/qr.png`);
    expect(png.headers.get("content-type")).toBe("image/png");
    expect([...new Uint8Array(await png.arrayBuffer()).slice(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
    change(2, { payable: false });
    expect((await fetch(`${server.base}/api/v1/payments/pay_1/qr.svg`)).status).toBe(404);
  });

  test("the export is streamed to those with reports:read", async () => {
    const open = await fetch(`${server.base}/api/v1/payments/export.csv`);
    expect(open.status).toBe(401);
    const headers = { authorization: `Bearer ${TEST_KEY}` };
    const mine = await fetch(`${server.base}/api/v1/payments/export.csv?status=confirmed&bom=true`, {
      headers,
    });
    expect(mine.headers.get("content-disposition")).toMatch(/attachment; filename="payments-/);
    const bytes = new Uint8Array(await mine.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes)).toBe("payment,amount\r\npay_1,100.00000000\r\n");
    expect((await fetch(`${server.base}/api/v1/payments/export.csv?nope=1`, { headers })).status).toBe(400);
  });
});
