// One page of the chain, one transaction: transfers, payments, events, deliveries and the cursor commit together or
// not at all (kaspa.md 5.3). A page that was applied before finds the cursor elsewhere and is discarded.
import {
  type AcceptedOutput,
  type ChainClock,
  type Fact,
  type MatchResult,
  matchPage,
  type OwnedTransfer,
  outpointOf,
  type PageOutput,
  type PaymentPage,
  reduce,
} from "@kaspa-pay/core";
import type { ChainNetwork, ChainPage } from "../../ports/chain-source.ts";
import type { FaultPoints } from "../../ports/fault-points.ts";
import type { AddressOwner, Cursor, KnownOutput, Leadership } from "../../ports/records/chain-records.ts";
import type { PaymentChange, PaymentWithTransfers } from "../../ports/records/payment-records.ts";
import type { Records, UnitOfWork } from "../../ports/unit-of-work.ts";
import type { Outcomes } from "../payments/outcome-of.ts";
import { receiptRate } from "../payments/receipt-rate.ts";
import type { RateBook } from "../rate-book.ts";
import { addressRecord } from "./address-record.ts";
import { advance } from "./advance-cursor.ts";
import { toUnmatched } from "./unmatched-output.ts";

export interface ApplyPageDeps {
  unitOfWork: UnitOfWork;
  outcomes: Outcomes;
  rates: RateBook;
  faults: FaultPoints;
}

export interface PageToApply extends Leadership {
  network: ChainNetwork;
  /** Cursor from which the page was pulled. */
  startHash: string;
  page: ChainPage;
  /** False halts confirming and expiring; reverts and new money still apply. */
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

/** Payments whose time or depth has come, taken along with one page. */
const MAX_DUE = 1_000;

export function createApplyChainPage(deps: ApplyPageDeps): ApplyChainPage {
  return (input) => deps.unitOfWork.transaction((records) => apply(deps, records, input));
}

async function apply(deps: ApplyPageDeps, records: Records, input: PageToApply): Promise<PageOutcome> {
  const { network, page } = input;
  const cursor = await records.chain.lockCursor(network, input);
  if (cursor === null) return { kind: "not_leader" };
  if (cursor.hash !== input.startHash) return { kind: "discarded" };
  const next = advance(cursor, page, input);
  const match = await matchOutputs(records, network, page);
  await deps.faults.reach("follower.after-void");
  const clock: ChainClock = { chainTime: next.chainTime, virtualDaa: next.daa, canConfirm: input.canConfirm };
  const due = input.canConfirm ? await records.payments.due(network, next.chainTime, next.daa, MAX_DUE) : [];
  const changes = await reduceAll(deps, records, { match, due, clock });
  await records.payments.save(changes);
  await records.chain.saveUnmatched(
    match.unmatched.accepted.map((one) => toUnmatched(one, match.owners, network, deps.rates)),
  );
  await records.chain.voidUnmatched(match.unmatched.voided);
  if (next !== cursor) await moveCursor(records, cursor, next);
  if (due.length > 0) await deps.faults.reach("expiry.before-commit");
  await deps.faults.reach("follower.before-commit");
  return {
    kind: "applied",
    cursor: next,
    paymentIds: changes.map((change) => change.reduction.payment.id),
    moreDue: due.length === MAX_DUE,
  };
}

const LADDER_STEP_DAA = 600n;

async function moveCursor(records: Records, before: Cursor, next: Cursor): Promise<void> {
  await records.chain.moveCursor(next);
  if (before.daa / LADDER_STEP_DAA === next.daa / LADDER_STEP_DAA) return;
  await records.chain.addRung(next.network, next);
  await records.chain.thinLadder(next.network, next.daa);
}

interface Matched extends MatchResult {
  owners: Map<string, AddressOwner>;
}

const LOOKUP_BATCH = 1_000;

/** Every script of the page is looked up in the database itself: another process may just have made the address. */
async function matchOutputs(records: Records, network: ChainNetwork, page: ChainPage): Promise<Matched> {
  const scripts = new Set(
    page.added.flatMap((block) => block.txs.flatMap((tx) => tx.outputs.map((one) => one.script))),
  );
  const owners = new Map<string, AddressOwner>();
  const all = [...scripts];
  for (let from = 0; from < all.length; from += LOOKUP_BATCH) {
    const found = await records.chain.owners(network, all.slice(from, from + LOOKUP_BATCH));
    for (const owner of found) owners.set(owner.script, owner);
  }
  const outputs = owners.size === 0 ? [] : outputsTo(owners, page);
  const known = outputs.length === 0 ? [] : await records.chain.known(outputs.map(outpointOf));
  await foundAgain(records, network, known);
  const voided = page.removed.length === 0 ? [] : await records.chain.acceptedBy(network, page.removed);
  const match = matchPage({
    voided,
    outputs,
    addresses: new Map([...owners].map(([script, owner]) => [script, addressRecord(owner)])),
    known: new Map(known.map((one): [string, OwnedTransfer] => [one.outpoint, one])),
  });
  return { ...match, owners };
}

/** An output that a replay meets where it was changes no payment, so saving payments would not take its mark away. */
async function foundAgain(
  records: Records,
  network: ChainNetwork,
  known: readonly KnownOutput[],
): Promise<void> {
  if (known.length === 0) return;
  await records.chain.clearRecheck(
    network,
    known.map((one) => one.outpoint),
  );
}

function outputsTo(owners: ReadonlyMap<string, AddressOwner>, page: ChainPage): PageOutput[] {
  return page.added.flatMap((block) =>
    block.txs.flatMap((tx) =>
      tx.outputs
        .filter((output) => owners.has(output.script))
        .map((output) => ({
          txId: tx.txid,
          outputIndex: output.index,
          sompi: output.value,
          blockHash: block.hash,
          daa: block.daaScore,
          blockTime: block.timestampMs,
          inputAddresses: tx.inputAddresses,
          coinbase: tx.coinbase,
          covenantId: output.covenantId,
          rate: null,
          script: output.script,
        })),
    ),
  );
}

interface Batch {
  match: MatchResult;
  due: readonly string[];
  clock: ChainClock;
}

async function reduceAll(
  deps: ApplyPageDeps,
  records: Records,
  { match, due, clock }: Batch,
): Promise<PaymentChange[]> {
  const ids = [...new Set([...match.payments.keys(), ...due])].sort();
  const locked = await records.payments.lock(ids);
  return locked.flatMap((stored) => {
    const page = match.payments.get(stored.payment.id);
    const fact =
      page === undefined ? ({ kind: "tick", ...clock } as const) : chainFact(deps, stored, page, clock);
    const reduction = reduce(stored.payment, stored.transfers, fact, stored.payment.policy);
    if (!reduction.ok) throw new Error(`Invariant: the chain is never refused (${reduction.text})`);
    return reduction.changed ? [deps.outcomes.changeOf(stored.details, reduction)] : [];
  });
}

function chainFact(
  deps: ApplyPageDeps,
  { payment, details }: PaymentWithTransfers,
  page: PaymentPage,
  clock: ChainClock,
): Fact {
  const accepted = page.accepted.map(
    (one): AcceptedOutput => ({
      ...one,
      rate: receiptRate(deps.rates, details.network, payment, one.blockTime),
    }),
  );
  return { kind: "chain", voided: page.voided, accepted, ...clock };
}
