// The frequent reads of checkout pages: one row by primary key, then memory until the payment changes.

import type { PaymentStatusBody } from "@kaspa-pay/api-contract";
import type { ChainTip } from "../../chain/read-cursor.ts";
import type { Bus } from "../../database/bus/bus.ts";
import type { UnitOfWork } from "../../database/unit-of-work.ts";
import type { PublicReader } from "../../http/auth/identities.ts";
import type { Clock } from "../../runtime/clock.ts";
import { createTtlCache } from "../../runtime/ttl-cache.ts";
import { equalInConstantTime, type KeyedDigests } from "../../security/secrets.ts";

import { linkStatus } from "../links/find-link.ts";
import { findPayment } from "../payments/find-payment.ts";
import type { PaymentWithTransfers } from "../payments/records.ts";
import { uriOf } from "../payments/view.ts";
import { statusBody } from "./public-view.ts";
import type { WatchList } from "./watch-list.ts";

export interface PublicReadsDeps {
  unitOfWork: UnitOfWork;
  clock: Clock;
  tip: Pick<ChainTip, "virtualDaa">;
  bus: Bus;
  watched: WatchList;
  digests: Pick<KeyedDigests, "clientToken">;
}

const MAX_KEPT = 20_000;

interface Kept {
  readonly stored: PaymentWithTransfers;
  /** Its link was archived or unpublished: only its store and its payer still see the payment (T-07). */
  readonly putAway: boolean;
}

export function createPublicReads(deps: PublicReadsDeps) {
  // A lost change notification delays a reader by at most the second that an entry is kept.
  const payments = createTtlCache(deps.clock, MAX_KEPT, find);
  deps.bus.subscribe(({ topic, paymentIds }) => {
    if (topic !== "payments") return;
    if (paymentIds === undefined) payments.forgetAll();
    else for (const id of paymentIds) payments.forget(id);
  });

  async function find(id: string): Promise<Kept | null> {
    const stored = await findPayment(deps.unitOfWork.db, id);
    if (stored === null) return null;
    const { linkId, storeId } = stored.details;
    const link = linkId === null ? null : await linkStatus(deps.unitOfWork.db, storeId, linkId);
    return { stored, putAway: link === "archived" || link === "draft" };
  }

  async function readFor(id: string, reader: PublicReader): Promise<PaymentWithTransfers | null> {
    const found = await payments.get(id);
    if (found === null || !found.putAway) return found?.stored ?? null;
    const { stored } = found;
    const { clientToken } = reader;
    const isPayer = clientToken !== null && equalInConstantTime(clientToken, deps.digests.clientToken(id));
    return isPayer || stored.details.storeId === reader.storeId ? stored : null;
  }

  const bodyOf = (stored: PaymentWithTransfers): PaymentStatusBody =>
    statusBody(stored, { now: deps.clock.now(), virtualDaa: deps.tip.virtualDaa(stored.details.network) });

  return {
    async status(id: string, reader: PublicReader): Promise<PaymentStatusBody | null> {
      const stored = await readFor(id, reader);
      return stored === null ? null : bodyOf(stored);
    },
    /** For streams whose readers were authorized before. */
    async statuses(ids: readonly string[]): Promise<PaymentStatusBody[]> {
      const all = await Promise.all(ids.map(payments.get));
      return all.flatMap((found) => (found === null ? [] : [bodyOf(found.stored)]));
    },
    async uri(id: string, reader: PublicReader): Promise<string | null> {
      const stored = await readFor(id, reader);
      return stored === null ? null : uriOf(stored.payment, stored.details, deps.clock.now());
    },
    watching: (id: string): void => deps.watched.look(id),
  };
}
