import { describe, expect, test } from "vitest";
import {
  CreateEndpoint,
  deliveredName,
  eventAliases,
  eventCatalogue,
  subscriptionNames,
} from "../src/index.ts";

test("every alias stands for a name of the catalogue", () => {
  const names = new Set(eventCatalogue.map((one) => one.name));
  expect(names.size).toBe(eventCatalogue.length);
  for (const name of Object.values(eventAliases)) expect(names).toContain(name);
});

describe("which name an endpoint gets", () => {
  test.each([
    [["payment.confirmed"], "payment.confirmed", "payment.confirmed"],
    [["payment.completed"], "payment.confirmed", "payment.completed"],
    [["payment.completed", "payment.confirmed"], "payment.confirmed", "payment.confirmed"],
    [["*"], "payment.confirmed", "payment.confirmed"],
    [["payment.*"], "transfer.accepted", null],
    [["*"], "payment.updated", null],
    [["payment.*"], "payment.updated", null],
    [["payment.updated"], "payment.updated", "payment.updated"],
    [["payment.expired"], "payment.confirmed", null],
    [["payment.failed"], "payment.invalid", "payment.failed"],
  ])("%j and %s give %s", (subscriptions, event, name) => {
    expect(deliveredName(subscriptions, event)).toBe(name);
  });
});

test("an endpoint accepts catalogue names, aliases and wildcards, and nothing else", () => {
  for (const name of subscriptionNames) {
    expect(CreateEndpoint.safeParse({ url: "https://a.example", events: [name] }).success, name).toBe(true);
  }
  expect(CreateEndpoint.safeParse({ url: "https://a.example", events: ["payment.paid"] }).success).toBe(
    false,
  );
  expect(CreateEndpoint.safeParse({ url: "https://a.example", events: ["__proto__"] }).success).toBe(false);
});
