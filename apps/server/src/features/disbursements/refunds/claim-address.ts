// The address of a payer as it was pasted into a claim.
import type { Db } from "../../../database/unit-of-work.ts";
import type { Store } from "../../stores/records.ts";
import { type Destination, readDestination } from "../destination.ts";

/** @throws ApiError `invalid_address`, `network_mismatch`, `own_address` */
export const readClaimAddress = (
  deps: Parameters<typeof readDestination>[0],
  db: Db,
  store: Pick<Store, "id" | "network">,
  text: string,
): Promise<Destination> => readDestination(deps, db, store, pastedAddress(text), "address");

const SCHEME = /^kaspa(test|sim)?:/i;

/**
 * Wallets show addresses in groups and lines, and copy payment URIs: blanks and the query are left out, the scheme is
 * written small. Text that is no address is answered as it is, so that a seed phrase is still recognised by its words.
 */
export function pastedAddress(text: string): string {
  const joined = text.replace(/[\s\p{Cc}\p{Cf}]+/gu, "");
  if (!SCHEME.test(joined)) return text;
  return (joined.split("?")[0] ?? "").replace(SCHEME, (scheme) => scheme.toLowerCase());
}
