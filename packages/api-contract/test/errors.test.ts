import { TRPCError } from "@trpc/server";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import { expect, test } from "vitest";
import { z } from "zod";
import { ApiError, ErrorBody, errorCodes, errorTable } from "../src/index.ts";
import { errorBodyOf } from "../src/router/index.ts";

/** docs/spec/api-conventions.md#errors */
const printed: Record<number, string[]> = {
  400: ["invalid_request"],
  401: ["unauthorized", "session_expired"],
  403: ["forbidden", "reauth_required", "origin_not_allowed"],
  404: ["not_found"],
  409: ["already_exists", "idempotency_conflict", "order_id_exists", "payment_has_transfers", "conflict"],
  408: ["request_timeout"],
  413: ["too_large"],
  415: ["unsupported_media_type"],
  421: ["misdirected_request"],
  431: ["headers_too_large"],
  422: [
    "amount_too_small",
    "amount_too_large",
    "invalid_address",
    "network_mismatch",
    "invalid_xpub",
    "redirect_url_not_allowed",
    "invalid_url",
    "unknown_currency",
    "link_inactive",
    "link_expired",
    "validation_error",
  ],
  429: ["rate_limited"],
  500: ["server_error"],
  503: ["price_unavailable", "node_unavailable", "unavailable"],
};

test("every printed error code has its printed status", () => {
  for (const [status, codes] of Object.entries(printed)) {
    for (const code of codes)
      expect(errorTable[code as keyof typeof errorTable]?.status, code).toBe(Number(status));
  }
});

test("every code has a cause, a cure and a code that tRPC knows", () => {
  for (const code of errorCodes) {
    const { cause, cure, trpc } = errorTable[code];
    expect(cause, code).toMatch(/\.$/);
    expect(cure, code).toMatch(/\.$/);
    expect(Object.keys(TRPC_ERROR_CODES_BY_KEY), code).toContain(trpc);
  }
});

test("everything that can help by repeating says when to repeat", () => {
  for (const code of errorCodes) {
    const { status, retryAfter } = errorTable[code];
    if (status === 503 || status === 429) expect(retryAfter, code).toBeGreaterThan(0);
  }
});

test("a refusal keeps its words, its field and its facts", () => {
  const refused = new ApiError("amount_too_small", "At least 0.2 KAS", {
    param: "amount",
    extra: { minimum: "0.2" },
  });
  const error = new TRPCError({ code: "UNPROCESSABLE_CONTENT", cause: refused });
  expect(ErrorBody.parse(errorBodyOf(error, "req_1"))).toEqual({
    error: "At least 0.2 KAS",
    code: "amount_too_small",
    param: "amount",
    issues: null,
    requestId: "req_1",
    minimum: "0.2",
  });
});

test("a validation failure lists every fault and names unknown fields one by one", () => {
  const parsed = z
    .strictObject({ a: z.string(), b: z.object({ c: z.number() }) })
    .safeParse({ b: { c: "x" }, d: 1, e: 2 });
  const body = errorBodyOf(new TRPCError({ code: "BAD_REQUEST", cause: parsed.error }), "req_1");
  expect(body.code).toBe("invalid_request");
  expect(body.issues?.map((issue) => issue.path).sort()).toEqual(["a", "b.c", "d", "e"]);
  expect(body.issues).toContainEqual({ path: "a", message: "Required" });
  expect(body.issues).toContainEqual({ path: "d", message: 'Unknown field "d"' });
});

test("S-12 a bug is answered without a word of its cause", () => {
  const body = errorBodyOf(new Error("select * from secrets at /srv/app.ts:1"), "req_1");
  expect(body).toEqual({
    error:
      "Something went wrong on our side: repeat it with the same Idempotency-Key, and report requestId if it stays",
    code: "server_error",
    param: null,
    issues: null,
    requestId: "req_1",
  });
});
