import { describe, expect, test } from "vitest";
import {
  EVENT_ALIASES,
  EVENT_NAMES,
  eventNameFor,
  isSubscription,
  PAYMENT_STATUSES,
  statusesFromAlias,
  statusFromAlias,
  statusWord,
} from "../src/index.ts";

describe("subscriptions (6.9)", () => {
  test.each([
    [["*"], "payment.confirmed", "payment.confirmed"],
    [[], "transfer.accepted", "transfer.accepted"],
    [["payment.*"], "payment.expired", "payment.expired"],
    [["payment.*"], "transfer.accepted", null],
    [["payment.expired"], "payment.confirmed", null],
    [["*"], "payment.updated", null],
    [["payment.*"], "payment.updated", null],
    [[], "payment.updated", null],
    [["*", "payment.updated"], "payment.updated", "payment.updated"],
    [["payment.completed"], "payment.confirmed", "payment.completed"],
    [["payment.failed"], "payment.invalid", "payment.failed"],
    [["payment.completed", "payment.confirmed"], "payment.confirmed", "payment.confirmed"],
    [["payment.completed", "*"], "payment.confirmed", "payment.confirmed"],
    [["deposit.processing"], "deposit.confirming", "deposit.processing"],
  ] as const)("%j gets %s as %s", (list, name, as) => {
    expect(eventNameFor(list, name)).toBe(as);
  });

  test("names, aliases, groups and * may be listed, nothing else", () => {
    for (const word of [...EVENT_NAMES, ...Object.keys(EVENT_ALIASES), "*", "payment.*", "transfer.*"]) {
      expect(isSubscription(word)).toBe(true);
    }
    for (const word of [
      "",
      "payment",
      "payment.",
      "payment.paid",
      "PAYMENT.*",
      "**",
      "toString",
      "constructor.*",
    ]) {
      expect(isSubscription(word)).toBe(false);
    }
  });
});

describe("status words of the seeds (6.11)", () => {
  test.each([
    ["pending", ["pending"]],
    ["PENDING", ["pending", "underpaid", "confirming"]],
    ["processing", ["confirming"]],
    ["completed", ["confirmed"]],
    ["APPROVED", ["confirmed"]],
    ["expired", ["expired"]],
    ["CANCELLED", ["canceled"]],
    ["cancelled", ["canceled"]],
    ["DECLINED", ["invalid"]],
    ["failed", ["invalid"]],
    ["underpaid", ["underpaid"]],
    ["constructor", []],
    ["", []],
  ])("%s stands for %j", (word, statuses) => {
    expect(statusesFromAlias(word)).toEqual(statuses);
    expect(statusFromAlias(word)).toBe(statuses[0] ?? null);
  });

  test("each of our words stands for itself, and seed words read back", () => {
    expect(PAYMENT_STATUSES).toHaveLength(7);
    for (const status of PAYMENT_STATUSES) {
      expect(statusesFromAlias(status)).toEqual([status]);
      for (const seed of ["000", "001", "002", "003", "004"] as const) {
        const word = statusWord(status, seed);
        if (word !== null && word !== "pending") expect(statusesFromAlias(word)).toContain(status);
      }
    }
  });
});
