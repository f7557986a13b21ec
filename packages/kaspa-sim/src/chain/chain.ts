// The state machine: one selected chain with its UTXO set, ledger and mempool. Every change goes through `mine`,
// `reorg` or `replay`, each of which keeps all of them in step. No I/O, no timers; time comes from `now`.
import type { UtxoEntry } from "@kaspa-pay/kaspa/tx";
import { type Accepted, type Block, type ChainBlock, NONE } from "./block.ts";
import { BlockStore } from "./block-store.ts";
import { fillTransaction } from "./fill.ts";
import { genesisBlocks, genesisCoins } from "./genesis.ts";
import { Ledger } from "./ledger.ts";
import { Mempool } from "./mempool.ts";
import { hashOf, type Randomness, seededRandomness } from "./randomness.ts";
import { type ChainOutput, type ChainTx, coinbaseTx, spentKeys } from "./transaction.ts";
import { UtxoSet } from "./utxo-set.ts";

/** What shapes a chain. Scores and depths in DAA or blocks. */
export interface ChainSettings {
  readonly seed: string;
  /** Milliseconds; block times never go back even when this does. */
  readonly now: () => number;
  /** Script public key of the faucet, which owns the genesis coins and every reward. */
  readonly faucetScript: string;
  /** Least and most blocks merged per chain block, the selected parent included. */
  readonly mergePerBlock: readonly [number, number];
  readonly coinbaseMaturity: number;
  /** Chain blocks kept; older ones are pruned. */
  readonly pruneKeep: number;
}

/** What one new chain block shall hold beyond the mempool's share. */
export interface BlockPlan {
  /** Bodies of merged blocks, accepted in this order. */
  readonly bodies?: readonly (readonly ChainTx[])[];
  /** Extra outputs of the block's coinbase, accepted by the next chain block. */
  readonly reward?: readonly ChainOutput[];
  /** Exact number of merged blocks (selected parent included), unless more bodies need more. */
  readonly merges?: number;
  /** Synthetic transactions. */
  readonly fill?: number;
}

/** The header and bodies of a chain block, before acceptance is worked out. */
export type ProposedBlock = Omit<ChainBlock, "accepted" | "height">;

/** Everything a chain is made of, copied for snapshots or read back from a state file. */
export interface ChainParts {
  readonly store: BlockStore;
  readonly utxos: UtxoSet;
  readonly ledger: Ledger;
  readonly mempool: Mempool;
  /** Accepting chain block by transaction id, for the kept chain. */
  readonly acceptedIn: Map<string, string>;
}

const REWARD_SOMPI = 5_000_000_000n;
const REWARD_EVERY_BLOCKS = 10;
/** Prunes in batches, so that the arrays are not copied at every block. */
const PRUNE_SLACK = 1_024;

/** The simulated chain. */
export class Chain implements ChainParts {
  readonly settings: ChainSettings;
  readonly random: Randomness;
  store = new BlockStore();
  utxos = new UtxoSet();
  ledger: Ledger;
  mempool = new Mempool();
  acceptedIn = new Map<string, string>();
  /** Part of every block hash; raised by reorg, restore and restart so that no hash ever names two blocks. */
  fork = 0;

  constructor(settings: ChainSettings, parts?: ChainParts) {
    this.settings = settings;
    this.random = seededRandomness(settings.seed);
    this.ledger = new Ledger(settings.faucetScript);
    if (parts) this.adopt(parts);
    else this.#begin();
  }

  /** DAA score of the virtual block on top of the sink. */
  get virtualDaaScore(): number {
    return this.store.sink.daaScore + 1;
  }

  /** Mines one chain block from the plan. */
  mine(plan: BlockPlan = {}): ChainBlock {
    const block = this.replay(this.#propose(plan));
    for (const { tx } of block.accepted) this.mempool.settle(tx);
    this.pruneTo(this.settings.pruneKeep, PRUNE_SLACK);
    return block;
  }

  /** Puts a block on the sink and works out what it accepts; also the way a state file is read back. */
  replay(proposed: ProposedBlock): ChainBlock {
    const parent = this.store.sink;
    if (parent.reward.length > 0) {
      const coinbase = this.coinbaseOf(parent);
      this.utxos.apply(coinbase, proposed.daaScore, true);
    }
    const accepted: Accepted[] = [];
    for (const block of [parent, ...proposed.merged]) {
      for (const tx of block.txs) {
        if (!this.isSpendable(tx, proposed.daaScore)) continue;
        accepted.push({ tx, block, spent: this.utxos.apply(tx, proposed.daaScore, false) });
      }
    }
    const block: ChainBlock = {
      ...proposed,
      height: this.store.tipHeight + 1,
      accepted: accepted.length > 0 ? accepted.slice() : NONE,
    };
    if (parent.reward.length > 0) this.ledger.apply(block, this.coinbaseOf(parent), true);
    for (const { tx } of accepted) {
      this.ledger.apply(block, tx, false);
      this.acceptedIn.set(tx.id, block.hash);
    }
    this.store.append(block);
    return block;
  }

  /** Takes the sink off and undoes all it did. */
  pop(): ChainBlock {
    const block = this.store.pop();
    for (const { tx, spent } of [...block.accepted].reverse()) {
      this.utxos.undo(tx, spent);
      this.ledger.undo(tx);
      this.acceptedIn.delete(tx.id);
    }
    const parent = this.store.sink;
    if (parent.reward.length > 0) {
      this.utxos.undo(this.coinbaseOf(parent), []);
      this.ledger.undo(this.coinbaseOf(parent));
    }
    return block;
  }

  /** True when every input exists, is spent once, and no immature coinbase is among them. */
  isSpendable(tx: ChainTx, daaScore: number): boolean {
    const keys = spentKeys(tx);
    if (new Set(keys).size !== keys.length) return false;
    return keys.every((key) => {
      const entry = this.utxos.get(key);
      return entry !== undefined && this.isMature(entry, daaScore);
    });
  }

  isMature(entry: UtxoEntry, daaScore: number): boolean {
    return !entry.isCoinbase || Number(entry.blockDaaScore) + this.settings.coinbaseMaturity <= daaScore;
  }

  /** The coinbase transaction of any block. */
  coinbaseOf(block: Block): ChainTx {
    return coinbaseTx(block.blueScore, block.hash, block.reward);
  }

  /** All a chain block accepted, in order: the selected parent's coinbase, payments, synthetic transactions. */
  *acceptedBy(block: ChainBlock): Generator<Accepted> {
    const parent = this.store.chainBlock(block.parents[0] ?? "");
    if (parent) yield { tx: this.coinbaseOf(parent), block: parent, spent: [] };
    yield* block.accepted;
    for (const merged of block.merged) {
      for (let index = 0; index < merged.fill; index++) yield fillTransaction(merged, index);
    }
  }

  /** Waiting transactions whose inputs all exist on the chain, in order of arrival. */
  minable(): ChainTx[] {
    const daaScore = this.virtualDaaScore;
    return [...this.mempool.entries()].map(({ tx }) => tx).filter((tx) => this.isSpendable(tx, daaScore));
  }

  pruneTo(keep: number, slack = 0): number {
    const surplus = this.store.selectedChain().length - keep;
    if (surplus <= slack) return 0;
    const gone = this.store.prune(keep);
    for (const block of gone) {
      for (const { tx } of block.accepted) this.acceptedIn.delete(tx.id);
    }
    return gone.length;
  }

  /** A copy of the state that later steps do not touch. */
  snapshot(): ChainParts {
    return {
      store: this.store.clone(),
      utxos: this.utxos.clone(),
      ledger: this.ledger.clone(),
      mempool: this.mempool.clone(),
      acceptedIn: new Map(this.acceptedIn),
    };
  }

  /** Takes over the parts as they are; they must not be used elsewhere afterwards. */
  adopt(parts: ChainParts): void {
    this.store = parts.store;
    this.utxos = parts.utxos;
    this.ledger = parts.ledger;
    this.mempool = parts.mempool;
    this.acceptedIn = parts.acceptedIn;
    this.fork++;
  }

  #begin(): void {
    this.utxos = UtxoSet.from(genesisCoins(this.settings.seed, this.settings.faucetScript));
    for (const [height, block] of genesisBlocks(this.settings.seed, this.settings.now()).entries()) {
      this.store.append({ ...block, height, merged: NONE, accepted: NONE });
    }
  }

  #propose({ bodies = NONE, reward = NONE, merges, fill = 0 }: BlockPlan): ProposedBlock {
    const sink = this.store.sink;
    const [least, most] = this.settings.mergePerBlock;
    const wanted = (merges ?? this.random.between(least, most)) - 1;
    const sides = Math.max(wanted, bodies.length, fill > 0 ? 1 : 0);
    const timestamp = Math.max(Math.floor(this.settings.now()), sink.timestamp + 1);
    const merged: Block[] = [];
    for (let index = 1; index <= sides; index++) {
      merged.push({
        hash: this.#hash(sink, index),
        parents: [sink.parents[0]!],
        daaScore: sink.daaScore,
        blueScore: sink.blueScore,
        timestamp: sink.timestamp + Math.floor((timestamp - sink.timestamp) / 2),
        txs: bodies[index - 1] ?? NONE,
        reward: NONE,
        fill: index === 1 ? fill : 0,
      });
    }
    const hash = this.#hash(sink, 0);
    const blueScore = sink.blueScore + 1 + sides;
    const rewarded = (this.store.tipHeight + 1) % REWARD_EVERY_BLOCKS === 0;
    const rewards = rewarded
      ? [...reward, { value: REWARD_SOMPI, scriptPublicKey: this.settings.faucetScript, covenant: null }]
      : reward;
    return {
      hash,
      // concat and slice leave no spare room behind, and these lists are kept by the hundred thousand.
      parents: [sink.hash].concat(merged.map((block) => block.hash)),
      daaScore: sink.daaScore + 1 + sides,
      blueScore,
      timestamp,
      txs: NONE,
      reward: rewards,
      fill: 0,
      coinbaseId: coinbaseTx(blueScore, hash, rewards).id,
      merged: merged.length > 0 ? merged.slice() : NONE,
    };
  }

  #hash(sink: ChainBlock, index: number): string {
    return hashOf(this.settings.seed, this.fork, sink.hash, index);
  }
}

/** Splits transactions into block bodies so that none spends an output of its own body. */
export function layered(txs: readonly ChainTx[], largestBody = 200): ChainTx[][] {
  const layerOf = new Map<string, number>();
  const layers: ChainTx[][] = [];
  for (const tx of txs) {
    const above = tx.inputs.map(({ previousOutpoint }) => layerOf.get(previousOutpoint.transactionId) ?? -1);
    let layer = Math.max(-1, ...above) + 1;
    while ((layers[layer]?.length ?? 0) >= largestBody) layer++;
    layerOf.set(tx.id, layer);
    layers[layer] = [...(layers[layer] ?? []), tx];
  }
  return Array.from(layers, (layer) => layer ?? []);
}
