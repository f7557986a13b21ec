// Recognises what must never leave the browser: private keys and seed phrases pasted into a wallet or search field.

export type SecretKind = "private key" | "seed phrase";

/** Extended private keys of all networks, as BIP-32 serialises them. */
const EXTENDED_PRIVATE = /(?:kprv|ktrv|xprv|tprv|yprv|zprv|uprv|vprv)[1-9A-HJ-NP-Za-km-z]{20,}/i;
/** A raw 32-byte key or a 64-byte seed in hexadecimal. */
const RAW_HEX = /(?<![0-9a-f])(?:0x)?(?:[0-9a-f]{64}|[0-9a-f]{128})(?![0-9a-f])/i;
const WALLET_IMPORT = /(?<![1-9A-HJ-NP-Za-km-z])[5KL][1-9A-HJ-NP-Za-km-z]{50,51}(?![1-9A-HJ-NP-Za-km-z])/;
const PHRASE_LENGTHS = new Set([12, 15, 18, 21, 24]);
const WORD = /^\p{L}[\p{L}\p{M}]{0,15}$/u;

/**
 * The kind of secret in a text, or null. When in doubt it refuses: a run of 12 to 24 short words counts as a seed
 * phrase whatever its language, because nothing else of that shape belongs in these fields.
 *
 * @param hex `false` where 64 hex digits are no secret: in the search box they are a transaction id
 */
export function findSecret(text: string, { hex = true }: { readonly hex?: boolean } = {}): SecretKind | null {
  const plain = text.normalize("NFKC").replace(/[\u200b-\u200f\u2060\ufeff]/g, "");
  const joined = plain.replace(/\s+/g, "");
  if (EXTENDED_PRIVATE.test(plain) || EXTENDED_PRIVATE.test(joined)) return "private key";
  if (/^(?:kprv|ktrv|xprv|tprv)/i.test(joined)) return "private key";
  if (hex && (RAW_HEX.test(plain) || RAW_HEX.test(joined))) return "private key";
  if (WALLET_IMPORT.test(plain)) return "private key";
  return looksLikePhrase(plain) ? "seed phrase" : null;
}

function looksLikePhrase(text: string): boolean {
  const words = text
    .replace(/(?<![^\s,;])[0-9]{1,2}[.):-]?(?=\s|\p{L}{3})/gu, " ")
    .split(/[\s,;|/"'“”]+/u)
    .filter((word) => word !== "");
  if (!words.every((word) => WORD.test(word))) return false;
  return PHRASE_LENGTHS.has(words.length) || (words.length > 11 && words.length <= 30);
}
