import { generateTestHeaders } from "@kaspa-pay/webhooks";
import { describe, expect, expectTypeOf, it } from "vitest";
import {
  type FlatEvent,
  type Payment,
  type Refund,
  verifyWebhook,
  type WebhookEvent,
  WebhookVerificationError,
} from "../src/index.ts";

const OLD = `whsec_${btoa("o".repeat(32))}`;
const NEW = `whsec_${btoa("n".repeat(32))}`;
const body = JSON.stringify({ id: "evt_1", event: "payment.confirmed", data: { payment: { id: "pay_1" } } });

describe("a webhook", () => {
  it("is verified with any of several secrets, from text and bytes", async () => {
    const headers = await generateTestHeaders({ secret: OLD, body });
    const event = await verifyWebhook({ secret: [NEW, OLD], headers, body });
    expect(event).toEqual(JSON.parse(body));
    const bytes = new TextEncoder().encode(body);
    expect(await verifyWebhook({ secret: OLD, headers: new Headers(headers), body: bytes })).toEqual(event);
  });

  it("with another body or secret is a WebhookVerificationError", async () => {
    const headers = await generateTestHeaders({ secret: OLD, body });
    const forged = [
      { secret: NEW, headers, body },
      { secret: OLD, headers, body: `${body} ` },
    ];
    for (const one of forged) await expect(verifyWebhook(one)).rejects.toThrow(WebhookVerificationError);
  });
});

describe("types of events", () => {
  it("the name of an event says what its data holds", () => {
    const read = (event: WebhookEvent) => {
      if (event.event === "refund.confirmed") {
        expectTypeOf(event.data.payment).toEqualTypeOf<Payment>();
        expectTypeOf(event.data.refund.paymentId).toBeString();
        expectTypeOf(event.data.refund.txId).toEqualTypeOf<Refund["txId"]>();
      }
      if (event.event === "payout.created") {
        expectTypeOf(event.data.payment).toEqualTypeOf<undefined>();
        expectTypeOf(event.data.payout.recipientAddress).toBeString();
      }
      expectTypeOf(event.data.payment).toEqualTypeOf<Payment | undefined>();
      return event.data.payment?.status;
    };
    expect(read(JSON.parse(body))).toBeUndefined();
    expectTypeOf(verifyWebhook<FlatEvent>).returns.resolves.toEqualTypeOf<FlatEvent>();
  });
});
