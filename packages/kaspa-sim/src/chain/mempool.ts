import { masses, type UtxoEntry } from "@kaspa-pay/kaspa/tx";
import { type ChainTx, outpointKey, spentKeys } from "./transaction.ts";
import type { UtxoSet } from "./utxo-set.ts";

/** Life of a transaction that is never accepted. */
export const MEMPOOL_LIFE_MS = 24 * 3_600_000;

/** A waiting transaction. `spent` is in input order. */
export interface MempoolEntry {
  readonly tx: ChainTx;
  readonly spent: readonly UtxoEntry[];
  readonly feeSompi: bigint;
  readonly computeMass: bigint;
  readonly addedAt: number;
}

/** A pool entry with fee and mass worked out; a version 1 transaction counts as weightless. */
export function poolEntry(tx: ChainTx, spent: readonly UtxoEntry[], addedAt: number): MempoolEntry {
  const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n);
  const feeSompi = sum(spent.map((entry) => entry.amount)) - sum(tx.outputs.map((output) => output.value));
  const computeMass = tx.version === 0 ? masses(tx, spent, "simnet").compute : 0n;
  return { tx, spent, feeSompi, computeMass, addedAt };
}

/** Waiting transactions, oldest first, with the index of what they spend; orphans are kept apart. */
export class Mempool {
  readonly #entries = new Map<string, MempoolEntry>();
  readonly #spenders = new Map<string, string>();
  readonly #orphans = new Map<string, { tx: ChainTx; addedAt: number }>();

  get size(): number {
    return this.#entries.size;
  }

  get(txId: string): MempoolEntry | undefined {
    return this.#entries.get(txId);
  }

  entries(): IterableIterator<MempoolEntry> {
    return this.#entries.values();
  }

  /** Id of the waiting transaction that spends an outpoint. */
  spenderOf(key: string): string | undefined {
    return this.#spenders.get(key);
  }

  add(entry: MempoolEntry): void {
    this.#entries.set(entry.tx.id, entry);
    for (const key of spentKeys(entry.tx)) this.#spenders.set(key, entry.tx.id);
  }

  orphans(): IterableIterator<{ tx: ChainTx; addedAt: number }> {
    return this.#orphans.values();
  }

  addOrphan(tx: ChainTx, addedAt: number): void {
    this.#orphans.set(tx.id, { tx, addedAt });
  }

  removeOrphan(txId: string): void {
    this.#orphans.delete(txId);
  }

  /** Removes one transaction; those that spend its outputs stay (it was accepted). */
  remove(txId: string): void {
    const entry = this.#entries.get(txId);
    if (entry === undefined) return;
    this.#entries.delete(txId);
    for (const key of spentKeys(entry.tx)) {
      if (this.#spenders.get(key) === txId) this.#spenders.delete(key);
    }
  }

  /** Removes a transaction and everything built on it (replaced, dropped or too old). */
  evict(txId: string): void {
    const entry = this.#entries.get(txId);
    if (entry === undefined) return;
    this.remove(txId);
    entry.tx.outputs.forEach((_, index) => {
      const child = this.#spenders.get(outpointKey(txId, index));
      if (child !== undefined) this.evict(child);
    });
  }

  /** Follows the chain: accepted transactions leave, and so does everything that conflicts with them. */
  settle(accepted: ChainTx): void {
    this.remove(accepted.id);
    this.#orphans.delete(accepted.id);
    for (const key of spentKeys(accepted)) {
      const rival = this.#spenders.get(key);
      if (rival !== undefined) this.evict(rival);
    }
  }

  expire(nowMs: number): void {
    for (const { tx, addedAt } of [...this.#entries.values(), ...this.#orphans.values()]) {
      if (nowMs - addedAt < MEMPOOL_LIFE_MS) continue;
      this.evict(tx.id);
      this.#orphans.delete(tx.id);
    }
  }

  /** After a reorg: evicts whatever spends an output that neither the chain nor the pool holds any more. */
  revalidate(utxos: UtxoSet): void {
    for (const { tx } of [...this.#entries.values()]) {
      const known = tx.inputs.every(
        ({ previousOutpoint: { transactionId, index } }) =>
          utxos.get(outpointKey(transactionId, index)) !== undefined || this.#entries.has(transactionId),
      );
      if (!known) this.evict(tx.id);
    }
  }

  clear(): void {
    this.#entries.clear();
    this.#spenders.clear();
    this.#orphans.clear();
  }

  clone(): Mempool {
    const copy = new Mempool();
    for (const entry of this.#entries.values()) copy.add(entry);
    for (const { tx, addedAt } of this.#orphans.values()) copy.addOrphan(tx, addedAt);
    return copy;
  }
}
