// What the mempool says of watched payments: sightings inform, they are never money (kaspa.md 5.9).
import { type Fact, reduce } from "@kaspa-pay/core";
import type { Bus } from "../../ports/bus.ts";
import type { ChainNetwork, ChainTx } from "../../ports/chain-source.ts";
import type { Clock } from "../../ports/clock.ts";
import type { UnitOfWork } from "../../ports/unit-of-work.ts";
import type { Outcomes } from "../payments/outcome-of.ts";

export interface SightingDeps {
  unitOfWork: UnitOfWork;
  clock: Clock;
  outcomes: Outcomes;
  bus: Bus;
}

/** A payment that somebody looks at and that may still get money. */
export interface WatchedPayment {
  id: string;
  address: string;
  script: string;
  mode: "xpub" | "address";
  /** Exact sum in address mode: other sums on that address are somebody else's. */
  expectedSompi: bigint | null;
}

const DROP_MISSES = 2;
const DROP_AFTER_MS = 60_000;
const DROP_ALWAYS_MS = 24 * 60 * 60 * 1_000;
const OPEN = new Set(["pending", "underpaid", "confirming"]);

export function createSightings(deps: SightingDeps) {
  return {
    /** The watched payments of one network that may still get money. */
    async watched(network: ChainNetwork, ids: readonly string[]): Promise<WatchedPayment[]> {
      const all = await Promise.all(ids.map((id) => deps.unitOfWork.records.paymentReads.anybody(id)));
      return all.flatMap((stored) =>
        stored !== null && stored.details.network === network && OPEN.has(stored.payment.status)
          ? [
              {
                id: stored.payment.id,
                address: stored.details.address,
                script: stored.details.script,
                mode: stored.details.addressMode,
                expectedSompi: stored.payment.amounts.expectedSompi,
              },
            ]
          : [],
      );
    },

    /** One poll's answer for those payments. */
    async apply(
      network: ChainNetwork,
      watched: readonly WatchedPayment[],
      txs: readonly ChainTx[],
    ): Promise<void> {
      const now = deps.clock.now();
      const seen = sightingsOf(watched, txs, now);
      const gone = await missing(deps, network, watched, seen, now);
      const facts = new Map<string, Fact[]>();
      for (const { paymentId, fact } of [...seen, ...gone])
        facts.set(paymentId, [...(facts.get(paymentId) ?? []), fact]);
      for (const [paymentId, list] of facts) await applyFacts(deps, paymentId, list);
    },
  };
}

export type Sightings = ReturnType<typeof createSightings>;

interface PaymentFact {
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
          (one) =>
            one.script === output.script && (one.mode === "xpub" || one.expectedSompi === output.value),
        )
        .map((one) => ({
          paymentId: one.id,
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

/** A transaction is dropped when two polls a minute apart did not show it, or after a day. */
async function missing(
  deps: SightingDeps,
  network: ChainNetwork,
  watched: readonly WatchedPayment[],
  seen: readonly PaymentFact[],
  now: number,
): Promise<PaymentFact[]> {
  const { chain } = deps.unitOfWork.records;
  const detected = await chain.detected(
    network,
    watched.map((one) => one.id),
  );
  const shown = new Set(seen.map((one) => one.outpoint));
  const counts = detected.map((one) => {
    const absent = !shown.has(one.outpoint);
    return { ...one, misses: absent ? one.misses + 1 : 0, since: absent ? (one.missedAt ?? now) : null };
  });
  await chain.missMempool(counts.filter((one) => one.misses > 0 || one.missedAt !== null));
  return counts
    .filter(
      ({ misses, since, seenAt }) =>
        now - seenAt >= DROP_ALWAYS_MS ||
        (misses >= DROP_MISSES && since !== null && now - since >= DROP_AFTER_MS),
    )
    .map(({ paymentId, outpoint }) => ({ paymentId, outpoint, fact: { kind: "gone", outpoint, now } }));
}

async function applyFacts(deps: SightingDeps, paymentId: string, facts: readonly Fact[]): Promise<void> {
  let changed = false;
  for (const fact of facts) {
    changed =
      (await deps.unitOfWork.transaction(async (records) => {
        const [stored] = await records.payments.lock([paymentId]);
        if (stored === undefined) return false;
        const reduction = reduce(stored.payment, stored.transfers, fact, stored.payment.policy);
        if (!reduction.ok || !reduction.changed) return false;
        await records.payments.save([deps.outcomes.changeOf(stored.details, reduction)]);
        return true;
      })) || changed;
  }
  if (!changed) return;
  deps.bus.publish({ topic: "payments", paymentIds: [paymentId] });
  deps.bus.publish({ topic: "deliveries" });
}
