import { ApiError } from "@kaspa-pay/api-contract";
import { Answer } from "@kaspa-pay/api-contract/router";
import { afterAll, beforeAll, expect, test } from "vitest";
import { COOKIE, type Running, startHttp } from "./http-server.ts";

let server: Running;
beforeAll(async () => {
  server = await startHttp();
});
afterAll(() => server.stop());

const headers = { "content-type": "application/json", "x-kp-csrf": "1", cookie: COOKIE };
const call = (path: string, input: unknown) =>
  fetch(`${server.base}/trpc/${path}`, { method: "POST", headers, body: JSON.stringify(input) });

test("a refusal has the same body and status as over REST", async () => {
  server.fake.answer("links.update", () => {
    throw new ApiError("redirect_url_not_allowed", "Not on the list", {
      param: "redirectUrl",
      extra: { host: "a.example" },
    });
  });
  const answer = await call("links.update", { id: "lnk_1", redirectUrl: "https://a.example" });
  const rest = await fetch(`${server.base}/api/v1/links/lnk_1`, {
    method: "PATCH",
    headers,
    body: JSON.stringify({ redirectUrl: "https://a.example" }),
  });
  expect(answer.status).toBe(rest.status);
  const { error } = (await answer.json()) as { error: { message: string; data: Record<string, unknown> } };
  const body = (await rest.json()) as Record<string, unknown>;
  expect(error.message).toBe(body.error);
  expect(error.data).toMatchObject({ ...body, requestId: expect.stringMatching(/^req_/) });
});

test("field faults come with their paths, without a stack", async () => {
  const answer = await call("links.create", { title: "", amount: "1e3", nope: 1 });
  const text = await answer.text();
  expect(answer.status).toBe(400);
  expect(text).not.toContain("stack");
  const { error } = JSON.parse(text) as { error: { data: { issues: { path: string }[] } } };
  expect(error.data.issues.map((issue) => issue.path).sort()).toEqual(["amount", "nope", "title"]);
});

const sessionStarted = (keep: boolean) =>
  new Answer(
    { user: { id: "usr_1", email: "a@b.example", name: "A" } },
    { session: { token: "fresh", expiresAt: Date.parse("2030-01-01T00:00:00Z"), keep } },
  );

test("signing in sets the cookie and shows no token; signing out clears it", async () => {
  server.fake.answer("auth.startSession", () => sessionStarted(false));
  const started = await call("auth.startSession", { email: "a@b.example", password: "long enough" });
  expect(started.headers.get("set-cookie")).toBe(
    "kp_dev=fresh; Path=/; HttpOnly; SameSite=Lax; Expires=Tue, 01 Jan 2030 00:00:00 GMT",
  );
  expect(await started.text()).not.toContain("fresh");
  server.fake.answer("auth.logout", () => new Answer({ ok: true }, { session: null }));
  const ended = await call("auth.logout", undefined);
  expect(ended.headers.get("set-cookie")).toMatch(/^kp_dev=; .*Max-Age=0$/);
});

test("over https the cookie is __Host- and Secure", async () => {
  const secure = await startHttp({ publicUrl: "https://pay.example.com" });
  try {
    secure.fake.answer("auth.startSession", () => sessionStarted(true));
    const answer = await fetch(`${secure.base}/trpc/auth.startSession`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-kp-csrf": "1" },
      body: JSON.stringify({ email: "a@b.example", password: "long enough" }),
    });
    expect(answer.headers.get("set-cookie")).toMatch(
      /^__Host-kp=fresh; Path=\/; HttpOnly; SameSite=Lax; Secure; /,
    );
    expect(answer.headers.get("strict-transport-security")).toBe("max-age=31536000; includeSubDomains");
  } finally {
    await secure.stop();
  }
});

test("T-03 in a batch only the refused call fails", async () => {
  server.fake.answer("links.get", (input) => {
    if ((input as { id: string }).id === "foreign") throw new ApiError("not_found", "Payment link not found");
    throw new ApiError("conflict", "own");
  });
  const input = encodeURIComponent(JSON.stringify({ 0: { id: "foreign" }, 1: { slug: "free-slug" } }));
  const answer = await fetch(`${server.base}/trpc/links.get,links.slugAvailable?batch=1&input=${input}`, {
    headers,
  });
  const [foreign, own] = (await answer.json()) as [
    { error: { data: { code: string } } },
    { result: { data: unknown } },
  ];
  expect(answer.status).toBe(207);
  expect(foreign.error.data.code).toBe("not_found");
  expect(own.result.data).toEqual({ available: true });
});

test("what is refused before the procedure comes in the form that tRPC clients read", async () => {
  const answer = await call("links.create", { title: "x".repeat(70_000) });
  expect(answer.status).toBe(413);
  expect(await answer.json()).toMatchObject({ error: { data: { code: "too_large", httpStatus: 413 } } });
});

test("a temporary error says when to repeat", async () => {
  server.fake.answer("links.update", () => {
    throw new ApiError("price_unavailable", "No fresh rate", { extra: { retryAfter: 7 } });
  });
  const answer = await call("links.update", { id: "lnk_1" });
  expect(answer.status).toBe(503);
  expect(answer.headers.get("retry-after")).toBe("7");
});

test("an unknown procedure is 404 in the same form", async () => {
  const answer = await call("links.nothing", {});
  expect(answer.status).toBe(404);
});

test("the live feed resumes after the id the browser saw, for the store it names", async () => {
  server.fake.handlers.dashboard.livePayments = async function* (input, caller) {
    yield { id: `${input.lastEventId}-next`, row: { storeId: caller.storeId } as never };
  };
  const query = new URLSearchParams({
    input: JSON.stringify({ lastEventId: "7" }),
    connectionParams: JSON.stringify({ storeId: "sto_2" }),
  });
  const abort = new AbortController();
  const answer = await fetch(`${server.base}/trpc/live.payments?${query}`, {
    headers: { cookie: COOKIE, accept: "text/event-stream" },
    signal: abort.signal,
  });
  expect(answer.headers.get("content-type")).toMatch(/^text\/event-stream/);
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (!text.includes("id: 7-next")) text += (await reader?.read())?.value ?? "";
  expect(text).toContain('"storeId":"sto_2"');
  abort.abort();
});
