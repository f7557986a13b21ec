import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createHttpServer } from "../../src/http/http-server.ts";
import { rawAnswer } from "../support/http.ts";

const QUICK = { requestTimeout: 100, headersTimeout: 100, connectionsCheckingInterval: 20 };
const server = createHttpServer((_request, response) => response.end("here"), QUICK);

beforeAll(() => new Promise<void>((done) => server.listen(0, "127.0.0.1", done)));
afterAll(() => new Promise((done) => server.close(done)));

const answerTo = (sent: string): Promise<string> => rawAnswer((server.address() as AddressInfo).port, sent);

test("a connection that a browser opened in advance is closed without an answer, which it would take for that of its next request", async () => {
  expect(await answerTo("")).toBe("");
});

test("a request that does not arrive whole in time is 408, with the error body of the API", async () => {
  const answer = await answerTo("GET / HTTP/1.1\r\nHost: a");
  expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
  expect(JSON.parse(answer.split("\r\n\r\n")[1] ?? "")).toMatchObject({
    code: "request_timeout",
    error: "The request did not arrive whole within 30 seconds: send it again",
  });
});

test("what is no HTTP is 400", async () => {
  expect(await answerTo("hello\r\n\r\n")).toMatch(
    /^HTTP\/1\.1 400 Bad Request\r\n[\s\S]*"code":"invalid_request"/,
  );
});
