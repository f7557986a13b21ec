// Mempool observations for watched payments. They inform people and are never money.
// docs/spec/chain-following.md#mempool-observations

import { ApiError } from "@kaspa-pay/api-contract";
import { type Fact, OPEN_STATUSES, type WalletMode } from "@kaspa-pay/core";
import type { Bus } from "../../database/bus/bus.ts";
import type { UnitOfWork } from "../../database/unit-of-work.ts";
import { publishPaymentChange } from "../../features/payments/actions.ts";
import { applyFacts } from "../../features/payments/apply-facts.ts";
import { findPayment } from "../../features/payments/find-payment.ts";
import type { PaymentChanges } from "../../features/payments/payment-change.ts";
import type { PaymentTarget } from "../../features/payments/records.ts";
import type { Clock } from "../../runtime/clock.ts";
import { groupBy } from "../../runtime/group-by.ts";
import type { ChainNetwork } from "../../runtime/network.ts";
import type { CursorReader } from "../read-cursor.ts";
import { chainRepository } from "../repository/index.ts";
import type { ChainSource, ChainTx } from "../source.ts";

export interface ObservationDeps {
  unitOfWork: UnitOfWork;
  clock: Clock;
  paymentChanges: PaymentChanges;
  bus: Bus;
  cursors: CursorReader;
}

/** A payment that somebody is watching and that may still receive money. */
export interface WatchedPayment {
  storeId: string;
  id: string;
  address: string;
  script: string;
  mode: WalletMode;
  /** Exact sum in address mode: other sums on that address are somebody else's. */
  expectedSompi: bigint | null;
}

const DROP_MISSES = 2;
const DROP_AFTER_MS = 60_000;
const DROP_ALWAYS_MS = 24 * 60 * 60 * 1_000;

/** The coins that an unaccepted transaction spends, and the block up to which none of them was spent otherwise. */
interface LastObservation {
  spends: readonly string[];
  since: string;
}

/** Outputs observed by this process. A restart forgets them; then they are dropped by time alone. */
type LastObservations = Map<string, LastObservation>;

const MAX_REMEMBERED = 10_000;
const FORGET_EVERY_MS = 60_000;
const FORGET_BATCH = 1_000;

export function createMempoolObservations(deps: ObservationDeps) {
  const observations = new Map<ChainNetwork, LastObservations>();
  const forgotAt = new Map<ChainNetwork, number>();
  return {
    /** Asks the mempool once, for the payments that somebody is watching. */
    async look(source: ChainSource, ids: readonly string[]): Promise<void> {
      const watched = await openPayments(deps, source.network, ids);
      if (watched.length === 0) return;
      // Read before the mempool is asked: coins of a transaction that is still there were not spent up to this block.
      const cursor = await deps.cursors.current(source.network);
      const txs = await source.mempool([...new Set(watched.map((payment) => payment.address))]);
      const now = deps.clock.now();
      const seen = sightingsOf(watched, txs, now);
      const last = observations.get(source.network) ?? new Map<string, LastObservation>();
      observations.set(source.network, last);
      if (cursor !== null) remember(last, seen, txs, cursor.hash);
      const gone = await missing(deps, { source, watched, seen, last, now });
      for (const { outpoint } of gone) last.delete(outpoint);
      await applyAll(deps, [...seen, ...gone]);
    },

    /** Drops observations older than 24 h, watched or not. */
    async forget(network: ChainNetwork): Promise<void> {
      const now = deps.clock.now();
      if (Math.abs(now - (forgotAt.get(network) ?? 0)) < FORGET_EVERY_MS) return;
      forgotAt.set(network, now);
      const chain = chainRepository(deps.unitOfWork.db);
      const stale = await chain.detectedBefore(network, now - DROP_ALWAYS_MS, FORGET_BATCH);
      await applyAll(
        deps,
        stale.map((output) => ({ ...output, fact: { kind: "gone", outpoint: output.outpoint, now } })),
      );
    },
  };
}

/** Those of the payments that are on this network and may still receive money. */
async function openPayments(
  deps: ObservationDeps,
  network: ChainNetwork,
  ids: readonly string[],
): Promise<WatchedPayment[]> {
  const all = await Promise.all(ids.map((id) => findPayment(deps.unitOfWork.db, id)));
  return all.flatMap((stored) =>
    stored !== null && stored.details.network === network && OPEN_STATUSES.has(stored.payment.status)
      ? [
          {
            storeId: stored.details.storeId,
            id: stored.payment.id,
            address: stored.details.address,
            script: stored.details.script,
            mode: stored.details.addressMode,
            expectedSompi: stored.payment.amounts.expectedSompi,
          },
        ]
      : [],
  );
}

function remember(
  last: LastObservations,
  seen: readonly PaymentFact[],
  txs: readonly ChainTx[],
  since: string,
): void {
  const spends = new Map(txs.map((tx) => [tx.txid, tx.spends ?? []]));
  for (const { outpoint } of seen) {
    const [txId = ""] = outpoint.split(":");
    last.delete(outpoint);
    last.set(outpoint, { spends: spends.get(txId) ?? [], since });
  }
  for (const oldest of last.keys()) {
    if (last.size <= MAX_REMEMBERED) return;
    last.delete(oldest);
  }
}

async function applyAll(deps: ObservationDeps, all: readonly PaymentFact[]): Promise<void> {
  const facts = groupBy(all, (paymentFact) => paymentFact.paymentId);
  for (const list of facts.values())
    if (list[0] !== undefined)
      await applyTo(
        deps,
        list[0],
        list.map((paymentFact) => paymentFact.fact),
      );
}

export type MempoolObservations = ReturnType<typeof createMempoolObservations>;

interface PaymentFact {
  storeId: string;
  paymentId: string;
  outpoint: string;
  fact: Fact;
}

function sightingsOf(
  watched: readonly WatchedPayment[],
  txs: readonly ChainTx[],
  now: number,
): PaymentFact[] {
  return txs.flatMap((tx) =>
    tx.outputs.flatMap((output) =>
      watched
        .filter(
          (payment) =>
            payment.script === output.script &&
            (payment.mode === "xpub" || payment.expectedSompi === output.value),
        )
        .map((payment) => ({
          storeId: payment.storeId,
          paymentId: payment.id,
          outpoint: `${tx.txid}:${output.index}`,
          fact: {
            kind: "seen" as const,
            txId: tx.txid,
            outputIndex: output.index,
            sompi: output.value,
            inputAddresses: tx.inputAddresses,
            now,
          },
        })),
    ),
  );
}

interface Poll {
  source: ChainSource;
  watched: readonly WatchedPayment[];
  seen: readonly PaymentFact[];
  last: LastObservations;
  now: number;
}

/**
 * A transaction is dropped when the chain accepted another spend of one of its coins, when two polls a minute apart did
 * not show it, or after a day.
 */
async function missing(
  deps: ObservationDeps,
  { source, watched, seen, last, now }: Poll,
): Promise<PaymentFact[]> {
  const chain = chainRepository(deps.unitOfWork.db);
  const detected = await chain.detected(source.network, watched);
  const shown = new Set(seen.map((paymentFact) => paymentFact.outpoint));
  const counts = detected.map((output) => {
    const absent = !shown.has(output.outpoint);
    return {
      ...output,
      misses: absent ? output.misses + 1 : 0,
      since: absent ? (output.missedAt ?? now) : null,
    };
  });
  await chain.missMempool(counts.filter((count) => count.misses > 0 || count.missedAt !== null));
  const absent = counts.filter((count) => count.misses > 0).map((count) => count.outpoint);
  const doubleSpent = await spentOtherwise(source, absent, last);
  return counts
    .filter(
      ({ outpoint, misses, since, seenAt }) =>
        doubleSpent.has(outpoint) ||
        now - seenAt >= DROP_ALWAYS_MS ||
        (misses >= DROP_MISSES && since !== null && now - since >= DROP_AFTER_MS),
    )
    .map(({ storeId, paymentId, outpoint }) => ({
      storeId,
      paymentId,
      outpoint,
      fact: { kind: "gone", outpoint, now },
    }));
}

/** Those of the absent outputs whose coins were spent by another transaction that the chain accepted. */
async function spentOtherwise(
  source: ChainSource,
  absent: readonly string[],
  last: LastObservations,
): Promise<ReadonlySet<string>> {
  const doubleSpent = new Set<string>();
  const known = absent.flatMap((outpoint) => {
    const observation = last.get(outpoint);
    return observation === undefined || observation.spends.length === 0 ? [] : [{ outpoint, ...observation }];
  });
  for (const [since, group] of groupBy(known, (observation) => observation.since)) {
    const coins = group.flatMap((observation) => observation.spends);
    // Without an answer of the node they are dropped by time.
    const spent = await source.spentSince?.(since, coins).catch(() => null);
    if (!spent) continue;
    for (const { outpoint, spends } of group) {
      const [txId] = outpoint.split(":");
      if (spends.some((coin) => spent.has(coin) && spent.get(coin) !== txId)) doubleSpent.add(outpoint);
    }
  }
  return doubleSpent;
}

async function applyTo(deps: ObservationDeps, target: PaymentTarget, facts: readonly Fact[]): Promise<void> {
  let changed = false;
  for (const fact of facts) {
    const changes = await deps.unitOfWork.transaction((db) =>
      applyFacts(deps.paymentChanges, db, [target], () => fact, { onFailure: ignoreRefused }),
    );
    changed ||= changes.length > 0;
  }
  if (changed) publishPaymentChange(deps, target.paymentId);
}

/** A payment that does not take an observation stays as it is: a later page of the chain decides. */
async function ignoreRefused(_stored: unknown, _fact: Fact, error: unknown): Promise<void> {
  if (!(error instanceof ApiError)) throw error;
}
