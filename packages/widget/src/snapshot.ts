// What the element knows of a payment. Answers from outside are checked by hand here: no zod in the bundle.
import { kasToSompi } from "@kaspa-pay/core";

export type PayerStatus =
  | "pending"
  | "underpaid"
  | "confirming"
  | "confirmed"
  | "expired"
  | "canceled"
  | "invalid";

const STATUSES: readonly string[] = [
  "pending",
  "underpaid",
  "confirming",
  "confirmed",
  "expired",
  "canceled",
  "invalid",
];

/** One output that pays the payment, as the payer may see it. */
export interface TransferLine {
  readonly txId: string;
  readonly amount: string;
  readonly status: string;
  readonly confirmations: number;
  readonly paidAt: string | null;
}

/** The payer's view of a payment (allow-list of the gateway), amounts in sompi, times in ms. */
export interface Snapshot {
  readonly id: string;
  readonly status: PayerStatus;
  readonly version: number;
  readonly serverTime: number;
  readonly payable: boolean;
  readonly expectedSompi: bigint | null;
  readonly seenSompi: bigint;
  readonly receivedSompi: bigint;
  readonly missingSompi: bigint;
  readonly topUpSompi: bigint;
  readonly overpaidSompi: bigint;
  readonly fiat: { readonly amount: string; readonly currency: string } | null;
  readonly address: string | null;
  readonly exactAmount: boolean;
  readonly network: string;
  readonly livemode: boolean;
  readonly confirmations: number;
  readonly requiredConfirmations: number;
  readonly firstSeenAt: number | null;
  readonly confirmedAt: number | null;
  readonly expiresAt: number | null;
  readonly quoteExpiresAt: number | null;
  readonly txId: string | null;
  readonly transfers: readonly TransferLine[];
  readonly title: string | null;
  readonly description: string | null;
  readonly items: readonly { readonly name: string; readonly quantity: number }[];
  readonly successMessage: string | null;
  readonly returnUrl: string | null;
  readonly cancelUrl: string | null;
  readonly receiptUrl: string | null;
  readonly explorerTxTemplate: string | null;
  readonly demoWalletUrl: string | null;
  readonly store: {
    readonly name: string | null;
    readonly supportUrl: string | null;
    readonly accentColor: string | null;
  };
}

type Json = Readonly<Record<string, unknown>>;

const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
const count = (value: unknown): number =>
  typeof value === "number" && Number.isFinite(value) && value > 0 ? value : 0;
const object = (value: unknown): Json | null =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : null;
const list = (value: unknown): readonly Json[] =>
  Array.isArray(value) ? value.map(object).filter((entry): entry is Json => entry !== null) : [];

function time(value: unknown): number | null {
  const ms = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(ms) ? null : ms;
}

function sompi(value: unknown): bigint {
  const amount = text(value);
  if (amount === null) return 0n;
  try {
    return kasToSompi(amount);
  } catch {
    return 0n;
  }
}

/** Only these schemes may ever become a link that the payer can follow. */
export function safeUrl(value: unknown, schemes: readonly string[] = ["https:", "http:"]): string | null {
  const url = text(value);
  if (url === null) return null;
  try {
    return schemes.includes(new URL(url).protocol) ? url : null;
  } catch {
    return null;
  }
}

/** Reads the gateway's public view of a payment; null when it is not one. */
export function parseSnapshot(value: unknown): Snapshot | null {
  const json = object(value);
  const id = json && text(json.id);
  if (!json || id === null || !STATUSES.includes(String(json.status))) return null;
  const fiat = object(json.fiat);
  const store = object(json.store) ?? {};
  const transfers = list(json.transfers).map((entry) => ({
    txId: text(entry.txId) ?? "",
    amount: text(entry.amount) ?? "0",
    status: text(entry.status) ?? "",
    confirmations: count(entry.confirmations),
    paidAt: text(entry.paidAt),
  }));
  return {
    id,
    ...readMoving(json),
    ...readFixed(json, fiat, store),
    transfers,
    txId: text(json.txId) ?? transfers[0]?.txId ?? null,
  };
}

function readFixed(json: Json, fiat: Json | null, store: Json) {
  return {
    overpaidSompi: sompi(json.amountOverpaid),
    fiat:
      fiat && text(fiat.amount) && text(fiat.currency)
        ? { amount: String(fiat.amount), currency: String(fiat.currency) }
        : null,
    address: text(json.kaspaAddress),
    exactAmount: json.exactAmount === true,
    network: text(json.network) ?? "",
    livemode: json.livemode === true,
    firstSeenAt: time(json.firstSeenAt),
    title: text(json.title),
    description: text(json.description),
    items: list(json.items).map((entry) => ({
      name: text(entry.name) ?? "",
      quantity: count(entry.quantity) || 1,
    })),
    successMessage: text(json.successMessage),
    returnUrl: safeUrl(json.returnUrl),
    cancelUrl: safeUrl(json.cancelUrl),
    receiptUrl: safeUrl(json.receiptUrl),
    explorerTxTemplate: safeUrl(json.explorerTxTemplate),
    demoWalletUrl: safeUrl(json.demoWalletUrl),
    store: {
      name: text(store.name),
      supportUrl: safeUrl(store.supportUrl, ["https:", "mailto:"]),
      accentColor: text(store.accentColor),
    },
  };
}

/** The fields that the status body and the stream repeat at each change. */
function readMoving(json: Json) {
  return {
    status: String(json.status) as PayerStatus,
    version: count(json.version),
    serverTime: time(json.serverTime) ?? 0,
    payable: json.payable === true,
    expectedSompi: text(json.amountExpected) === null ? null : sompi(json.amountExpected),
    seenSompi: sompi(json.amountSeen),
    receivedSompi: sompi(json.amountReceived),
    missingSompi: sompi(json.amountMissing),
    topUpSompi: sompi(json.topUp),
    confirmations: count(json.confirmations),
    requiredConfirmations: count(json.requiredConfirmations),
    confirmedAt: time(json.confirmedAt),
    expiresAt: time(json.expiresAt),
    quoteExpiresAt: time(json.quoteExpiresAt),
  };
}

/**
 * Applies a status body. A lower version is stale (two streams may live for a moment after a cut); at an equal
 * version the later server time wins, because confirmations move without a new version.
 */
export function mergeStatus(snapshot: Snapshot, value: unknown): Snapshot {
  const json = object(value);
  if (!json || json.id !== snapshot.id || !STATUSES.includes(String(json.status))) return snapshot;
  const moving = readMoving(json);
  if (moving.version < snapshot.version) return snapshot;
  if (moving.version === snapshot.version && moving.serverTime < snapshot.serverTime) return snapshot;
  return { ...snapshot, ...moving, txId: text(json.txId) ?? snapshot.txId };
}

/** What the QR asks for now: the whole sum, the top-up of a shortage, or nothing (checkout.md 3). */
export function amountDue(snapshot: Snapshot): bigint {
  if (snapshot.status === "underpaid") return snapshot.topUpSompi;
  return snapshot.status === "pending" ? (snapshot.expectedSompi ?? 0n) : 0n;
}
