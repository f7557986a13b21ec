// The chain as clients of this node see it: possibly behind, possibly lying.
import type { UtxoEntry } from "@kaspa-pay/kaspa/tx";
import type { Accepted, ChainBlock } from "../chain/block.ts";
import type { Chain } from "../chain/chain.ts";
import { hashOf } from "../chain/randomness.ts";
import { outpointKey, outputTo, parseOutpoint, spentKeys, withIds } from "../chain/transaction.ts";
import type { NodeFaults } from "./faults.ts";

/** A node on top of a chain. */
export class NodeView {
  readonly chain: Chain;
  faults: NodeFaults;
  readonly #syncedWithin: number;

  /** @param syncedWithin the age of the newest block in milliseconds from which on the node is not synced */
  constructor(chain: Chain, faults: NodeFaults, syncedWithin: number) {
    this.chain = chain;
    this.faults = faults;
    this.#syncedWithin = syncedWithin;
  }

  /** Height of the block this node takes for the sink. */
  get tipHeight(): number {
    const { store } = this.chain;
    return Math.max(store.baseHeight + 1, store.tipHeight - this.faults.behind);
  }

  get sink(): ChainBlock {
    return this.chain.store.at(this.tipHeight) ?? this.chain.store.sink;
  }

  get virtualDaaScore(): number {
    const { frozenScore, backwardsScore } = this.faults.lies;
    return (frozenScore?.daaScore ?? this.sink.daaScore + 1) - backwardsScore;
  }

  get sinkBlueScore(): number {
    const { frozenScore, backwardsScore } = this.faults.lies;
    return (frozenScore?.blueScore ?? this.sink.blueScore) - backwardsScore;
  }

  get isSynced(): boolean {
    const age = this.chain.settings.now() - this.sink.timestamp;
    return !this.faults.unsynced && age < this.#syncedWithin;
  }

  /** What a chain block accepted, as this node reports it. */
  *acceptedBy(block: ChainBlock): Generator<Accepted> {
    const { hideOutput, wrongAmount, inventOutput } = this.faults.lies;
    for (const accepted of this.chain.acceptedBy(block)) {
      if (hideOutput.has(accepted.tx.id)) continue;
      const lie = wrongAmount.get(accepted.tx.id);
      if (lie === undefined) yield accepted;
      else {
        const [first, ...others] = accepted.tx.outputs;
        const outputs = first ? [{ ...first, value: lie }, ...others] : others;
        yield { ...accepted, tx: { ...accepted.tx, outputs } };
      }
    }
    if (inventOutput && this.chain.store.heightOf(block.hash) === inventOutput.height) {
      const template = this.chain.coinbaseOf(block);
      yield {
        tx: withIds({
          ...template,
          subnetworkId: "0".repeat(40),
          payload: hashOf("invented", block.hash),
          outputs: [outputTo(inventOutput.scriptPublicKey, inventOutput.sompi)],
        }),
        block,
        spent: [],
      };
    }
  }

  /** Unspent outputs of a script at this node's sink. */
  utxosOf(scriptPublicKey: string): { outpoint: ReturnType<typeof parseOutpoint>; entry: UtxoEntry }[] {
    const { utxos, store } = this.chain;
    const found = new Map<string, UtxoEntry>();
    for (const key of utxos.keysOf(scriptPublicKey)) found.set(key, utxos.get(key)!);
    for (let height = store.tipHeight; height > this.tipHeight; height--) {
      const block = store.at(height);
      if (block === undefined) break;
      for (const { tx, spent } of [...this.chain.acceptedBy(block)].reverse()) {
        tx.outputs.forEach((_, index) => {
          found.delete(outpointKey(tx.id, index));
        });
        spentKeys(tx).forEach((key, at) => {
          const entry = spent[at];
          if (entry?.scriptPublicKey === scriptPublicKey) found.set(key, entry);
        });
      }
    }
    return [...found].map(([key, entry]) => ({ outpoint: parseOutpoint(key), entry }));
  }
}
