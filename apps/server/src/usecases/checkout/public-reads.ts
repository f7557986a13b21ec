// The hot reads of checkout pages: one row by primary key, then memory until the payment changes.
import type { PaymentStatusBody } from "@kaspa-pay/api-contract";
import type { Bus } from "../../ports/bus.ts";
import type { ChainTip } from "../../ports/chain-tip.ts";
import type { Clock } from "../../ports/clock.ts";
import type { PaymentWithTransfers } from "../../ports/records/payment-records.ts";
import type { UnitOfWork } from "../../ports/unit-of-work.ts";
import { uriOf } from "../payment-view.ts";
import { statusBody } from "./public-view.ts";
import type { WatchList } from "./watch-list.ts";

export interface PublicReadsDeps {
  unitOfWork: UnitOfWork;
  clock: Clock;
  tip: Pick<ChainTip, "virtualDaa">;
  bus: Bus;
  watched: WatchList;
}

/** A hint that got lost delays a reader by no more than this. */
const KEPT_MS = 1_000;
const MAX_KEPT = 20_000;

export function createPublicReads(deps: PublicReadsDeps) {
  const kept = new Map<string, { stored: Promise<PaymentWithTransfers | null>; until: number }>();
  deps.bus.subscribe(({ topic, paymentIds }) => {
    if (topic !== "payments") return;
    if (paymentIds === undefined) kept.clear();
    else for (const id of paymentIds) kept.delete(id);
  });

  function read(id: string): Promise<PaymentWithTransfers | null> {
    const now = deps.clock.now();
    const known = kept.get(id);
    if (known !== undefined && now < known.until && now >= known.until - KEPT_MS) return known.stored;
    if (kept.size >= MAX_KEPT) kept.clear();
    const stored = deps.unitOfWork.records.paymentReads.anybody(id);
    kept.set(id, { stored, until: now + KEPT_MS });
    stored.catch(() => kept.delete(id));
    return stored;
  }

  const bodyOf = (stored: PaymentWithTransfers, storeId: string | null): PaymentStatusBody =>
    statusBody(
      stored,
      { now: deps.clock.now(), virtualDaa: deps.tip.virtualDaa(stored.details.network) },
      stored.details.storeId === storeId,
    );

  return {
    async status(id: string, storeId: string | null): Promise<PaymentStatusBody | null> {
      const stored = await read(id);
      return stored === null ? null : bodyOf(stored, storeId);
    },
    async statuses(ids: readonly string[]): Promise<PaymentStatusBody[]> {
      const all = await Promise.all(ids.map(read));
      return all.flatMap((stored) => (stored === null ? [] : [bodyOf(stored, null)]));
    },
    async uri(id: string): Promise<string | null> {
      const stored = await read(id);
      return stored === null ? null : uriOf(stored.payment, stored.details, deps.clock.now());
    },
    watching: (id: string): void => deps.watched.look(id),
  };
}
