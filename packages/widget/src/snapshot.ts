// The payer's view of a payment as the gateway sends it. Every field is read through a guard that survives junk:
// no zod in the bundle, and nothing from outside is trusted to have the right type.

import type { PaymentStatusBody, PublicPayment } from "@kaspa-pay/api-contract";
import { kasToSompi } from "@kaspa-pay/core";

/** A payment's public view; `txId` comes from status bodies and names the first transfer that counts. */
export type Snapshot = PublicPayment & Partial<Pick<PaymentStatusBody, "txId">>;

const STATUSES = "pending underpaid confirming confirmed expired canceled invalid".split(" ");

const isPayment = (value: unknown): value is Snapshot => {
  const json = value as Snapshot | null;
  return typeof json === "object" && typeof json?.id === "string" && STATUSES.includes(json.status);
};

/** Amount text in KAS as sompi; 0 for anything that is none. */
export function sompi(kas: unknown): bigint {
  try {
    return kasToSompi(kas as string);
  } catch {
    return 0n;
  }
}

/** Wire time in ms; null for anything that is none. */
export function ms(time: unknown): number | null {
  const parsed = typeof time === "string" ? Date.parse(time) : Number.NaN;
  return Number.isNaN(parsed) ? null : parsed;
}

/** Only these schemes may ever become a link that the payer can follow. */
export function safeUrl(url: unknown, schemes = "https: http:"): string | null {
  try {
    return schemes.includes(new URL(url as string).protocol) ? (url as string) : null;
  } catch {
    return null;
  }
}

/** The gateway's public view of a payment; null when the value is none. */
export const readSnapshot = (value: unknown): Snapshot | null =>
  isPayment(value) ? { ...value, transfers: value.transfers ?? [], items: value.items ?? [] } : null;

/**
 * Applies a status body. A lower version is stale (two streams may live for a moment after a cut); at an equal
 * version the later server time wins, because confirmations move without a new version.
 */
export function mergeStatus(snapshot: Snapshot, value: unknown): Snapshot {
  if (!isPayment(value) || value.id !== snapshot.id || !(value.version >= snapshot.version)) return snapshot;
  const older = (ms(value.serverTime) ?? 0) < (ms(snapshot.serverTime) ?? 0);
  return value.version === snapshot.version && older ? snapshot : { ...snapshot, ...value };
}

/** What the QR asks for now, sompi: the whole sum, the top-up of a shortage, or nothing (checkout.md 3). */
export function amountDue(snapshot: Snapshot): bigint {
  if (snapshot.status === "underpaid") return sompi(snapshot.topUp);
  return snapshot.status === "pending" ? sompi(snapshot.amountExpected) : 0n;
}
