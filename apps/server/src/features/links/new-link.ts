import { emptyLinkFields, type LinkFields } from "@kaspa-pay/api-contract";
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
