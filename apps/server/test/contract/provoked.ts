// Values that provoke a refusal wherever an operation takes the field. Refusals that need an object in another state, or
// fields that contradict each other, are not here: the tests of their feature drive them.
import type { ErrorCode } from "@kaspa-pay/api-contract";
import { type Operation, resolved } from "./documented-operations.ts";

export interface Known {
  /** An address of the store itself. */
  readonly ownAddress: string;
  readonly usedSlug: string;
  readonly usedEmail: string;
}

interface Provocation {
  /** The first of them that the operation takes gets the value. */
  readonly fields: readonly string[];
  value(known: Known, field: string): string;
}

const ADDRESSES = ["destination", "recipientAddress", "address", "kaspaAddress"];
const MAINNET = "kaspa:qpzpfwcsqsxhxwup26r55fd0ghqlhyugz8cp6y3wxuddc02vcxtjg75pspnwz";

export const PROVOCATIONS: Readonly<Partial<Record<ErrorCode, Provocation>>> = {
  amount_too_small: { fields: ["amount", "minimum"], value: () => "0.00000001" },
  amount_too_large: {
    fields: ["amount", "minimum", "minimumAmount", "amountMin"],
    value: () => "99999999999",
  },
  unknown_currency: { fields: ["currency", "quote"], value: () => "XXX" },
  redirect_url_not_allowed: { fields: ["redirectUrl"], value: () => "https://other.example/" },
  invalid_url: {
    fields: ["url", "supportUrl", "callbackUrl"],
    value: (_known, field) =>
      field === "supportUrl" ? "https://shop.example/bücher" : "ftp://shop.example/",
  },
  invalid_address: { fields: ADDRESSES, value: () => "kaspasim:qqabc" },
  network_mismatch: {
    fields: [...ADDRESSES, "network"],
    value: (_known, field) => (field === "network" ? "mainnet" : MAINNET),
  },
  own_address: { fields: ADDRESSES, value: ({ ownAddress }) => ownAddress },
  invalid_xpub: { fields: ["xpub"], value: () => "abc" },
  already_exists: {
    fields: ["slug", "email"],
    value: ({ usedSlug, usedEmail }, field) => (field === "slug" ? usedSlug : usedEmail),
  },
};

/** Names of all fields that a caller may give. */
function namesOf({ body, parameters }: Operation): Set<string> {
  const inBody = body === null ? [] : Object.keys(resolved(body).properties ?? {});
  return new Set([
    ...inBody,
    ...parameters.filter(({ in: where }) => where === "query").map(({ name }) => name),
  ]);
}

/** The field that this refusal is about; null where the operation takes none. */
export function fieldFor(operation: Operation, code: ErrorCode): string | null {
  const names = namesOf(operation);
  return PROVOCATIONS[code]?.fields.find((name) => names.has(name)) ?? null;
}

/** The value of that field with which the operation is refused. */
export function provokingValue(code: ErrorCode, field: string, known: Known): string {
  return PROVOCATIONS[code]?.value(known, field) ?? "";
}
