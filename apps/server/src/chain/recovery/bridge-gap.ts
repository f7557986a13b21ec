// The node no longer has the history after our cursor: unspent outputs are taken from a snapshot, the chain is read on
// from its end, and staff see which payments to check by hand. docs/spec/chain-following.md#sync-gap

import {
  type Fact,
  matchPage,
  type Outpoint,
  outpointOf,
  type PageOutput,
  type Payment,
  type PaymentPage,
} from "@kaspa-pay/core";
import type { Db } from "../../database/unit-of-work.ts";
import { disbursementRecovery } from "../../features/disbursements/find-disbursements.ts";
import type { DisbursementWatch, WatchWithAddress } from "../../features/disbursements/records.ts";
import { groupBy } from "../../runtime/group-by.ts";
import { applyChainFacts } from "../apply-chain-facts.ts";
import { applyDeposits, depositFactsOf, sameFact } from "../apply-deposit-facts.ts";
import { applyDisbursements, groupedPages, lockRefunded } from "../apply-disbursements.ts";
import { clockAt, passed } from "../chain-clock.ts";
import {
  addressRecord,
  knownOutputs,
  matchedStores,
  type WatchedOutput,
  withOwnersOfSums,
} from "../match-outputs.ts";
import type { AddressOwner, Cursor, DepositOutput, Leadership, PaymentOutput, SyncGap } from "../records.ts";
import { chainRepository } from "../repository/index.ts";
import { type ChainSource, type ChainUtxo, Unavailable } from "../source.ts";
import { toUnmatched } from "../unmatched-output.ts";
import { cursorAt, isOurCursor, paymentsOf, type RecoverDeps } from "./own-cursor.ts";

const ADDRESS_BATCH = 1_000;
const MAX_FLAGGED = 10_000;
/** Ten blocks a second. */
const DAA_MS = 100;

interface Snapshot {
  owners: Map<string, AddressOwner>;
  /** Outputs of known addresses that were accepted after the lost cursor. */
  outputs: PageOutput[];
  /** Outputs that were accepted before the gap, not confirmed yet, and are no longer unspent. */
  vanished: PaymentOutput[];
  vanishedDeposits: DepositOutput[];
  /** Outputs of exactly the sum that an open refund or payout asks for, accepted after the lost cursor. */
  sent: WatchedOutput[];
  /** False = the node has no UTXO index and nothing could be looked up. */
  indexed: boolean;
}

export interface Bridged {
  cursor: Cursor;
  gap: SyncGap;
  /** Payments whose money may have come and been spent unseen: staff must check them. */
  toCheck: string[];
}

/** Null when another process leads or moved the cursor meanwhile. */
export function createBridgeGap(deps: RecoverDeps) {
  return async (source: ChainSource, lost: Cursor, leader: Leadership): Promise<Bridged | null> => {
    // The sink first: what is accepted while the snapshot is read is then read again as pages.
    const sink = await source.sink();
    const cursor = cursorAt(source.network, sink, source.health().nodeName, deps.clock.now());
    const snapshot = await readSnapshot(deps, source, lost, cursor);
    await deps.faults.reach("snapshot.mid");
    const gap = gapOf(deps, { lost, cursor, snapshot });
    return deps.unitOfWork.transaction(async (db) => {
      if (!(await isOurCursor(db, lost, leader))) return null;
      const toCheck = await credit(deps, db, { lost, cursor, snapshot });
      await chainRepository(db).insertGap(gap);
      const next = { ...cursor, chainTime: Math.max(cursor.chainTime, lost.chainTime) };
      await chainRepository(db).moveCursor(next);
      await chainRepository(db).dropCheckpointsAbove(source.network, 0n);
      return { cursor: next, gap, toCheck };
    });
  };
}

async function readSnapshot(
  deps: RecoverDeps,
  source: ChainSource,
  lost: Cursor,
  cursor: Cursor,
): Promise<Snapshot> {
  const chain = chainRepository(deps.unitOfWork.db);
  const snapshot: Snapshot = {
    owners: new Map(),
    outputs: [],
    vanished: [],
    vanishedDeposits: [],
    sent: [],
    indexed: true,
  };
  const unspent = new Set<Outpoint>();
  try {
    for (let after = ""; ; ) {
      const batch = await chain.scripts(source.network, after, ADDRESS_BATCH);
      const last = batch.at(-1);
      if (last === undefined) break;
      after = last.script;
      const utxos = await source.utxos(batch.map((entry) => entry.address));
      for (const utxo of utxos) unspent.add(`${utxo.txid}:${utxo.index}`);
      const fresh = utxos.filter((utxo) => utxo.daaScore > lost.daa);
      snapshot.outputs.push(...fresh.map((utxo) => snapshotOutput(utxo, lost, cursor)));
      const scripts = [...new Set(fresh.map((utxo) => utxo.script))];
      for (const owner of await chain.owners(source.network, scripts))
        snapshot.owners.set(owner.script, owner);
    }
    snapshot.sent.push(...(await sentInGap(deps, source, lost, cursor)));
  } catch (error) {
    if (!(error instanceof Unavailable && error.reason === "no_utxo_index")) throw error;
    return { ...snapshot, outputs: [], indexed: false };
  }
  const isGone = ({ outpoint }: { outpoint: Outpoint }): boolean => !unspent.has(outpoint);
  const open = await chain.unconfirmed(source.network, MAX_FLAGGED);
  const deposits = await chain.unconfirmedDeposits(source.network, MAX_FLAGGED);
  return { ...snapshot, vanished: open.filter(isGone), vanishedDeposits: deposits.filter(isGone) };
}

async function sentInGap(
  deps: RecoverDeps,
  source: ChainSource,
  lost: Cursor,
  cursor: Cursor,
): Promise<WatchedOutput[]> {
  const { openWatches } = disbursementRecovery(deps.unitOfWork.db);
  const sent: WatchedOutput[] = [];
  for (let after: DisbursementWatch | null = null; ; ) {
    const batch: WatchWithAddress[] = await openWatches(source.network, after, ADDRESS_BATCH);
    const last = batch.at(-1);
    if (last === undefined) return sent;
    after = last;
    const utxos = await source.utxos([...new Set(batch.map(({ address }) => address))]);
    for (const utxo of utxos.filter(({ daaScore }) => daaScore > lost.daa)) {
      for (const watch of batch) {
        const fits = watch.script === utxo.script && watch.amountSompi === utxo.value;
        if (fits) sent.push({ watch, output: snapshotOutput(utxo, lost, cursor) });
      }
    }
  }
}

/** A snapshot has no block and no time; the time is estimated from the DAA score. */
function snapshotOutput(utxo: ChainUtxo, lost: Cursor, cursor: Cursor): PageOutput {
  const estimate = lost.blockTime + Number(utxo.daaScore - lost.daa) * DAA_MS;
  return {
    txId: utxo.txid,
    outputIndex: utxo.index,
    sompi: utxo.value,
    script: utxo.script,
    blockHash: null,
    daa: utxo.daaScore,
    blockTime: Math.min(estimate, cursor.blockTime),
    inputAddresses: [],
    coinbase: utxo.coinbase,
    covenantId: utxo.covenantId,
    rate: null,
    usdRate: null,
  };
}

interface Gap {
  lost: Cursor;
  cursor: Cursor;
  snapshot: Snapshot;
}

/** Ids of the payments that staff must check. */
async function credit(deps: RecoverDeps, db: Db, { lost, cursor, snapshot }: Gap): Promise<string[]> {
  const { outputs } = snapshot;
  const owners = await withOwnersOfSums(db, lost.network, snapshot.owners, outputs);
  const known = await knownOutputs(db, outputs.map(outpointOf));
  const match = matchPage({
    voided: [],
    outputs,
    addresses: new Map([...owners].map(([script, owner]) => [script, addressRecord(owner)])),
    known: new Map(known.map((output) => [output.outpoint, output])),
  });
  const vanished = groupBy(snapshot.vanished, (output) => output.paymentId);
  const waiting = await chainRepository(db).openDuring(
    lost.network,
    lost.chainTime,
    cursor.chainTime,
    MAX_FLAGGED,
  );
  const stores = matchedStores(owners.values(), known);
  const touched = [
    ...[...match.payments.keys()].map((paymentId) => ({ storeId: stores.ofPayment(paymentId), paymentId })),
    ...paymentsOf(vanished),
    ...waiting,
  ];
  const disbursements = groupedPages({ voided: [], sent: snapshot.sent });
  await lockRefunded(db, disbursements, touched);
  const changes = await applyChainFacts(deps, db, {
    network: lost.network,
    payments: [...new Map(touched.map((target) => [target.paymentId, target])).values()],
    factFor: (id) =>
      gapFact({ lost, cursor, snapshot }, match.payments.get(id), vanished.get(id) ?? [], deps.clock.now()),
  });
  const clock = clockAt({ chainTime: lost.chainTime, daa: cursor.daa }, deps.clock.now(), false);
  await applyDisbursements(deps, db, lost.network, disbursements, { clock });
  await creditDeposits(deps, db, { lost, cursor, snapshot }, { ...match, owners, stores });
  await chainRepository(db).saveUnmatched(
    match.unmatched.accepted.map((output) => toUnmatched(deps, output, { owners, stores }, lost.network)),
  );
  return changes
    .map((change) => change.reduction.payment)
    .filter(mustBeChecked)
    .map((payment) => payment.id);
}

/** Outputs to deposit accounts that the snapshot shows, and those that it does not show any more. */
async function creditDeposits(
  deps: RecoverDeps,
  db: Db,
  { lost, cursor, snapshot }: Gap,
  match: Parameters<typeof depositFactsOf>[0],
): Promise<void> {
  const now = deps.clock.now();
  const clock = clockAt({ chainTime: lost.chainTime, daa: cursor.daa }, now, false);
  const gone = { kind: "chain", voided: false, accepted: null, vanished: true } as const;
  await applyDeposits(deps, db, [
    ...depositFactsOf(match, { clock, now }),
    ...sameFact(snapshot.vanishedDeposits, { ...gone, ...clock }),
  ]);
}

function mustBeChecked({ attention }: Payment): boolean {
  return attention.some(({ state, cause }) => state === "open" && (cause === "gap" || cause === "vanished"));
}

function gapFact(
  { lost, cursor }: Gap,
  page: PaymentPage | undefined,
  vanished: readonly PaymentOutput[],
  now: number,
): Fact {
  return {
    kind: "chain",
    voided: [],
    accepted: (page?.accepted ?? []).map((output) => ({
      ...output,
      blockTime: passed(output.blockTime, now),
    })),
    gap: true,
    vanished: vanished.map((output) => output.outpoint),
    ...clockAt({ chainTime: lost.chainTime, daa: cursor.daa }, now, false),
  };
}

function gapOf(deps: RecoverDeps, { lost, cursor, snapshot }: Gap): SyncGap {
  return {
    id: deps.ids.next("gap"),
    network: lost.network,
    fromDaa: lost.daa,
    toDaa: cursor.daa,
    fromTime: lost.chainTime,
    toTime: cursor.chainTime,
    found: snapshot.outputs.length,
    detail: snapshot.indexed
      ? "Outputs that were received and spent inside the gap cannot be seen"
      : "The node has no UTXO index (--utxoindex), so nothing received in the gap could be looked up",
    at: deps.clock.now(),
  };
}
