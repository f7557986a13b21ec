// First start, and what to do when the node no longer knows our place in the chain (kaspa.md 5.7, 5.8).
import { type AcceptedOutput, type Fact, reduce } from "@kaspa-pay/core";
import {
  type ChainNetwork,
  type ChainSink,
  type ChainSource,
  type ChainUtxo,
  CursorPruned,
  CursorUnknown,
  Unavailable,
} from "../../ports/chain-source.ts";
import type { Clock } from "../../ports/clock.ts";
import type { FaultPoints } from "../../ports/fault-points.ts";
import type { AddressOwner, Cursor, Leadership } from "../../ports/records/chain-records.ts";
import type { PaymentChange } from "../../ports/records/payment-records.ts";
import type { Records, UnitOfWork } from "../../ports/unit-of-work.ts";
import type { Ids } from "../make-ids.ts";
import type { Outcomes } from "../payments/outcome-of.ts";

export interface RecoverDeps {
  unitOfWork: UnitOfWork;
  clock: Clock;
  ids: Ids;
  outcomes: Outcomes;
  faults: FaultPoints;
}

const ADDRESS_BATCH = 1_000;
const MAX_FLAGGED = 1_000;

export function createRecoverCursor(deps: RecoverDeps) {
  return {
    /** The chain is read from the node's present tip on: nothing earlier counts. */
    async start(source: ChainSource): Promise<Cursor> {
      const sink = await source.sink();
      const cursor = cursorAt(source.network, sink, source.health().nodeName);
      await deps.unitOfWork.records.chain.startCursor(cursor);
      return (await deps.unitOfWork.records.chain.cursor(source.network)) ?? cursor;
    },

    /**
     * Steps back to the newest rung of the ladder that the node knows. Outputs accepted above it are marked; the replay
     * clears the marks, and what stays marked left the chain. Null when the node knows none of them.
     */
    async stepBack(source: ChainSource, lost: Cursor, leader: Leadership): Promise<Cursor | null> {
      for (const rung of await deps.unitOfWork.records.chain.ladder(source.network)) {
        if (rung.daa >= lost.daa || !(await knows(source, rung.hash))) continue;
        const cursor = { ...lost, ...rung, recentTimes: [rung.blockTime] };
        const moved = await deps.unitOfWork.transaction(async (records) => {
          if (!(await stillOurs(records, lost, leader))) return false;
          await records.chain.markRecheck(source.network, rung.daa);
          await records.chain.dropRungsAbove(source.network, rung.daa);
          await records.chain.moveCursor(cursor);
          return true;
        });
        return moved ? cursor : null;
      }
      return null;
    },

    /** After the replay: outputs that it did not find again left the chain. */
    async settleMarks(cursor: Cursor, leader: Leadership): Promise<string[]> {
      return deps.unitOfWork.transaction(async (records) => {
        const marked = await records.chain.stillMarked(cursor.network);
        if (marked.length === 0 || !(await stillOurs(records, cursor, leader))) return [];
        const byPayment = groupBy(
          marked.filter((one) => one.paymentId !== null),
          (one) => one.paymentId ?? "",
        );
        const changes = await reduceEach(deps, records, [...byPayment.keys()], (id) => ({
          kind: "chain",
          voided: (byPayment.get(id) ?? []).map((one) => one.outpoint),
          accepted: [],
          chainTime: cursor.chainTime,
          virtualDaa: cursor.daa,
          canConfirm: false,
        }));
        await records.payments.save(changes);
        await records.chain.voidUnmatched(
          marked.filter((one) => one.paymentId === null).map((one) => one.outpoint),
        );
        await records.chain.clearRecheck(
          cursor.network,
          marked.map((one) => one.outpoint),
        );
        return [...byPayment.keys()];
      });
    },

    /**
     * The history between our cursor and the node's is gone. Unspent outputs of our addresses are taken from a
     * snapshot, the chain is read on from the tip, and the gap is recorded: what was received and spent inside it
     * cannot be seen.
     */
    async bridgeGap(source: ChainSource, lost: Cursor, leader: Leadership): Promise<Cursor | null> {
      const sink = await source.sink();
      const found = await snapshot(deps, source, lost);
      await deps.faults.reach("snapshot.mid");
      const cursor = cursorAt(source.network, sink, source.health().nodeName);
      const moved = await deps.unitOfWork.transaction(async (records) => {
        if (!(await stillOurs(records, lost, leader))) return false;
        await flagGap(deps, records, { lost, cursor, found });
        await records.chain.moveCursor({ ...cursor, chainTime: Math.max(cursor.chainTime, lost.chainTime) });
        await records.chain.dropRungsAbove(source.network, 0n);
        return true;
      });
      return moved ? cursor : null;
    },
  };
}

export type RecoverCursor = ReturnType<typeof createRecoverCursor>;

function cursorAt(network: ChainNetwork, sink: ChainSink, node: string): Cursor {
  return {
    network,
    hash: sink.hash,
    daa: sink.daaScore,
    blue: sink.blueScore,
    blockTime: sink.timestampMs,
    chainTime: sink.timestampMs,
    recentTimes: [sink.timestampMs],
    virtualDaa: sink.virtualDaaScore,
    node,
  };
}

async function stillOurs(records: Records, cursor: Cursor, leader: Leadership): Promise<boolean> {
  return (await records.chain.lockCursor(cursor.network, leader))?.hash === cursor.hash;
}

/** A tiny page from the rung: only whether the node can answer matters. */
async function knows(source: ChainSource, hash: string): Promise<boolean> {
  try {
    await source.pull(hash, 10);
    return true;
  } catch (error) {
    if (error instanceof CursorUnknown || error instanceof CursorPruned) return false;
    throw error;
  }
}

interface Snapshot {
  /** Null = the node has no UTXO index. */
  utxos: (ChainUtxo & { owner: AddressOwner })[] | null;
}

async function snapshot(deps: RecoverDeps, source: ChainSource, lost: Cursor): Promise<Snapshot> {
  const { chain } = deps.unitOfWork.records;
  const utxos: (ChainUtxo & { owner: AddressOwner })[] = [];
  try {
    for (let after = ""; ; ) {
      const batch = await chain.scripts(source.network, after, ADDRESS_BATCH);
      const last = batch.at(-1);
      if (last === undefined) return { utxos };
      after = last.script;
      const unspent = (await source.utxos(batch.map((one) => one.address))).filter(
        (one) => one.daaScore > lost.daa,
      );
      const owners = await chain.owners(source.network, [...new Set(unspent.map((one) => one.script))]);
      const byScript = new Map(owners.map((owner) => [owner.script, owner]));
      for (const utxo of unspent) {
        const owner = byScript.get(utxo.script);
        if (owner !== undefined) utxos.push({ ...utxo, owner });
      }
    }
  } catch (error) {
    if (error instanceof Unavailable && error.reason === "no_utxo_index") return { utxos: null };
    throw error;
  }
}

async function flagGap(
  deps: RecoverDeps,
  records: Records,
  gap: { lost: Cursor; cursor: Cursor; found: Snapshot },
): Promise<void> {
  const { lost, cursor, found } = gap;
  const credited = groupBy(found.utxos ?? [], (one) => ownerOf(one));
  credited.delete(null);
  const open = await records.chain.openDuring(lost.network, lost.chainTime, cursor.chainTime, MAX_FLAGGED);
  const ids = [
    ...new Set([...[...credited.keys()].flatMap((id) => (id === null ? [] : [id])), ...open]),
  ].sort();
  const clock = { chainTime: lost.chainTime, virtualDaa: cursor.daa, canConfirm: false };
  const changes = await reduceEach(deps, records, ids, (id) => ({
    kind: "chain",
    voided: [],
    accepted: (credited.get(id) ?? []).map((one) => snapshotOutput(one, lost, cursor)),
    gap: true,
    ...clock,
  }));
  await records.payments.save(changes);
  await records.chain.insertGap({
    id: deps.ids.next("gap"),
    network: lost.network,
    fromDaa: lost.daa,
    toDaa: cursor.daa,
    fromTime: lost.chainTime,
    toTime: cursor.chainTime,
    found: found.utxos?.length ?? 0,
    detail:
      found.utxos === null
        ? "The node has no UTXO index (--utxoindex), so nothing received in the gap could be looked up"
        : "Outputs that were received and spent inside the gap cannot be seen",
    at: deps.clock.now(),
  });
}

function ownerOf({ owner, value, daaScore }: ChainUtxo & { owner: AddressOwner }): string | null {
  const older = owner.assignments.filter((one) => one.fromDaa < daaScore);
  const fits = owner.mode === "xpub" ? older : older.filter((one) => one.amountSompi === value);
  return fits[0]?.paymentId ?? null;
}

/** A snapshot knows no block and no time; the time is estimated from the DAA score (ten a second). */
function snapshotOutput(utxo: ChainUtxo, lost: Cursor, cursor: Cursor): AcceptedOutput {
  const estimate = lost.blockTime + Number(utxo.daaScore - lost.daa) * 100;
  return {
    txId: utxo.txid,
    outputIndex: utxo.index,
    sompi: utxo.value,
    blockHash: null,
    daa: utxo.daaScore,
    blockTime: Math.min(estimate, cursor.blockTime),
    inputAddresses: [],
    coinbase: utxo.coinbase,
    covenantId: utxo.covenantId,
    rate: null,
  };
}

async function reduceEach(
  deps: RecoverDeps,
  records: Records,
  ids: readonly string[],
  factFor: (id: string) => Fact,
): Promise<PaymentChange[]> {
  const locked = await records.payments.lock(ids);
  return locked.flatMap((stored) => {
    const reduction = reduce(
      stored.payment,
      stored.transfers,
      factFor(stored.payment.id),
      stored.payment.policy,
    );
    return reduction.ok && reduction.changed ? [deps.outcomes.changeOf(stored.details, reduction)] : [];
  });
}

function groupBy<T, Key>(items: readonly T[], keyOf: (item: T) => Key): Map<Key, T[]> {
  const groups = new Map<Key, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
