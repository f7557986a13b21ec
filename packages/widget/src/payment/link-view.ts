// The public view of a payment link: what is sold, and which fields it asks for.

export interface LinkView {
  readonly title: string | null;
  readonly store: string | null;
  readonly livemode: boolean;
  /** What it costs, as a person reads it, with the percentage that comes on top; null where the payer chooses. */
  readonly price: string | null;
  readonly currency: string;
  readonly accentColor: string | null;
  /** Names of the form's fields, as the gateway takes them; empty when nothing is asked. */
  readonly asks: readonly ("amount" | "customerName" | "customerEmail" | "customerNote")[];
}

type Json = Readonly<Record<string, unknown>>;

/** An amount of the wire as a person reads it, with its currency. */
export const priced = (amount: string, currency: string): string =>
  `${currency === "KAS" ? amount.replace(/\.?0+$/, "") : amount} ${currency}`;

const text = (value: unknown): string | null => (typeof value === "string" && value ? value : null);

export function readLink(value: unknown): LinkView {
  const json = (value ?? {}) as Json;
  const payerFields = (json.ask ?? {}) as Json;
  const store = (json.store ?? {}) as Json;
  const currency = text(json.currency) ?? "KAS";
  const amount = text(json.amount);
  const percent = text(json.surchargePercent);
  return {
    title: text(json.title),
    store: text(store.name),
    accentColor: text(store.accentColor),
    livemode: json.livemode !== false,
    price: amount && priced(amount, currency) + (percent ? ` + ${+percent} %` : ""),
    currency,
    asks: [
      ...(json.allowAmount ? (["amount"] as const) : []),
      ...(payerFields.name ? (["customerName"] as const) : []),
      ...(payerFields.email ? (["customerEmail"] as const) : []),
      ...(payerFields.note ? (["customerNote"] as const) : []),
    ],
  };
}
