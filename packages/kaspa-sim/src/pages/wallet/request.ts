// Reads what to pay: from the page's address (`?uri=` or `#uri=`) and from the form.
import {
  AddressError,
  decodeAddress,
  kasToSompi,
  type PaymentRequest,
  parsePaymentUri,
} from "@kaspa-pay/kaspa";

const NETWORK = "simnet";

/** The request the page was opened with; null without one, a text when it cannot be read. */
export function requestFromLocation({
  search,
  hash,
}: Pick<Location, "search" | "hash">): PaymentRequest | string | null {
  const uri = parameter("uri", search, hash);
  if (uri === null || uri === "") return null;
  try {
    return parsePaymentUri(uri, NETWORK);
  } catch (error) {
    return `The payment link cannot be used. ${messageOf(error)}`;
  }
}

/** The account key of the store that pays (`from`); null when a customer does, out of this tab. */
export function accountFromLocation({ search, hash }: Pick<Location, "search" | "hash">): string | null {
  return parameter("from", search, hash);
}

function parameter(name: string, search: string, hash: string): string | null {
  return new URLSearchParams(search).get(name) ?? new URLSearchParams(hash.slice(1)).get(name);
}

/** Seconds until the checkout's deadline (`expires`, ISO time), for the late payment; undefined without one. */
export function secondsToExpiry(
  { search, hash }: Pick<Location, "search" | "hash">,
  now: number,
): number | undefined {
  const text = parameter("expires", search, hash);
  const at = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now) / 1_000));
}

/** What the form's first field says: a bare address or a whole payment link. @throws Error with a text for people */
export function readTarget(text: string): PaymentRequest {
  const trimmed = text.trim();
  if (trimmed === "") throw new Error("Paste an address or a payment link.");
  if (trimmed.includes("?")) return parsePaymentUri(trimmed, NETWORK);
  try {
    decodeAddress(trimmed, NETWORK);
    return { address: trimmed };
  } catch (error) {
    if (error instanceof AddressError && error.code === "wrong_network") {
      throw new Error("That is an address of a real network. This wallet pays kaspasim: addresses only.");
    }
    throw error;
  }
}

/** The form's amount. @throws Error with a text for people */
export function readAmount(text: string): bigint {
  const trimmed = text.trim();
  if (trimmed === "") throw new Error("Enter an amount.");
  const sompi = kasToSompi(trimmed);
  if (sompi < 10_000_000n) throw new Error("Nodes relay payments from 0.1 KAS.");
  return sompi;
}

/** The text of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
