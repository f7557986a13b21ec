import type { Random } from "../../runtime/ids.ts";

const ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";
const TAIL_CHARS = 8;
const MAX_HEAD_CHARS = 40;

/** `premium-plan-4k7mq2xa`: the title as far as it is plain letters, and a random tail that nobody guesses. */
export function slugFor(title: string, random: Random): string {
  const head = title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, MAX_HEAD_CHARS)
    .replace(/-+$/, "");
  const tail = [...random.bytes(TAIL_CHARS)].map((byte) => ALPHABET[byte % ALPHABET.length]).join("");
  return head === "" ? tail : `${head}-${tail}`;
}
