import { describe, expect, test } from "vitest";
import {
  EVENT_ALIASES,
  EVENT_NAMES,
  eventNameFor,
  PAYMENT_STATUSES,
  STATUS_WORDS,
  statusesFromAlias,
  statusInWordsOf,
} from "../src/index.ts";

describe("subscriptions", () => {
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
  ] as const)("%j gets %s as %s", (list, name, as) => {
    expect(eventNameFor(list, name)).toBe(as);
  });

  test("each alias of another API means a name of the catalogue", () => {
    for (const name of Object.values(EVENT_ALIASES)) expect(EVENT_NAMES).toContain(name);
  });
});

describe("status words of other APIs", () => {
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
  });

  test.each([
    ["pending", "pending"],
    ["underpaid", "pending"],
    ["confirming", "confirming"],
    ["confirmed", "completed"],
    ["expired", "expired"],
    ["canceled", "canceled"],
    ["invalid", "invalid"],
  ] as const)("KasperoPay says %s as %s; a state without a word keeps ours", (status, word) => {
    expect(statusInWordsOf("KasperoPay", status)).toBe(word);
  });

  test("each of our words means itself, and every listed word means something", () => {
    expect(PAYMENT_STATUSES).toHaveLength(7);
    for (const status of PAYMENT_STATUSES) expect(statusesFromAlias(status)).toEqual([status]);
    for (const word of STATUS_WORDS) expect(statusesFromAlias(word), word).not.toEqual([]);
  });
});
