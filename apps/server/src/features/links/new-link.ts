import { emptyLinkFields, type LinkFields } from "@kaspa-pay/api-contract";
import type { Random } from "../../runtime/ids.ts";
import type { Link } from "./records.ts";

export interface NewLink extends Pick<Link, "id" | "storeId"> {
  readonly now: number;
  readonly slug?: string;
  readonly fields: Pick<LinkFields, "title" | "expiryMinutes"> & Partial<LinkFields>;
}

/** A link with the given fields; all others are empty, and its address is chosen later unless it is given. */
export function newLink({ id, storeId, now, slug = "", fields }: NewLink): Link {
  return {
    id,
    storeId,
    slug,
    ...emptyLinkFields,
    ...fields,
    expiresAt: null,
    createdAt: now,
    updatedAt: now,
  };
}

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
