// One page of the chain, one transaction: transfers, payments, events, deliveries and the cursor commit together or
// not at all. A page that was applied before finds another cursor and is discarded.
// docs/spec/chain-following.md#applying-a-page

import type { AcceptedOutput, ChainClock, Fact, PaymentPage } from "@kaspa-pay/core";
import type { Bus } from "../database/bus/bus.ts";
import type { Db, UnitOfWork } from "../database/unit-of-work.ts";
import type { ApplyDepositFacts } from "../features/deposits/apply-facts.ts";
import { dueDeposits } from "../features/deposits/find-deposits.ts";
import type { DepositTarget } from "../features/deposits/records.ts";
import { duePayments } from "../features/payments/find-payment.ts";
import type { PaymentTarget, PaymentWithTransfers } from "../features/payments/records.ts";
import type { RateBook } from "../features/rates/rate-book.ts";
import { receiptRates } from "../features/rates/receipt-rate.ts";
import type { FaultPoints } from "../runtime/fault-points.ts";
import type { ChainNetwork } from "../runtime/network.ts";
import { advance } from "./advance-cursor.ts";
import { applyChainFacts, type FactsToApply } from "./apply-chain-facts.ts";
import { applyDeposits, depositFactsOf, depositTicks } from "./apply-deposit-facts.ts";
import {
  applyDisbursements,
  type DisbursementPageDeps,
  disbursementsOfPage,
  lockRefunded,
} from "./apply-disbursements.ts";
import { clockAt, passed } from "./chain-clock.ts";
import { type Matched, matchOutputs } from "./match-outputs.ts";
import { noteRecovered, outageOf } from "./outages.ts";
import { isolateFailing, type Trial } from "./quarantine/isolate-failing.ts";
import type { Cursor, Leadership } from "./records.ts";
import { chainRepository } from "./repository/index.ts";
import type { ChainPage } from "./source.ts";
import { toUnmatched } from "./unmatched-output.ts";

export interface ApplyPageDeps extends DisbursementPageDeps {
  unitOfWork: UnitOfWork;
  depositFacts: ApplyDepositFacts;
  bus: Bus;
  rates: RateBook;
  faults: FaultPoints;
}

export interface PageToApply extends Leadership {
  network: ChainNetwork;
  /** Cursor from which the page was pulled. */
  startHash: string;
  page: ChainPage;
  /** False: nothing confirms or expires; withdrawals and new money still apply. */
  canConfirm: boolean;
  virtualDaa: bigint;
  node: string;
}

export type PageOutcome =
  | { kind: "applied"; cursor: Cursor; paymentIds: string[]; moreDue: boolean }
  /** Another process moved the cursor. */
  | { kind: "discarded" }
  /** Another process leads now. */
  | { kind: "not_leader" };

export type ApplyChainPage = (input: PageToApply) => Promise<PageOutcome>;

/** Payments that become due by time or depth and are processed with one page, at most. */
const MAX_DUE = 1_000;

/**
 * A payment whose rows cannot be read or written would block the page for all payments. It is found by trying the
 * payments of the page one by one, and quarantined.
 */
export function createApplyChainPage(deps: ApplyPageDeps): ApplyChainPage {
  const run = (input: PageToApply, broken: ReadonlyMap<string, string>) =>
    deps.unitOfWork.transaction((db) => apply(deps, db, input, broken));
  return async (input) => {
    try {
      return await run(input, new Map());
    } catch (error) {
      const broken = await isolateFailing(deps, input.network, (db) => trialsOf(deps, db, input));
      if (broken.size === 0) throw error;
      return run(input, broken);
    }
  };
}

/** The work of the page, payment by payment and refund by refund; nothing = it is not our page any more. */
async function trialsOf(deps: ApplyPageDeps, db: Db, input: PageToApply): Promise<Trial[]> {
  const { network, page } = input;
  const cursor = await chainRepository(db).lockCursor(network, input);
  if (cursor === null || cursor.hash !== input.startHash) return [];
  const next = advance(cursor, page, { ...input, now: deps.clock.now() });
  const match = await matchOutputs(db, network, page);
  const facts = factsOf(deps, input, { next, match, due: await dueAt(deps, db, input, next) });
  const { pages, clock } = await sendingsOf(deps, db, input, { next, match });
  // A trial reports nothing: the page itself reports what it quarantines.
  const quiet = { ...deps, onStopped: () => undefined };
  return [
    ...facts.payments.map((target) => ({
      paymentId: target.paymentId,
      run: (trial: Db) => applyChainFacts(quiet, trial, { ...facts, payments: [target] }),
    })),
    ...pages.flatMap((refund) =>
      refund.paymentId === null
        ? []
        : [
            {
              paymentId: refund.paymentId,
              run: (trial: Db) => applyDisbursements(quiet, trial, network, [refund], { clock }),
            },
          ],
    ),
  ];
}

/** What the page says of refunds and payouts, and the clock that it is judged by. */
async function sendingsOf(
  deps: ApplyPageDeps,
  db: Db,
  { network, page: { removed }, canConfirm }: PageToApply,
  { next, match }: Pick<Touched, "next" | "match">,
) {
  const now = deps.clock.now();
  const due = canConfirm ? { time: passed(next.chainTime, now), daa: next.daa } : null;
  const pages = await disbursementsOfPage(db, network, { removed, sent: match.sent }, due);
  return { pages, clock: clockAt(next, now, canConfirm) };
}

/** Payments that are due by time (both clocks) or by depth. */
async function dueAt(deps: ApplyPageDeps, db: Db, input: PageToApply, next: Cursor) {
  if (!input.canConfirm) return [];
  const time = passed(next.chainTime, deps.clock.now());
  return duePayments(db, input.network, time, next.daa, MAX_DUE);
}

async function apply(
  deps: ApplyPageDeps,
  db: Db,
  input: PageToApply,
  broken: ReadonlyMap<string, string>,
): Promise<PageOutcome> {
  const { network, page } = input;
  const cursor = await chainRepository(db).lockCursor(network, input);
  if (cursor === null) return { kind: "not_leader" };
  if (cursor.hash !== input.startHash) return { kind: "discarded" };
  const next = advance(cursor, page, { ...input, now: deps.clock.now() });
  const match = await matchOutputs(db, network, page);
  await deps.faults.reach("follower.after-void");
  const due = await dueAt(deps, db, input, next);
  const facts = { ...factsOf(deps, input, { next, match, due }), broken };
  const sendings = await sendingsOf(deps, db, input, { next, match });
  await lockRefunded(db, sendings.pages, facts.payments);
  const changes = await applyChainFacts(deps, db, facts);
  const { clock } = sendings;
  const refunded = await applyDisbursements(deps, db, network, sendings.pages, { clock, broken });
  if (sendings.pages.length > 0) await deps.faults.reach("follower.after-disbursements");
  const moreDeposits = await applyToDeposits(deps, db, input, { next, match });
  const outageId = await outageOf(deps, db, cursor, page);
  await noteRecovered(deps, db, outageId, match, changes);
  await chainRepository(db).saveUnmatched(
    match.unmatched.accepted.map((output) => toUnmatched(deps, output, match, network)),
  );
  await chainRepository(db).voidUnmatched(match.stores.stored(match.unmatched.voided));
  const moved = next === cursor ? cursor : { ...next, outageId };
  if (moved !== cursor) await moveCursor(db, cursor, moved);
  if (due.length > 0) await deps.faults.reach("expiry.before-commit");
  await deps.faults.reach("follower.before-commit");
  return {
    kind: "applied",
    cursor: moved,
    paymentIds: [...new Set([...changes, ...refunded].map((change) => change.reduction.payment.id))],
    moreDue: due.length === MAX_DUE || moreDeposits,
  };
}

/** True when more deposits have their depth than are processed with one page. */
async function applyToDeposits(
  deps: ApplyPageDeps,
  db: Db,
  { network, canConfirm }: PageToApply,
  { next, match }: Pick<Touched, "next" | "match">,
): Promise<boolean> {
  const now = deps.clock.now();
  const clock = clockAt(next, now, canConfirm);
  const due: DepositTarget[] = canConfirm ? await dueDeposits(db, network, next.daa, MAX_DUE) : [];
  await applyDeposits(deps, db, [
    ...depositFactsOf(match, { clock, now }),
    ...depositTicks(due, match.deposits, clock),
  ]);
  return due.length === MAX_DUE;
}

const CHECKPOINT_STEP_DAA = 600n;

async function moveCursor(db: Db, before: Cursor, next: Cursor): Promise<void> {
  await chainRepository(db).moveCursor(next);
  if (before.daa / CHECKPOINT_STEP_DAA === next.daa / CHECKPOINT_STEP_DAA) return;
  await chainRepository(db).addCheckpoint(next.network, next);
  await chainRepository(db).thinCheckpoints(next.network, next.daa);
}

interface Touched {
  next: Cursor;
  match: Matched;
  due: readonly PaymentTarget[];
}

function factsOf(deps: ApplyPageDeps, input: PageToApply, { next, match, due }: Touched): FactsToApply {
  const { network, canConfirm } = input;
  const now = deps.clock.now();
  const clock = clockAt(next, now, canConfirm);
  const paid = [...match.payments.keys()].map((paymentId) => ({
    storeId: match.stores.ofPayment(paymentId),
    paymentId,
  }));
  return {
    network,
    payments: [...paid, ...due.filter(({ paymentId }) => !match.payments.has(paymentId))],
    factFor(id, stored) {
      const page = match.payments.get(id);
      return page === undefined ? { kind: "tick", ...clock } : chainFact(deps, stored, page, clock, now);
    },
  };
}

function chainFact(
  deps: ApplyPageDeps,
  stored: PaymentWithTransfers | null,
  page: PaymentPage,
  clock: ChainClock,
  now: number,
): Fact {
  const accepted = page.accepted.map((output): AcceptedOutput => {
    const blockTime = passed(output.blockTime, now);
    if (stored === null) return { ...output, blockTime, rate: null, usdRate: null };
    const rates = receiptRates(deps.rates, stored.details.network, stored.payment, blockTime);
    return { ...output, blockTime, ...rates };
  });
  return { kind: "chain", voided: page.voided, accepted, ...clock };
}
