// The simulated node, mined by the harness, so that the whole history of the chain is known: when an output was
// accepted, when it was withdrawn, and its depth at any moment. This is the oracle; nothing here reads our tables.
import { type SimNode, startSimNode, type TrueOutput } from "@kaspa-pay/kaspa-sim";
import type { Seeded } from "./seeded.ts";

/** Ten blocks a second. */
export const BLOCK_EVERY_MS = 100;
/** Coins of the faucet are mature. */
const FIRST_BLOCKS = 1_100;
/** A time range in which one block accepted an output. */
interface Stay {
  readonly outpoint: string;
  readonly address: string;
  readonly sompi: bigint;
  readonly blockHash: string;
  readonly daa: number;
  readonly from: number;
  until: number | null;
}

/** Milliseconds since the epoch. An event is dated after its page was pulled and maybe by a clock behind ours. */
export interface Moment {
  readonly from: number;
  readonly to: number;
}

export interface DrivenChain {
  readonly sim: SimNode;
  /** Every output the chain holds now outside the faucet. */
  outputs(address?: string): TrueOutput[];
  /** Sum at the address that is at least this deep now. */
  deepSompi(address: string, depth: number): bigint;
  /** The same at a moment of the past, or, where the moment is not sure, the best within that time. */
  deepSompiAt(address: string, depth: number, moment: Moment): bigint;
  /** DAA score of a block of the current selected chain; null when the block is not (or no more) on it. */
  daaOf(hash: string): number | null;
  /** DAA score of the newest block. */
  tip(): number;
  /** Transactions of the newest blocks, those that a reorganisation can reach. */
  recent(depth: number): string[];
  reorg(depth: number, fate: { drop: readonly string[]; doubleSpend: readonly string[] }): void;
  mine(blocks: number): void;
  /** Chain time jumps ahead. */
  jump(ms: number): void;
  readonly reorgs: number;
  close(): Promise<void>;
}

export const outpointOf = ({ txId, index }: Pick<TrueOutput, "txId" | "index">): string => `${txId}:${index}`;

/** @param blockEveryMs mines by itself this often; 0 = only by `mine` */
export async function startChain(random: Seeded, blockEveryMs: number): Promise<DrivenChain> {
  const sim = await startSimNode({ blocksPerSecond: 0, seed: `chaos-${random.next()}` });
  const blocks: { hash: string; daa: number }[] = [];
  const scores: { at: number; daa: number }[] = [];
  const stays: Stay[] = [];
  let reorgs = 0;

  function note(): void {
    const onChain = sim.controls.truth();
    const now = Date.now();
    scores.push({ at: now, daa: onChain.virtualDaaScore });
    const held = new Map(onChain.outputs.map((output) => [outpointOf(output), output]));
    const open = new Set<string>();
    for (const stay of stays) {
      if (stay.until !== null) continue;
      if (held.get(stay.outpoint)?.accepted.blockHash === stay.blockHash) open.add(stay.outpoint);
      else stay.until = now;
    }
    for (const [outpoint, { address, sompi, accepted }] of held) {
      if (open.has(outpoint) || address === null) continue;
      const block = { blockHash: accepted.blockHash, daa: accepted.daaScore };
      stays.push({ outpoint, address, sompi, ...block, from: now, until: null });
    }
  }

  function mine(): void {
    const { sink, daaScore } = sim.controls.mine();
    blocks.push({ hash: sink, daa: daaScore });
    note();
  }

  sim.controls.mine(FIRST_BLOCKS);
  for (let first = 0; first < 20; first++) mine();
  const timer = blockEveryMs > 0 ? setInterval(mine, blockEveryMs) : undefined;
  const sum = (parts: readonly { sompi: bigint }[]): bigint =>
    parts.reduce((all, part) => all + part.sompi, 0n);
  const outputs = (address?: string): TrueOutput[] => sim.controls.truth(address).outputs;
  return {
    sim,
    outputs,
    deepSompi: (address, depth) => sum(outputs(address).filter((output) => output.depth >= depth)),
    deepSompiAt(address, depth, { from, to }) {
      const score = scores.findLast((score) => score.at <= to)?.daa ?? 0;
      const deep = stays.filter(
        (stay) =>
          stay.address === address &&
          stay.from <= to &&
          (stay.until === null || stay.until > from) &&
          score - stay.daa >= depth,
      );
      // One output may have lain in several places meanwhile.
      return sum([...new Map(deep.map((stay) => [stay.outpoint, stay])).values()]);
    },
    daaOf: (hash) => blocks.findLast((block) => block.hash === hash)?.daa ?? null,
    tip: () => blocks.at(-1)?.daa ?? 0,
    recent: (depth) => [
      ...new Set(
        outputs().flatMap((output) => (output.depth <= depth && !output.coinbase ? [output.txId] : [])),
      ),
    ],
    reorg(depth, { drop, doubleSpend }) {
      // Accepted again no earlier than the old sink: a transaction never enters blocks older than itself.
      const result = sim.controls.reorg({ depth, drop, doubleSpend, reacceptAt: depth });
      const gone = new Set(result.removed);
      while (gone.has(blocks.at(-1)?.hash ?? "")) blocks.pop();
      // Only the last block's score is known, so only there is a cursor's position known.
      blocks.push({ hash: result.sink, daa: result.daaScore });
      reorgs++;
      note();
    },
    mine(count) {
      for (let left = count; left > 0; left--) mine();
    },
    jump(ms) {
      sim.controls.clock({ ms });
      mine();
    },
    get reorgs() {
      return reorgs;
    },
    async close() {
      clearInterval(timer);
      await sim.close();
    },
  };
}
