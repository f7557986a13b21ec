// The only code that changes stored refunds and payouts: it locks them, lets `reduceDisbursement` decide, and saves rows,
// outputs and the watch on the destination. docs/spec/disbursements.md#one-function-decides
import { ApiError } from "@kaspa-pay/api-contract";
import { type DisbursementFact, type Fact, reduceDisbursement } from "@kaspa-pay/core";
import type { Db } from "../../database/unit-of-work.ts";
import type { PaymentTarget } from "../payments/records.ts";
import type { OwnsAddress } from "../wallets/own-scripts.ts";
import { type EmitDeps, emitEvent } from "../webhooks/emit-event.ts";
import { payoutView } from "./payouts/view.ts";
import type { DisbursementChange, DisbursementTarget, StoredDisbursement } from "./records.ts";
import { refundEventView } from "./refunds/view.ts";
import { disbursementRepository } from "./repository/disbursements.ts";

export interface DisbursementFactsDeps extends EmitDeps {
  readonly ownsAddress: OwnsAddress;
  readonly tip: { virtualDaa(network: StoredDisbursement["network"]): bigint };
}

/** What a step of a refund says to its payment. */
export interface RefundFact {
  readonly target: PaymentTarget;
  readonly fact: Extract<Fact, { kind: "refund" }>;
  /** For the data of the event. */
  readonly about: { readonly refund: Readonly<Record<string, unknown>> };
}

export interface DisbursementsApplied {
  readonly changes: readonly DisbursementChange[];
  /** To be applied to the payments, in this order. */
  readonly refundFacts: readonly RefundFact[];
}

/**
 * Applies one fact to each and saves those that changed; unknown ones are left out. Events of payouts are written here,
 * those of refunds come from their payments: the caller applies `refundFacts` to them. Payments are locked before refunds: the
 * caller holds those of `targets`. `beside`: what changes with the fact and is not decided by it.
 * @throws ApiError `conflict` when the state does not allow the fact
 */
export async function applyDisbursementFacts(
  deps: DisbursementFactsDeps,
  db: Db,
  targets: readonly DisbursementTarget[],
  factFor: (stored: StoredDisbursement) => DisbursementFact | Promise<DisbursementFact>,
  beside: (stored: StoredDisbursement) => StoredDisbursement = (stored) => stored,
): Promise<DisbursementsApplied> {
  const changes: DisbursementChange[] = [];
  const repository = disbursementRepository(db);
  for (const stored of await repository.lock(targets)) {
    const reduction = reduceDisbursement(stored.disbursement, await factFor(stored));
    if (!reduction.ok) throw new ApiError("conflict", reduction.text);
    const { changed, disbursement, events, dueAt, dueDaa } = reduction;
    if (!changed) continue;
    const after = beside({ ...stored, disbursement });
    if (stored.script === null && after.script !== null) await repository.watch(after);
    changes.push({ stored: after, events, dueAt, dueDaa });
  }
  await repository.save(changes);
  return { changes, refundFacts: await emitDisbursementEvents(deps, db, changes) };
}

/** Writes the events of payouts; answers what refunds say to their payments. */
export async function emitDisbursementEvents(
  deps: DisbursementFactsDeps,
  db: Db,
  changes: readonly DisbursementChange[],
): Promise<RefundFact[]> {
  const refundFacts: RefundFact[] = [];
  for (const { stored, events } of changes) {
    if (stored.details.kind === "refund")
      refundFacts.push(...(await refundFactsOf(deps, db, stored, events)));
    else await emitPayoutEvents(deps, db, stored, events);
  }
  return refundFacts;
}

/** The refund as it is now, for the data of an event that its payment sends later. */
export async function refundSubject(
  { tip }: Pick<DisbursementFactsDeps, "tip">,
  db: Db,
  target: { storeId: string; id: string },
): Promise<Partial<RefundFact["about"]>> {
  const stored = await disbursementRepository(db).get({ ...target, kind: "refund" });
  return stored === null ? {} : { refund: refundEventView(stored, tip.virtualDaa(stored.network)) };
}

async function refundFactsOf(
  deps: DisbursementFactsDeps,
  db: Db,
  stored: StoredDisbursement,
  events: DisbursementChange["events"],
): Promise<RefundFact[]> {
  const { storeId, paymentId, network, disbursement } = stored;
  if (paymentId === null) throw new Error("Invariant: a refund has a payment");
  const { refundedSompi } = await disbursementRepository(db).refundSums(storeId, paymentId);
  const refund = refundEventView(stored, deps.tip.virtualDaa(network));
  return events.map(({ step, sequence, reverted }) => ({
    target: { storeId, paymentId },
    fact: {
      kind: "refund",
      event: `refund.${step}`,
      refundId: disbursement.id,
      refundSequence: sequence,
      refundedSompi,
      reverted,
      now: deps.clock.now(),
    },
    about: { refund },
  }));
}

async function emitPayoutEvents(
  deps: DisbursementFactsDeps,
  db: Db,
  stored: StoredDisbursement,
  events: DisbursementChange["events"],
): Promise<void> {
  const store = { id: stored.storeId, network: stored.network };
  const view = payoutView(stored, deps.tip.virtualDaa(stored.network));
  for (const { step, reverted } of events)
    await emitEvent(deps, db, store, `payout.${step}`, { ...view }, reverted ? { reverted } : undefined);
}
