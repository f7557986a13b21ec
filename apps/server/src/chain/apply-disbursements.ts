// What a page says about refunds and payouts: the same page, transaction and reorg rules as for payments.
// docs/spec/disbursements.md#recognition-on-the-chain
import type { ChainClock, SentOutput } from "@kaspa-pay/core";
import { outpointOf } from "@kaspa-pay/core";
import type { Db } from "../database/unit-of-work.ts";
import { applyDisbursementFacts, type DisbursementFactsDeps } from "../features/disbursements/apply-facts.ts";
import {
  acceptedByBlocks,
  disbursementRecovery,
  dueDisbursements,
  type FoundDisbursement,
} from "../features/disbursements/find-disbursements.ts";
import { lockPayments } from "../features/payments/find-payment.ts";
import type { PaymentChange, PaymentTarget } from "../features/payments/records.ts";
import type { OwnsAddress } from "../features/wallets/own-scripts.ts";
import type { ChainNetwork } from "../runtime/network.ts";
import { type ApplyFactsDeps, applyChainFacts } from "./apply-chain-facts.ts";
import { passed } from "./chain-clock.ts";
import type { WatchedOutput } from "./match-outputs.ts";

export interface DisbursementPageDeps extends ApplyFactsDeps, DisbursementFactsDeps {
  readonly ownsAddress: OwnsAddress;
}

/** The outputs of a page that concern one request. */
export interface DisbursementPage extends FoundDisbursement {
  voided: string[];
  accepted: WatchedOutput[];
}

/** Those that become due with one page, at most: a page is soon followed by the next one. */
const MAX_DUE = 1_000;

/** Requests that the page touches, or that become due with it. */
export async function disbursementsOfPage(
  db: Db,
  network: ChainNetwork,
  page: { removed: readonly string[]; sent: readonly WatchedOutput[] },
  due: { time: number; daa: bigint } | null,
): Promise<DisbursementPage[]> {
  const voided = page.removed.length === 0 ? [] : await acceptedByBlocks(db, network, page.removed);
  const ready = due === null ? [] : await dueDisbursements(db, network, due.time, due.daa, MAX_DUE);
  return groupedPages({ voided, sent: page.sent, due: ready });
}

/** What is said about each request. */
export function groupedPages({
  voided,
  sent,
  due = [],
}: {
  voided: readonly (FoundDisbursement & { outpoint: string })[];
  sent: readonly WatchedOutput[];
  due?: readonly FoundDisbursement[];
}): DisbursementPage[] {
  const pages = new Map<string, DisbursementPage>();
  const pageOf = ({ storeId, kind, id, paymentId }: FoundDisbursement): DisbursementPage => {
    const known = pages.get(id) ?? { storeId, kind, id, paymentId, voided: [], accepted: [] };
    pages.set(id, known);
    return known;
  };
  for (const found of voided) pageOf(found).voided.push(found.outpoint);
  for (const output of sent) pageOf(output.watch).accepted.push(output);
  for (const found of due) pageOf(found);
  return [...pages.values()];
}

/** Payments are locked before refunds, and all of a page in one order. */
export async function lockRefunded(
  db: Db,
  pages: readonly DisbursementPage[],
  payments: readonly PaymentTarget[],
): Promise<void> {
  const refunded = pages.flatMap(({ storeId, paymentId }) =>
    paymentId === null ? [] : [{ storeId, paymentId }],
  );
  if (refunded.length === 0) return;
  const all = new Map([...refunded, ...payments].map((target) => [target.paymentId, target]));
  await lockPayments(db, [...all.values()]);
}

/**
 * Applies the page to its requests, and what follows from it to the payments of refunds; answers the payments that changed.
 * `broken`: payments that make the whole page fail, with the reason.
 */
export async function applyDisbursements(
  deps: DisbursementPageDeps,
  db: Db,
  network: ChainNetwork,
  pages: readonly DisbursementPage[],
  { clock, broken = new Map() }: { clock: ChainClock; broken?: ReadonlyMap<string, string> },
): Promise<PaymentChange[]> {
  if (pages.length === 0) return [];
  const found = pages.flatMap(({ storeId, accepted }) =>
    accepted.map(({ output }) => ({ storeId, outpoint: outpointOf(output) })),
  );
  // An output that a replay finds unchanged changes nothing, so saving would not clear its mark.
  await disbursementRecovery(db).clearRecheck(found);
  const owned = await ownOutputs(deps, db, network, pages);
  const byId = new Map(pages.map((page) => [page.id, page]));
  const { refundFacts } = await applyDisbursementFacts(deps, db, pages, async ({ storeId, disbursement }) => {
    const page = byId.get(disbursement.id);
    if (page === undefined || (page.accepted.length === 0 && page.voided.length === 0))
      return { kind: "tick", ...clock };
    const accepted: SentOutput[] = [];
    for (const { output } of page.accepted) {
      const ownInputs = owned.has(ownName(storeId, output));
      // Another store's wallet sent it: it is that store's, which asked for the same sum here.
      if (!ownInputs && owned.has(ownName(null, output))) continue;
      const blockTime = passed(output.blockTime, deps.clock.now());
      const { blockHash, daa } = output;
      accepted.push({ outpoint: outpointOf(output), blockHash, daa, blockTime, ownInputs });
    }
    return { kind: "chain", voided: page.voided, accepted, ...clock };
  });
  const changes: PaymentChange[] = [];
  for (const { target, fact, about } of refundFacts) {
    changes.push(
      ...(await applyChainFacts(deps, db, {
        network,
        payments: [target],
        factFor: () => fact,
        about,
        broken,
      })),
    );
  }
  return changes;
}

/** Of a store, or of any store with null. */
const ownName = (storeId: string | null, { txId }: { readonly txId: string }): string =>
  `${storeId ?? ""} ${txId}`;

/** Which transactions of the page which stores' wallets sent; each transaction is looked at once for each store. */
async function ownOutputs(
  deps: DisbursementPageDeps,
  db: Db,
  network: ChainNetwork,
  pages: readonly DisbursementPage[],
): Promise<Set<string>> {
  const owned = new Set<string>();
  const seen = new Set<string>();
  for (const { storeId, accepted } of pages) {
    for (const { output } of accepted) {
      const name = ownName(storeId, output);
      if (seen.has(name)) continue;
      seen.add(name);
      if (!(await deps.ownsAddress(db, { id: storeId, network }, output.inputAddresses))) continue;
      owned.add(name).add(ownName(null, output));
    }
  }
  return owned;
}
