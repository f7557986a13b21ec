import type { ChainSource } from "../../../ports/chain-source.ts";
import { Unavailable } from "../../../ports/chain-source.ts";
import type { Cursor, Leadership } from "../../../ports/records/chain-records.ts";
import { groupBy } from "../../group-by.ts";
import { clockAt } from "../chain-clock.ts";
import { reduceEach } from "../reduce-each.ts";
import { isOurCursor, type RecoverDeps } from "./cursor-place.ts";

const BATCH = 1_000;

/**
 * Outputs known only from a snapshot have no accepting block. At their depth they confirm only if the node still shows
 * them as unspent; the others are left to people. Answers the ids of the payments that changed.
 * docs/spec/chain-following.md#confirmations
 */
export function createSecondLook(deps: RecoverDeps) {
  return async (source: ChainSource, cursor: Cursor, leader: Leadership): Promise<string[]> => {
    const due = await deps.unitOfWork.records.chain.unproven(source.network, cursor.daa, BATCH);
    if (due.length === 0) return [];
    const shown = await unspentOf(source, [...new Set(due.map((one) => one.address))]);
    if (shown === null) return [];
    const byPayment = groupBy(due, (one) => one.paymentId);
    return deps.unitOfWork.transaction(async (records) => {
      if (!(await isOurCursor(records, cursor, leader))) return [];
      const changes = await reduceEach(deps, records, {
        network: cursor.network,
        ids: [...byPayment.keys()],
        factFor(id) {
          const outpoints = (byPayment.get(id) ?? []).map((one) => one.outpoint);
          return {
            kind: "chain",
            voided: [],
            accepted: [],
            vanished: outpoints.filter((one) => !shown.has(one)),
            rechecked: outpoints.filter((one) => shown.has(one)),
            ...clockAt(cursor, deps.clock.now(), true),
          };
        },
      });
      await records.payments.save(changes);
      return changes.map((change) => change.reduction.payment.id);
    });
  };
}

async function unspentOf(source: ChainSource, addresses: readonly string[]): Promise<Set<string> | null> {
  try {
    return new Set((await source.utxos(addresses)).map((one) => `${one.txid}:${one.index}`));
  } catch (error) {
    if (error instanceof Unavailable && error.reason === "no_utxo_index") return null;
    throw error;
  }
}
