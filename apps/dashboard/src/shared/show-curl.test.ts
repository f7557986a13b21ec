import { describe, expect, it } from "vitest";
import { curlText } from "./show-curl.tsx";

describe("show as curl", () => {
  it("quotes what a shell would read otherwise and never holds a key", () => {
    const text = curlText(
      "https://pay.example",
      { method: "POST", path: "/links", body: { title: "Ada's plan" } },
      "kp_test_",
    );
    expect(text).toContain("curl 'https://pay.example/api/v1/links'");
    expect(text).toContain("-X POST");
    expect(text).toContain(`Ada'\\''s plan`);
    expect(text).toContain("Bearer kp_test_…");
    expect(text).toContain("Idempotency-Key");
  });

  it("a read has neither method nor body", () => {
    expect(curlText("https://pay.example", { method: "GET", path: "/payments?limit=20" }, "kp_live_")).toBe(
      "curl 'https://pay.example/api/v1/payments?limit=20' \\\n  -H 'Authorization: Bearer kp_live_…'",
    );
  });
});
