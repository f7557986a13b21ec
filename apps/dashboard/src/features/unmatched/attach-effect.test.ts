import { describe, expect, it } from "vitest";
import { attachEffect } from "./unmatched.ts";

const payment = {
  status: "pending",
  amountExpected: "25.00000000",
  amountCredited: "10.00000000",
  expiresAt: "2026-03-01T12:00:00.000Z",
} as const;
const inTime = "2026-03-01T11:59:59.000Z";

describe("what attaching would do", () => {
  it("says whether the price is reached, missed or exceeded", () => {
    expect(attachEffect(payment, "15", inTime)).toContain("paid in full");
    expect(attachEffect(payment, "14.5", inTime)).toContain("0.5");
    expect(attachEffect(payment, "16", inTime)).toContain("1");
  });

  it("money for a payment that is over waits there for a decision", () => {
    expect(attachEffect(payment, "15", "2026-03-01T12:00:01.000Z")).toContain("late money");
    expect(attachEffect({ ...payment, status: "canceled" }, "15", inTime)).toContain("late money");
  });
});
