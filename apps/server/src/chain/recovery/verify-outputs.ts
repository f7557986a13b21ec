import { groupBy } from "../../runtime/group-by.ts";
import { applyChainFacts } from "../apply-chain-facts.ts";
import { applyDeposits, sameFact } from "../apply-deposit-facts.ts";
import { clockAt } from "../chain-clock.ts";
import type { Cursor, Leadership } from "../records.ts";
import { chainRepository } from "../repository/index.ts";
import type { ChainSource } from "../source.ts";
import { Unavailable } from "../source.ts";
import { isOurCursor, paymentsOf, type RecoverDeps } from "./own-cursor.ts";

const BATCH = 1_000;

/**
 * Outputs known only from a snapshot have no accepting block. At their depth they confirm only if the node still shows
 * them as unspent; the others are left to people. Answers the ids of the payments that changed.
 * docs/spec/chain-following.md#confirmations
 */
export function createOutputVerifier(deps: RecoverDeps) {
  return async (source: ChainSource, cursor: Cursor, leader: Leadership): Promise<string[]> => {
    const due = await chainRepository(deps.unitOfWork.db).unproven(source.network, cursor.daa, BATCH);
    const deposits = await chainRepository(deps.unitOfWork.db).unprovenDeposits(
      source.network,
      cursor.daa,
      BATCH,
    );
    if (due.length === 0 && deposits.length === 0) return [];
    const shown = await unspentOf(source, [
      ...new Set([...due, ...deposits].map((output) => output.address)),
    ]);
    if (shown === null) return [];
    const byPayment = groupBy(due, (output) => output.paymentId);
    return deps.unitOfWork.transaction(async (db) => {
      if (!(await isOurCursor(db, cursor, leader))) return [];
      const present = deposits.filter(({ outpoint }) => shown.has(outpoint));
      const rechecked = present.map(({ outpoint }) => outpoint);
      const clock = clockAt(cursor, deps.clock.now(), true);
      await applyDeposits(deps, db, sameFact(present, { kind: "tick", rechecked, ...clock }));
      const changes = await applyChainFacts(deps, db, {
        network: cursor.network,
        payments: paymentsOf(byPayment),
        factFor(id) {
          const outpoints = (byPayment.get(id) ?? []).map((output) => output.outpoint);
          return {
            kind: "chain",
            voided: [],
            accepted: [],
            vanished: outpoints.filter((outpoint) => !shown.has(outpoint)),
            rechecked: outpoints.filter((outpoint) => shown.has(outpoint)),
            ...clockAt(cursor, deps.clock.now(), true),
          };
        },
      });
      return changes.map((change) => change.reduction.payment.id);
    });
  };
}

async function unspentOf(source: ChainSource, addresses: readonly string[]): Promise<Set<string> | null> {
  try {
    return new Set((await source.utxos(addresses)).map((utxo) => `${utxo.txid}:${utxo.index}`));
  } catch (error) {
    if (error instanceof Unavailable && error.reason === "no_utxo_index") return null;
    throw error;
  }
}
