import type { UtxoEntry } from "@kaspa-pay/kaspa/tx";
import { type ChainTx, entryFor, outpointKey, spentKeys } from "./transaction.ts";

/** The set of unspent outputs at the sink, indexed by script, with exact apply and undo per transaction. */
export class UtxoSet {
  readonly #entries = new Map<string, UtxoEntry>();
  readonly #byScript = new Map<string, Set<string>>();
  #total = 0n;

  /** Sum of all amounts, in sompi. */
  get totalSompi(): bigint {
    return this.#total;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: string): UtxoEntry | undefined {
    return this.#entries.get(key);
  }

  entries(): IterableIterator<[string, UtxoEntry]> {
    return this.#entries.entries();
  }

  /** Outpoint keys paying to a script public key, oldest first. */
  keysOf(scriptPublicKey: string): Iterable<string> {
    return this.#byScript.get(scriptPublicKey) ?? [];
  }

  add(key: string, entry: UtxoEntry): void {
    if (this.#entries.has(key)) throw new Error(`output ${key} exists already`);
    this.#entries.set(key, entry);
    let keys = this.#byScript.get(entry.scriptPublicKey);
    if (keys === undefined) {
      keys = new Set();
      this.#byScript.set(entry.scriptPublicKey, keys);
    }
    keys.add(key);
    this.#total += entry.amount;
  }

  remove(key: string): UtxoEntry {
    const entry = this.#entries.get(key);
    if (entry === undefined) throw new Error(`output ${key} does not exist`);
    this.#entries.delete(key);
    const keys = this.#byScript.get(entry.scriptPublicKey);
    keys?.delete(key);
    if (keys?.size === 0) this.#byScript.delete(entry.scriptPublicKey);
    this.#total -= entry.amount;
    return entry;
  }

  /** Spends the inputs and creates the outputs; returns the spent entries in input order, the undo data. */
  apply(tx: ChainTx, daaScore: number, isCoinbase: boolean): UtxoEntry[] {
    const spent = spentKeys(tx).map((key) => this.remove(key));
    tx.outputs.forEach((output, index) => {
      this.add(outpointKey(tx.id, index), entryFor(output, daaScore, isCoinbase));
    });
    return spent;
  }

  /** The exact inverse of {@link apply}. */
  undo(tx: ChainTx, spent: readonly UtxoEntry[]): void {
    for (let index = tx.outputs.length - 1; index >= 0; index--) this.remove(outpointKey(tx.id, index));
    const keys = spentKeys(tx);
    for (let at = keys.length - 1; at >= 0; at--) this.add(keys[at]!, spent[at]!);
  }

  /** A copy that changes on its own; entries are immutable and shared. */
  clone(): UtxoSet {
    return UtxoSet.from(this.#entries);
  }

  /** Builds a set from entries. */
  static from(entries: Iterable<readonly [string, UtxoEntry]>): UtxoSet {
    const set = new UtxoSet();
    for (const [key, entry] of entries) set.add(key, entry);
    return set;
  }
}
