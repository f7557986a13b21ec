import { describe, expect, it } from "vitest";
import { progressOf } from "./progress.ts";

const shown = (status: Parameters<typeof progressOf>[1]["status"]) => ({
  status,
  confirmations: 12,
  requiredConfirmations: 100,
});
const states = (...args: Parameters<typeof progressOf>) => progressOf(...args).map(({ state }) => state);

describe("the way of a refund or payout", () => {
  it("the first step is the payer's address of a refund, and the approval of a payout", () => {
    expect(progressOf("refund", shown("awaiting_destination"), false)[0]?.label).toBe("Address");
    expect(progressOf("payout", shown("awaiting_approval"), false)[0]?.label).toBe("Approval");
  });

  it.each([
    ["awaiting_approval", ["now", "later", "later", "later"]],
    ["awaiting_signature", ["done", "now", "later", "later"]],
    ["broadcast", ["done", "done", "done", "now"]],
    ["confirmed", ["done", "done", "done", "done"]],
  ] as const)("%s shows what is done and what is waited for", (status, expected) => {
    expect(states("payout", shown(status), status !== "awaiting_approval")).toEqual(expected);
  });

  it("confirmations are counted while they come in, and at no other time", () => {
    expect(progressOf("payout", shown("broadcast"), true).at(-1)?.note).toBe("12 of 100");
    expect(progressOf("payout", shown("confirmed"), true).at(-1)?.note).toBeUndefined();
  });

  it("a canceled or failed one ends at the step that it had reached", () => {
    expect(states("payout", shown("canceled"), false)).toEqual(["ended", "later", "later", "later"]);
    expect(states("refund", shown("failed"), true)).toEqual(["done", "ended", "later", "later"]);
  });
});
