import { describe, expect, it } from "vitest";
import { failureOf, isPassing, isSignedOut } from "./failure.ts";

describe("failures on the screen", () => {
  it("carry the server's words, code, reference and fields", () => {
    const failure = failureOf({
      data: {
        error: "title: Required",
        code: "invalid_request",
        param: "title",
        issues: [{ path: "title", message: "Required" }],
        requestId: "req_1",
      },
    });
    expect(failure).toMatchObject({ text: "title: Required", param: "title", requestId: "req_1" });
    expect(failure.issues).toHaveLength(1);
    expect(isPassing(failure)).toBe(false);
  });

  it("an error without a body means that the server was not reached", () => {
    const failure = failureOf(new TypeError("Failed to fetch"));
    expect(failure.code).toBeNull();
    expect(isPassing(failure)).toBe(true);
    expect(isSignedOut(failure)).toBe(false);
  });

  it.each(["unauthorized", "session_expired"])("%s means signed out", (code) => {
    expect(isSignedOut(failureOf({ data: { code, error: "x" } }))).toBe(true);
  });
});
