import { type EventName, eventNameFor } from "@kaspa-pay/core";
import { describe, expect, test } from "vitest";
import {
  CreateEndpoint,
  EventEnvelope,
  eventAliases,
  eventCatalogue,
  exampleEvent,
  exampleFlatEvent,
  FlatEvent,
  subscriptionNames,
} from "../src/index.ts";

test("every alias means a name of the catalogue", () => {
  const names = new Set(eventCatalogue.map((entry) => entry.name));
  expect(names.size).toBe(eventCatalogue.length);
  for (const name of Object.values(eventAliases)) expect(names).toContain(name);
});

test.each(eventCatalogue.map((entry) => entry.name))(
  "the example of %s fits the schema of webhooks",
  (name) => {
    expect(EventEnvelope.parse(exampleEvent(name))).toMatchObject({ event: name });
    expect(FlatEvent.parse(exampleFlatEvent(name))).toMatchObject({ event: name });
  },
);

test("the flat format has exactly the fields of KasperoPay's body", () => {
  const printed = "event timestamp merchant_id payment_id order_id amount_kas amount_usd transaction_id";
  const rest = ["customer_address", "items", "metadata"];
  expect(Object.keys(exampleFlatEvent("payment.completed"))).toEqual([...printed.split(" "), ...rest]);
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
    expect(eventNameFor(subscriptions, event as EventName)).toBe(name);
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
