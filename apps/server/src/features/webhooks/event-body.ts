import type { EventEnvelope, FlatEvent, PaymentObject, Transfer } from "@kaspa-pay/api-contract";
import { type EventDetail, sompiToKas, type WebhookFormat } from "@kaspa-pay/core";
import { iso } from "../payments/view.ts";

export interface EventParts {
  id: string;
  type: string;
  at: number;
  sequence: number | null;
  storeId: string;
  livemode: boolean;
  data: EventEnvelope["data"];
}

/** The webhook body. Its text is stored with the event: every attempt sends and signs these bytes. */
export function eventBody({ id, type, at, sequence, storeId, livemode, data }: EventParts): string {
  const envelope: EventEnvelope = { id, event: type, timestamp: iso(at), sequence, storeId, livemode, data };
  return JSON.stringify(envelope);
}

/** Flags of an event in their API form: sompi also as KAS under the name without its unit. */
export function wireDetail(detail: EventDetail): Record<string, string | number | boolean | null> {
  const wire: Record<string, string | number | boolean | null> = {};
  for (const [key, value] of Object.entries(detail)) {
    if (typeof value !== "bigint") {
      wire[key] = value;
      continue;
    }
    if (key.endsWith("Sompi")) wire[key.slice(0, -"Sompi".length)] = sompiToKas(value);
    wire[key] = value.toString();
  }
  return wire;
}

/** The body for an endpoint that asked for another name or form, made from the stored one alone. */
export function bodyFor(eventText: string, name: string, format: WebhookFormat): string {
  const envelope = JSON.parse(eventText) as EventEnvelope;
  if (format === "event") return JSON.stringify({ ...envelope, event: name });
  return JSON.stringify(flatEvent(envelope, name));
}

function flatEvent(envelope: EventEnvelope, name: string): FlatEvent {
  const payment = envelope.data.payment as PaymentObject | undefined;
  const transfer = envelope.data.transfer as Transfer | undefined;
  return {
    event: name,
    timestamp: envelope.timestamp,
    merchant_id: envelope.storeId,
    payment_id: payment?.id ?? "",
    order_id: payment?.orderId ?? null,
    amount_kas: payment?.amountReceived ?? null,
    amount_usd: usdOf(payment),
    transaction_id: payment?.txId ?? transfer?.txId ?? null,
    customer_address: payment?.senderAddress ?? null,
    items: payment?.items ?? [],
    metadata: payment?.metadata ?? {},
  };
}

function usdOf(payment: Partial<PaymentObject> | undefined): string | null {
  if (payment?.usdAtReceipt !== undefined) return payment.usdAtReceipt;
  // Written before US dollars were kept beside the price's currency.
  if (payment?.fiatAtReceipt === undefined) return null;
  return !payment.fiat || payment.fiat.currency === "USD" ? payment.fiatAtReceipt : null;
}
