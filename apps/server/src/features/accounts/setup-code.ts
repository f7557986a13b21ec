// The code that the first account needs when it is made over a network: only the operator, who reads the gateway's
// output, knows it.
import { timingSafeEqual } from "node:crypto";

/** Digits and letters that nobody mistakes for one another. */
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUPS = 3;
const GROUP_LENGTH = 4;

/**
 * 60 bits of the key as `7QK2-M9XT-PRC4`. Made from the key, so that a restart shows the same code, and nothing is
 * stored.
 */
export function setupCodeFrom(key: Uint8Array): string {
  const letters = [...key.subarray(0, GROUPS * GROUP_LENGTH)].map((byte) => LETTERS[byte % LETTERS.length]);
  return letters.join("").match(/.{4}/g)?.join("-") as string;
}

/** Blanks, hyphens, case and look-alike letters do not matter. */
export function isSetupCode(given: string | undefined, wanted: string): boolean {
  const [a, b] = [given ?? "", wanted].map((text) => Buffer.from(plain(text)));
  return a !== undefined && b !== undefined && a.length === b.length && timingSafeEqual(a, b);
}

const plain = (text: string): string =>
  text
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1");
