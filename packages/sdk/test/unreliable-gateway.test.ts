import { describe, expect, it } from "vitest";
import { ApiError, ConnectionError, KaspaPay, TimeoutError } from "../src/index.ts";
import { refusal, scriptedServer } from "./support/scripted-server.ts";

const PAYMENT = { amount: "5" };
const OK = { status: 201, body: { id: "pay_1" } };

/** Delays of a millisecond instead of half a second. */
const clientOf = (baseUrl: string, options: object = {}) =>
  new KaspaPay({ baseUrl, apiKey: "kp_test_1", retryDelayMs: 1, ...options });

describe("DX-07 a gateway that fails and comes back", () => {
  it.each([
    ["429", { status: 429, body: refusal("rate_limited") }],
    ["500", { status: 500, body: refusal("server_error") }],
    ["502 of a proxy, without JSON", { status: 502, text: "<html>" }],
    ["503", { status: 503, body: refusal("unavailable") }],
    ["a broken connection", "reset" as const],
    ["an answer that breaks off", "cut" as const],
  ])("after %s the call is repeated with the same key and body, and its answer counts", async (_, step) => {
    await using server = await scriptedServer(step, step, OK);
    await expect(clientOf(server.url).payments.create(PAYMENT)).resolves.toEqual({ id: "pay_1" });
    expect(server.asked).toHaveLength(3);
    expect(new Set(server.asked.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
    expect(new Set(server.asked.map(({ body }) => body))).toEqual(new Set(['{"amount":"5"}']));
  });

  it("an answer that does not come in time is asked for again", async () => {
    await using server = await scriptedServer("hang", OK);
    await clientOf(server.url, { timeoutMs: 200, maxRetries: 50 }).payments.create(PAYMENT);
    expect(server.asked.length).toBeGreaterThan(1);
  });

  it.each([400, 401, 403, 404, 405, 409, 410, 413, 415, 422])("%i is never repeated", async (status) => {
    await using server = await scriptedServer({ status, body: refusal("conflict") });
    await expect(clientOf(server.url).payments.create(PAYMENT)).rejects.toMatchObject({ status });
    expect(server.asked).toHaveLength(1);
  });

  it.each([
    ["seconds", (_: number) => "1"],
    ["a date", (at: number) => new Date(at).toUTCString()],
  ])("Retry-After in %s is waited for", async (_, headerOf) => {
    // The date has whole seconds.
    const at = Math.ceil(Date.now() / 1000) * 1000 + 1_000;
    const step = { status: 429, headers: { "retry-after": headerOf(at) }, body: refusal("rate_limited") };
    await using server = await scriptedServer(step, OK);
    await clientOf(server.url).payments.create(PAYMENT);
    const [first, second, ...more] = server.asked.map((asked) => asked.at);
    expect(more).toEqual([]);
    // Timers may be a millisecond early.
    expect(second).toBeGreaterThanOrEqual((headerOf(at) === "1" ? (first ?? 0) + 1_000 : at) - 2);
  });

  it("a Retry-After of more than a minute is not waited for: the caller reads it in the error", async () => {
    const step = { status: 429, headers: { "retry-after": "3600" }, body: refusal("rate_limited") };
    await using server = await scriptedServer(step);
    const refused = clientOf(server.url).payments.create(PAYMENT);
    await expect(refused).rejects.toMatchObject({ code: "rate_limited", retryAfterMs: 3_600_000 });
    expect(server.asked).toHaveLength(1);
  });
});

describe("a POST that takes no Idempotency-Key", () => {
  const testOf = (url: string, options: object = {}) => clientOf(url, options).webhooks.test("whk_1");
  const server500 = { status: 500, body: refusal("server_error") };

  it.each([
    ["500", server500],
    ["502 of a proxy", { status: 502, text: "<html>" }],
    ["503 of a proxy, without Retry-After", { status: 503, text: "<html>" }],
    ["a broken connection", "reset" as const],
    ["an answer that breaks off", "cut" as const],
  ])("is not repeated after %s: the error says that it may have happened", async (_, step) => {
    await using server = await scriptedServer(step, OK);
    const failed = testOf(server.url);
    await expect(failed).rejects.toThrow(ConnectionError);
    await expect(failed).rejects.toThrow("POST /webhooks/{id}/test may have happened");
    await expect(failed).rejects.toHaveProperty("cause");
    expect(server.asked).toHaveLength(1);
    expect(server.asked[0]?.headers).not.toHaveProperty("idempotency-key");
  });

  it("is not repeated after silence, which stays a TimeoutError", async () => {
    await using server = await scriptedServer("hang");
    const failed = testOf(server.url, { timeoutMs: 20 });
    await expect(failed).rejects.toThrow(TimeoutError);
    await expect(failed).rejects.toThrow("may have happened");
    expect(server.asked).toHaveLength(1);
  });

  it("keeps what the gateway said about its failure as the cause", async () => {
    await using server = await scriptedServer(server500);
    const cause = expect.objectContaining({ status: 500, code: "server_error", requestId: "req_1" });
    await expect(testOf(server.url)).rejects.toHaveProperty("cause", cause);
  });

  it.each([429, 503])("is repeated after %i with Retry-After: nothing was done", async (status) => {
    const busy = { status, headers: { "retry-after": "0" }, body: refusal("unavailable") };
    await using server = await scriptedServer(busy, { status: 200, body: { delivered: true } });
    await expect(testOf(server.url)).resolves.toEqual({ delivered: true });
    expect(server.asked).toHaveLength(2);
  });

  it("is repeated when the gateway cannot be reached: nothing was sent", async () => {
    const closed = await scriptedServer();
    await closed[Symbol.asyncDispose]();
    let tries = 0;
    const counting: typeof fetch = (...asked) => {
      tries += 1;
      return fetch(...asked);
    };
    const failed = testOf(closed.url, { fetch: counting, maxRetries: 2 });
    await expect(failed).rejects.toThrow("No answer");
    expect(tries).toBe(3);
  });

  it("refuses a key: it would promise what the gateway does not do", async () => {
    await using server = await scriptedServer(OK);
    const refused = clientOf(server.url).payments.cancel("pay_1", {}, { idempotencyKey: "cancel-1" });
    await expect(refused).rejects.toThrow("POST /payments/{id}/cancel takes no idempotencyKey");
    expect(server.asked).toHaveLength(0);
  });
});

describe("what a repeat cannot change", () => {
  const LOST = [
    { status: 502, text: "" },
    { status: 200, body: { id: "1" } },
  ] as const;

  it.each([
    ["a read", (client: KaspaPay) => client.payments.retrieve("pay_1")],
    ["a change of fields", (client: KaspaPay) => client.webhooks.update("whk_1", { isActive: false })],
    ["a removal", (client: KaspaPay) => client.links.delete("lnk_1")],
    ["a rotation, which has a key", (client: KaspaPay) => client.webhooks.rotateSecret("whk_1")],
  ])("%s is repeated when its answer is lost", async (_, call) => {
    await using server = await scriptedServer(...LOST);
    await call(clientOf(server.url));
    expect(server.asked).toHaveLength(2);
    const keys = server.asked.map(({ headers }) => headers["idempotency-key"]);
    expect(keys[1]).toBe(keys[0]);
  });
});

describe("options of a call that are undefined", () => {
  const NOTHING = { timeoutMs: undefined, maxRetries: undefined } as object;

  it("leave the client's own", async () => {
    await using server = await scriptedServer("hang");
    const client = clientOf(server.url, { timeoutMs: 20, maxRetries: 1 });
    const failed = client.payments.retrieve("pay_1", NOTHING);
    await expect(failed).rejects.toThrow("No answer within 20 ms");
    expect(server.asked).toHaveLength(2);
  });

  it("and of a client leave the defaults", async () => {
    await using server = await scriptedServer("reset", OK);
    const client = clientOf(server.url, { ...NOTHING, fetch: undefined });
    await expect(client.payments.retrieve("pay_1")).resolves.toEqual({ id: "pay_1" });
  });
});

describe("DX-07 a gateway that does not come back", () => {
  it("a failure stays the error of the last try, after the number of tries that was asked for", async () => {
    await using server = await scriptedServer({ status: 500, body: refusal("server_error") });
    const failed = clientOf(server.url, { maxRetries: 2 }).payments.retrieve("pay_1");
    await expect(failed).rejects.toMatchObject({ status: 500, code: "server_error", requestId: "req_1" });
    expect(server.asked).toHaveLength(3);
    await expect(clientOf(server.url).payments.retrieve("pay_1", { maxRetries: 0 })).rejects.toThrow(
      ApiError,
    );
    expect(server.asked).toHaveLength(4);
  });

  it("broken connections end as ConnectionError with their cause", async () => {
    await using server = await scriptedServer("reset");
    const failed = clientOf(server.url, { maxRetries: 1 }).payments.retrieve("pay_1");
    await expect(failed).rejects.toThrow(ConnectionError);
    await expect(failed).rejects.toHaveProperty("cause");
  });

  it("silence ends as TimeoutError, which is a ConnectionError", async () => {
    await using server = await scriptedServer("hang");
    const failed = clientOf(server.url, { timeoutMs: 20, maxRetries: 1 }).payments.retrieve("pay_1");
    await expect(failed).rejects.toThrow(TimeoutError);
    await expect(failed).rejects.toBeInstanceOf(ConnectionError);
  });

  it("an abort ends a call that waits for its answer, with the reason given", async () => {
    await using server = await scriptedServer("hang");
    const abort = new AbortController();
    const failed = clientOf(server.url).payments.retrieve("pay_1", { signal: abort.signal });
    const seen = expect(failed).rejects.toThrow("shop closed");
    await server.hasAsked(1);
    abort.abort(new Error("shop closed"));
    await seen;
    expect(server.asked).toHaveLength(1);
  });

  it("an abort ends a call that waits for its next try", async () => {
    await using server = await scriptedServer({ status: 503, body: refusal("unavailable") });
    const abort = new AbortController();
    const options = { signal: abort.signal };
    const failed = clientOf(server.url, { retryDelayMs: 100_000 }).payments.retrieve("pay_1", options);
    const seen = expect(failed).rejects.toThrow("shop closed");
    await server.hasAsked(1);
    abort.abort(new Error("shop closed"));
    await seen;
  });

  it("an aborted signal asks nothing", async () => {
    await using server = await scriptedServer();
    const signal = AbortSignal.abort(new Error("too late"));
    await expect(clientOf(server.url).payments.retrieve("pay_1", { signal })).rejects.toThrow("too late");
    expect(server.asked).toHaveLength(0);
  });
});

describe("waiting for a payment", () => {
  const status = (text: string) => ({ status: 200, headers: { etag: text }, body: { status: text } });

  it("goes on while the gateway fails, and asks with the ETag of its last answer", async () => {
    const unavailable = { status: 503, body: refusal("unavailable") };
    const steps = [status("pending"), unavailable, "reset" as const, { status: 304 }, status("confirmed")];
    await using server = await scriptedServer(...steps, { status: 200, body: { id: "pay_1" } });
    const waited = await clientOf(server.url).waitForPayment("pay_1", { intervalMs: 1 });
    expect(waited).toEqual({ outcome: "confirmed", payment: { id: "pay_1" } });
    const tags = server.asked.map(({ headers }) => headers["if-none-match"]);
    expect(tags).toEqual([undefined, "pending", "pending", "pending", "pending", undefined]);
  });

  it("ends in time when the gateway is silent", async () => {
    const payment = { status: 200, body: { id: "pay_1" } };
    await using server = await scriptedServer((path) => (path.endsWith("/status") ? "hang" : payment));
    const waited = await clientOf(server.url).waitForPayment("pay_1", { timeoutMs: 20 });
    expect(waited).toEqual({ outcome: "timeout", payment: { id: "pay_1" } });
  });

  it("waits as long as the gateway asks", async () => {
    const busy = { status: 429, headers: { "retry-after": "1" }, body: refusal("rate_limited") };
    await using server = await scriptedServer(busy, status("expired"), { status: 200, body: {} });
    await clientOf(server.url).waitForPayment("pay_1", { intervalMs: 1 });
    const [first = 0, second] = server.asked.map(({ at }) => at);
    expect(second).toBeGreaterThanOrEqual(first + 998);
  });
});

describe("what is no gateway", () => {
  it.each([
    ["a web page", { status: 200, text: "<html>" }],
    ["a redirect", { status: 302, headers: { location: "/elsewhere" } }],
    ["a 404 without JSON", { status: 404, text: "not here" }],
  ])("%s is an error that doubts the address", async (_, step) => {
    await using server = await scriptedServer(step);
    const failed = clientOf(server.url).payments.retrieve("pay_1");
    await expect(failed).rejects.toMatchObject({ code: "unexpected_answer", requestId: null });
    await expect(failed).rejects.toThrow("is baseUrl its address?");
    expect(server.asked).toHaveLength(1);
  });
});
