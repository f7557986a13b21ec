// The oracle behind `truth`: what the current chain says about every output outside the faucet. It is kept apart
// from the pruned block store, because tests ask about payments whose blocks are long gone.
import type { ChainBlock } from "./block.ts";
import { type ChainTx, outpointKey, spentKeys } from "./transaction.ts";

/** Where and when something was accepted on the current chain. */
export interface Acceptance {
  readonly blockHash: string;
  readonly daaScore: number;
  readonly blueScore: number;
  /** Header time of the accepting block, milliseconds. */
  readonly timestamp: number;
}

/** One accepted output, with its spend if it has one. */
export interface LedgerOutput {
  readonly txId: string;
  readonly index: number;
  readonly scriptPublicKey: string;
  readonly sompi: bigint;
  readonly coinbase: boolean;
  readonly covenantId: string | null;
  readonly accepted: Acceptance;
  readonly spent: (Acceptance & { readonly txId: string }) | null;
}

/** Accepted outputs of the current chain by outpoint. */
export class Ledger {
  readonly #outputs = new Map<string, LedgerOutput>();
  readonly #ignoredScript: string;

  /** @param ignoredScript script public key of the faucet, whose change would only fill memory */
  constructor(ignoredScript: string, outputs: Iterable<LedgerOutput> = []) {
    this.#ignoredScript = ignoredScript;
    for (const output of outputs) this.#outputs.set(outpointKey(output.txId, output.index), output);
  }

  outputs(): IterableIterator<LedgerOutput> {
    return this.#outputs.values();
  }

  get(key: string): LedgerOutput | undefined {
    return this.#outputs.get(key);
  }

  apply(block: ChainBlock, tx: ChainTx, coinbase: boolean): void {
    const accepted: Acceptance = {
      blockHash: block.hash,
      daaScore: block.daaScore,
      blueScore: block.blueScore,
      timestamp: block.timestamp,
    };
    for (const key of spentKeys(tx)) {
      const output = this.#outputs.get(key);
      if (output) this.#outputs.set(key, { ...output, spent: { ...accepted, txId: tx.id } });
    }
    tx.outputs.forEach((output, index) => {
      if (output.scriptPublicKey === this.#ignoredScript) return;
      this.#outputs.set(outpointKey(tx.id, index), {
        txId: tx.id,
        index,
        scriptPublicKey: output.scriptPublicKey,
        sompi: output.value,
        coinbase,
        covenantId: output.covenant?.covenantId ?? null,
        accepted,
        spent: null,
      });
    });
  }

  undo(tx: ChainTx): void {
    tx.outputs.forEach((_, index) => {
      this.#outputs.delete(outpointKey(tx.id, index));
    });
    for (const key of spentKeys(tx)) {
      const output = this.#outputs.get(key);
      if (output) this.#outputs.set(key, { ...output, spent: null });
    }
  }

  clone(): Ledger {
    return new Ledger(this.#ignoredScript, this.#outputs.values());
  }
}
