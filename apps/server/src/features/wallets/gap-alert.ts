import type { UnitOfWork } from "../../database/unit-of-work.ts";
import type { Mailer } from "../../mail/mailer.ts";
import { sendToEach } from "../../mail/mailer.ts";
import type { Clock } from "../../runtime/clock.ts";
import { findStore, ownerEmails } from "../stores/find-store.ts";
import { addressGap, GAP_ALERT } from "./address-gap.ts";
import type { WideGap } from "./address-records.ts";
import { addressRepository } from "./address-repository.ts";

export interface GapAlertDeps {
  unitOfWork: UnitOfWork;
  clock: Clock;
  mailer: Mailer;
  publicUrl: string;
  /** For the operator's log. */
  onWideGap(gap: WideGap): void;
  onMailError(error: unknown): void;
}

export type GapAlert = () => Promise<void>;

/**
 * Alert `address_gap`: informs operator and owners once that a key's gap reached 15, and again only after it was narrower.
 * Any process may run it: each gap is claimed by one.
 */
export function createGapAlert(deps: GapAlertDeps): GapAlert {
  return async () => {
    const wide = await addressRepository(deps.unitOfWork.db).claimWideGaps(GAP_ALERT, deps.clock.now());
    for (const gap of wide) {
      deps.onWideGap(gap);
      if (deps.mailer.enabled) for (const storeId of gap.storeIds) await tellOwners(deps, storeId, gap.gap);
    }
  };
}

async function tellOwners(deps: GapAlertDeps, storeId: string, gap: number): Promise<void> {
  const { db } = deps.unitOfWork;
  const [store, owners] = await Promise.all([findStore(db, storeId), ownerEmails(db, storeId)]);
  if (store === null) return;
  const { blindWallets } = addressGap({ highestGiven: gap, highestPaid: 0 });
  const subject = `${store.name}: ${gap} addresses in a row were never paid`;
  const text = `Payments were opened and not paid ${gap} times in a row, so the newest address of ${store.name} lies ${gap} places behind the last one that received money. ${blindWallets.join(" and ")} look less far and cannot show money that arrives there. Nothing is lost and payments go on as usual.\n\nTo see it, let your wallet scan further, or take the address list from ${deps.publicUrl}/app/settings. If you did not expect so many unpaid payments, look at your links: somebody may be opening them by the dozen.`;
  await sendToEach(deps, owners, { subject, text });
}
