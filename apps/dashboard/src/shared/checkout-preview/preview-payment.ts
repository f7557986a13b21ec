// A payment for the preview only: what a payer would see of the link as it is edited.
import type { PublicPayment, Settings } from "@kaspa-pay/api-contract";
import {
  AmountError,
  fiatToSompiCeil,
  formatDecimal,
  minorDigitsOf,
  parseDecimal,
  rateLess,
  shareOf,
  sompiToKas,
} from "@kaspa-pay/core";
import { typedAmount } from "../../lib/format/money-text.ts";

export const PREVIEW_STATES = ["ready", "waiting", "underpaid", "confirmed", "expired"] as const;
export type PreviewState = (typeof PREVIEW_STATES)[number];

/** What the preview shows of a link; amounts and numbers are text as typed. */
export interface PreviewFields {
  readonly title: string;
  readonly description: string;
  readonly openAmount: boolean;
  readonly amount: string;
  readonly currency: string;
  /** Of the link; empty = the store's. */
  readonly surchargePercent: string;
  readonly min: string;
  readonly expiryMinutes: string;
  readonly items: readonly { readonly name: string; readonly quantity: string; readonly price: string }[];
  readonly successMessage: string;
}

const STATUS = {
  ready: "pending",
  waiting: "pending",
  underpaid: "underpaid",
  confirmed: "confirmed",
  expired: "expired",
} as const;

/** Nobody can pay to this address: the checksum is wrong on purpose. */
const ADDRESS = "preview00000000000000000000000000000000000000000000000000000000";
const PREFIX = { mainnet: "kaspa", "testnet-10": "kaspatest", simnet: "kaspasim" } as const;
/** Shown while no price is typed. */
const SAMPLE = "100";
const MINUTE_MS = 60_000;
/** Smaller amounts cannot normally be sent (docs/spec/kaspa-protocol.md#amounts-and-minimums). */
const MINIMUM_SOMPI = 20_000_000n;

interface PreviewContext {
  readonly settings: Settings | undefined;
  readonly storeName: string;
  readonly network: PublicPayment["network"];
  /** Fiat per KAS for the form's currency, decimal text, before the spread; null without one. */
  readonly rate: string | null;
  readonly minorDigits: number;
  readonly now: number;
}

const askedText = (fields: PreviewFields): string =>
  typedAmount(fields.openAmount ? fields.min || SAMPLE : fields.amount || SAMPLE);

interface PreviewPrice {
  readonly digits: number;
  readonly minor: bigint;
  readonly surchargeMinor: bigint;
  readonly percent: string;
}

/** The typed price and what comes on top of it, in minor units; null while one of them is no number. */
function previewPrice(fields: PreviewFields, context: PreviewContext): PreviewPrice | null {
  const digits = fields.currency === "KAS" ? minorDigitsOf("KAS") : context.minorDigits;
  const typed = typedAmount(fields.surchargePercent) || (context.settings?.surchargePercent ?? "0");
  try {
    const minor = parseDecimal(askedText(fields), digits);
    const bps = fields.openAmount ? 0n : parseDecimal(typed, 2);
    const surchargeMinor = shareOf(minor, Number(bps));
    return { digits, minor, surchargeMinor, percent: formatDecimal(bps, 2) };
  } catch (error) {
    if (error instanceof AmountError) return null;
    throw error;
  }
}

function surchargeOf(price: PreviewPrice | null): PublicPayment["surcharge"] {
  if (price === null || price.surchargeMinor === 0n) return null;
  const { digits, minor, surchargeMinor, percent } = price;
  const amount = formatDecimal(surchargeMinor, digits);
  return { percent, amount, total: formatDecimal(minor + surchargeMinor, digits) };
}

/** Less the store's spread. */
function usedRate({ rate, settings }: PreviewContext): string | null {
  return rate && rateLess(rate, Number(parseDecimal(settings?.spreadPercent ?? "0", 2)));
}

/** Sompi of the typed price; null while it is no amount. */
function previewSompi(price: PreviewPrice | null, { currency }: PreviewFields, rate: string | null) {
  if (price === null) return null;
  const total = price.minor + price.surchargeMinor;
  if (currency === "KAS") return total;
  try {
    return rate === null ? null : fiatToSompiCeil(total, price.digits, rate);
  } catch (error) {
    if (error instanceof AmountError) return null;
    throw error;
  }
}

function fiatOf(
  price: PreviewPrice | null,
  { currency, openAmount }: PreviewFields,
  context: PreviewContext,
): PublicPayment["fiat"] {
  if (currency === "KAS" || openAmount || price === null) return null;
  return {
    amount: formatDecimal(price.minor + price.surchargeMinor, price.digits),
    currency,
    rate: usedRate(context),
    source: null,
    at: new Date(context.now).toISOString(),
  };
}

/** A sum as the API writes it: `amount` and `amountSompi`. */
function both<Name extends string>(name: Name, sompi: bigint) {
  return { [name]: sompiToKas(sompi), [`${name}Sompi`]: sompi.toString() } as Record<
    Name | `${Name}Sompi`,
    string
  >;
}

/** What was asked, came and is missing in a state. */
function amountsOf(expected: bigint, state: PreviewState) {
  const paid = state === "confirmed" ? expected : state === "underpaid" ? expected / 2n : 0n;
  const missing = state === "underpaid" ? expected - paid : 0n;
  const topUp = missing > 0n && missing < MINIMUM_SOMPI ? MINIMUM_SOMPI : missing;
  return {
    due: state === "underpaid" ? topUp : expected,
    sums: {
      ...both("amountExpected", expected),
      ...both("amountSeen", 0n),
      ...both("amountReceived", paid),
      ...both("amountUncredited", 0n),
      ...both("amountMissing", missing),
      ...both("topUp", topUp),
      ...both("amountOverpaid", 0n),
    },
  };
}

function timesOf(state: PreviewState, fields: PreviewFields, now: number) {
  const at = (ms: number) => new Date(now + ms).toISOString();
  const confirmed = state === "confirmed";
  return {
    firstSeenAt: confirmed ? at(-1_200) : null,
    confirmedAt: confirmed ? at(0) : null,
    expiresAt: at(state === "expired" ? -MINUTE_MS : (Number(fields.expiryMinutes) || 30) * MINUTE_MS),
    quoteExpiresAt: null,
    serverTime: at(0),
  };
}

const NOTHING_YET = {
  takenBack: null,
  transfers: [],
  refunds: [],
  returnUrl: null,
  cancelUrl: null,
  replaces: null,
  replacedBy: null,
  receiptUrl: null,
  explorerTxTemplate: null,
  demoWalletUrl: null,
};

export function previewPayment(
  fields: PreviewFields,
  state: PreviewState,
  context: PreviewContext,
): PublicPayment {
  const { settings, network, now } = context;
  const price = previewPrice(fields, context);
  const { due, sums } = amountsOf(previewSompi(price, fields, usedRate(context)) ?? 0n, state);
  const address = `${PREFIX[network]}:${ADDRESS}`;
  return {
    ...NOTHING_YET,
    ...sums,
    ...timesOf(state, fields, now),
    view: "payer",
    id: "pay_preview",
    status: STATUS[state],
    attention: [],
    payable: state !== "confirmed" && state !== "expired",
    amount: price === null ? askedText(fields) : formatDecimal(price.minor, price.digits),
    currency: fields.currency,
    surcharge: surchargeOf(price),
    fiat: fiatOf(price, fields, context),
    canRenew: state === "expired",
    kaspaAddress: address,
    uri: due > 0n ? `${address}?amount=${sompiToKas(due, { trim: true })}` : null,
    exactAmount: settings?.wallet?.mode === "address",
    network,
    livemode: network === "mainnet",
    requiredConfirmations: 10,
    confirmations: state === "confirmed" ? 10 : 0,
    version: 1,
    title: fields.title || null,
    description: fields.description || null,
    items: fields.items.map((item) => ({
      name: item.name,
      quantity: Number(item.quantity) || 1,
      price: typedAmount(item.price) || "0",
    })),
    successMessage: fields.successMessage || settings?.successMessage || null,
    store: {
      name: context.storeName,
      logoUrl: settings?.logoUrl ?? null,
      supportUrl: settings?.supportUrl ?? null,
      accentColor: settings?.accentColor ?? null,
    },
  };
}
