// The payer's view of a payment as the gateway sends it. Every field is read through a guard: there is no zod in the
// bundle, and nothing from outside is trusted to have the right type.
import type { PaymentStatusBody, PublicPayment } from "@kaspa-pay/api-contract";
import { shortKas } from "@kaspa-pay/core";

/** A payment's public view; `txId` comes from status bodies and names the first transfer that counts. */
export type Snapshot = PublicPayment & Partial<Pick<PaymentStatusBody, "txId">>;

const STATUSES = "pending underpaid confirming confirmed expired canceled invalid".split(" ");

/** A `…Sompi` field of the wire; 0 for anything that is none. */
export const sompi = (digits: unknown): bigint =>
  typeof digits === "string" && /^\d{1,19}$/.test(digits) ? BigInt(digits) : 0n;

/** Sompi as a person reads them: KAS without trailing zeros, no grouping. */
export const kas = (amount: unknown): string => shortKas(typeof amount === "bigint" ? amount : sompi(amount));

/** The same for display: thousands grouped, and a unit that never breaks onto the next line. */
export const kasText = (amount: unknown): string => {
  const [whole = "", part = ""] = kas(amount).split(/(?=\.)/);
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${part}\u00a0KAS`;
};

/** Wire time in ms; NaN (which compares false with everything) for anything that is none. */
export const ms = (time: unknown): number => (typeof time === "string" ? Date.parse(time) : Number.NaN);

/** The address with one more parameter in its query. */
export const withQuery = (url: string, name: string, value: string): string =>
  `${url}${url.includes("?") ? "&" : "?"}${name}=${encodeURIComponent(value)}`;

/** Only these protocols may ever become a link that the payer can follow. */
export function safeUrl(url: unknown, allowed = /^https?:$/): string | null {
  try {
    return allowed.test(new URL(url as string).protocol) ? (url as string) : null;
  } catch {
    return null;
  }
}

const list = <T>(value: readonly T[]): T[] => (Array.isArray(value) ? value.filter(Boolean) : []);

/** The gateway's public view of a payment (or a status body, which lacks some of it); null when it is neither. */
export function readSnapshot(value: unknown): Snapshot | null {
  const json = value as Snapshot | null;
  if (typeof json?.id !== "string" || !STATUSES.includes(json.status)) return null;
  return { ...json, transfers: list(json.transfers), items: list(json.items), store: json.store ?? {} };
}

/**
 * Applies a status body. A lower version is stale (two streams may exist for a moment after a cut). At an equal version
 * the later server time wins, because confirmations move without a new version.
 */
export function mergeStatus(snapshot: Snapshot, value: unknown): Snapshot {
  const body = readSnapshot(value);
  if (body?.id !== snapshot.id || !(body.version >= snapshot.version)) return snapshot;
  if (body.version === snapshot.version && ms(body.serverTime) < ms(snapshot.serverTime)) return snapshot;
  return readSnapshot({ ...snapshot, ...(value as object) }) ?? snapshot;
}

/** What the QR asks for now, sompi: the whole sum, the top-up of a shortage, or nothing (docs/spec/checkout.md#amount-due-and-payment-uri). */
export function amountDue({ status, topUpSompi, amountExpectedSompi }: Snapshot): bigint {
  if (status === "underpaid") return sompi(topUpSompi);
  return status === "pending" ? sompi(amountExpectedSompi) : 0n;
}

/** All money that arrived, credited or not. */
export const cameSompi = ({ amountReceivedSompi, amountUncreditedSompi }: Snapshot): bigint =>
  sompi(amountReceivedSompi) + sompi(amountUncreditedSompi);

/** The states in which the server may still change the payment by itself. */
export const isOpen = ({ status }: Snapshot): boolean =>
  status === "pending" || status === "underpaid" || status === "confirming";

const ENDED_SHOWN_MS = 30 * 60_000;

/**
 * Whether an element that is created again continues with this payment: an open one, or one that ended with money less
 * than 30 minutes ago by the server's clock. Whoever reloads after paying must not be asked to pay again.
 */
export function staysShown(snapshot: Snapshot): boolean {
  if (isOpen(snapshot)) return true;
  const times = [snapshot.confirmedAt, ...snapshot.transfers.map(({ paidAt }) => paidAt)].map(ms);
  return times.some((time) => ms(snapshot.serverTime) - time <= ENDED_SHOWN_MS);
}
