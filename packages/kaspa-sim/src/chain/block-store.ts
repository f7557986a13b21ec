// The tree of blocks: today's selected chain as an array, blocks that reorgs left behind, and what pruning forgot.
import { type Block, type ChainBlock, selectedParent } from "./block.ts";

/** How many pruned hashes still answer "no retention root" instead of "cannot find header". */
const REMEMBERED_PRUNED = 20_000;

/** Why a start hash cannot be followed. */
export type UnknownStart = "unknown" | "pruned";

/** Blocks by hash and the selected chain by height. Heights count chain blocks from genesis. */
export class BlockStore {
  readonly #blocks = new Map<string, Block | ChainBlock>();
  readonly #pruned = new Set<string>();
  readonly #left: ChainBlock[] = [];
  #selected: ChainBlock[] = [];
  #base = 0;

  get tipHeight(): number {
    return this.#base + this.#selected.length - 1;
  }

  get baseHeight(): number {
    return this.#base;
  }

  get blockCount(): number {
    return this.#blocks.size;
  }

  get sink(): ChainBlock {
    return this.#selected[this.#selected.length - 1]!;
  }

  /** The selected chain block at a height; undefined when pruned or not yet mined. */
  at(height: number): ChainBlock | undefined {
    return this.#selected[height - this.#base];
  }

  /** Height on the selected chain, undefined for any other block. */
  heightOf(hash: string): number | undefined {
    const block = this.chainBlock(hash);
    return block !== undefined && this.at(block.height) === block ? block.height : undefined;
  }

  block(hash: string): Block | undefined {
    return this.#blocks.get(hash);
  }

  /** A block that is or was on the selected chain. */
  chainBlock(hash: string): ChainBlock | undefined {
    const block = this.#blocks.get(hash);
    return block !== undefined && "height" in block ? block : undefined;
  }

  isPruned(hash: string): boolean {
    return this.#pruned.has(hash);
  }

  /** The kept selected chain, oldest first. */
  selectedChain(): readonly ChainBlock[] {
    return this.#selected;
  }

  /** Kept blocks that reorgs removed. */
  leftBehind(): readonly ChainBlock[] {
    return this.#left;
  }

  append(block: ChainBlock): void {
    if (this.#selected.length === 0) this.#base = block.height;
    this.#selected.push(block);
    this.#know(block);
  }

  /** Takes the sink off the selected chain; it stays known as a block left behind. */
  pop(): ChainBlock {
    if (this.#selected.length < 3) throw new Error("a reorg cannot reach below the kept chain");
    const block = this.#selected.pop()!;
    this.#left.push(block);
    return block;
  }

  /** Walks from any known block down to the selected chain: the blocks off it (first the start) and the height reached. */
  pathDown(hash: string): { off: string[]; height: number } | UnknownStart {
    const off: string[] = [];
    let at = hash;
    for (;;) {
      const height = this.heightOf(at);
      if (height !== undefined) return { off, height };
      const block = this.#blocks.get(at);
      if (block === undefined) return off.length > 0 || this.#pruned.has(at) ? "pruned" : "unknown";
      off.push(at);
      at = selectedParent(block);
    }
  }

  /** Forgets everything older than the newest `keep` chain blocks; returns the chain blocks that went. */
  prune(keep: number): readonly ChainBlock[] {
    const surplus = this.#selected.length - Math.max(keep, 3);
    if (surplus <= 0) return [];
    const gone = this.#selected.slice(0, surplus);
    this.#selected = this.#selected.slice(surplus);
    this.#base += surplus;
    for (const block of gone) this.#forget(block);
    const horizon = this.#selected[0]!.blueScore;
    for (let index = this.#left.length - 1; index >= 0; index--) {
      const block = this.#left[index]!;
      if (block.blueScore < horizon) {
        this.#forget(block);
        this.#left.splice(index, 1);
      }
    }
    return gone;
  }

  /** Makes pruned hashes unknown. */
  forgetPruned(): void {
    this.#pruned.clear();
  }

  #forget(block: ChainBlock): void {
    for (const merged of block.merged) this.#blocks.delete(merged.hash);
    this.#blocks.delete(block.hash);
    this.#pruned.add(block.hash);
    if (this.#pruned.size > REMEMBERED_PRUNED) {
      for (const oldest of this.#pruned) {
        this.#pruned.delete(oldest);
        break;
      }
    }
  }

  /** A copy that changes on its own; blocks are immutable and shared. */
  clone(): BlockStore {
    const copy = new BlockStore();
    for (const block of this.#left) {
      copy.#left.push(block);
      copy.#know(block);
    }
    for (const block of this.#selected) copy.append(block);
    for (const hash of this.#pruned) copy.#pruned.add(hash);
    return copy;
  }

  #know(block: ChainBlock): void {
    this.#blocks.set(block.hash, block);
    for (const merged of block.merged) this.#blocks.set(merged.hash, merged);
  }
}
