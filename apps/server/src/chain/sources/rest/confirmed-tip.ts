// Up to which block the API's index is complete. It is written behind the node, in batches whose rows appear in any
// order, so its newest blocks may still lack transactions. A block counts as settled when it was first seen a while ago
// and is still there: everything below it was written before. docs/decisions/0030-chain-over-public-rest.md
import { NodeUnsynced, Unavailable } from "../../source.ts";
import { type RestApi, SEARCH_SPAN } from "./api.ts";
import { HttpFault } from "./client.ts";

export interface ChainPoint {
  hash: string;
  blueScore: bigint;
}

export interface SettlePace {
  /** How long a block must have been in the index. */
  settleMs: number;
  /** What was read this recently is not read again. */
  freshMs: number;
}

interface SeenTip extends ChainPoint {
  at: number;
}

/** Blue-score steps, half a minute: an index further behind its node is catching up, in batches of any size. */
const MAX_LAG = 300n;

export class ConfirmedTip {
  private readonly api: RestApi;
  private readonly pace: SettlePace;
  private readonly now: () => number;
  /** Oldest first; beginning with the newest that has settled, if any has. */
  private seenTips: SeenTip[] = [];
  private lookedAt: number | null = null;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(api: RestApi, pace: SettlePace, now: () => number) {
    this.api = api;
    this.pace = pace;
    this.now = now;
  }

  /** Newest block of the index, settled or not. */
  newest(): ChainPoint | null {
    return this.seenTips.at(-1) ?? null;
  }

  /**
   * The newest settled block; null while none has been watched long enough.
   *
   * @throws NodeUnsynced when the index lags behind its node, or the node does not answer the API
   */
  look(): Promise<ChainPoint | null> {
    const answer = this.turn.then(async () => {
      if (this.lookedAt === null || this.now() - this.lookedAt >= this.pace.freshMs) await this.read();
      return this.settled();
    });
    this.turn = answer.catch(() => {});
    return answer;
  }

  /** Is the block still part of the chain? Asked after a page was read, for a reorganisation in the middle of it. */
  async stands({ hash, blueScore }: ChainPoint): Promise<boolean> {
    const rows = await this.api.chainRows(blueScore, blueScore + 1n);
    return rows.some((row) => row.accepting_block_hash === hash);
  }

  private settled(): ChainPoint | null {
    const since = this.now() - this.pace.settleMs;
    return this.seenTips.findLast(({ at }) => at <= since) ?? null;
  }

  private async read(): Promise<void> {
    const sink = await this.sinkScore();
    const oldest = this.seenTips[0];
    const near = oldest !== undefined && sink - oldest.blueScore <= 2n * MAX_LAG;
    let chain = near ? await this.chainFrom(oldest.blueScore, sink) : new Map<string, bigint>();
    // Observations of blocks that left the chain are dropped: their successors have to settle again.
    this.seenTips = this.seenTips.filter(({ hash, blueScore }) => chain.get(hash) === blueScore);
    if (chain.size === 0) chain = await this.newestBelow(sink);
    const newest = highest(chain);
    this.lookedAt = this.now();
    if (newest === null || sink - newest.blueScore > MAX_LAG) {
      this.seenTips = [];
      throw new NodeUnsynced("The index of the REST API lags behind its node");
    }
    if (this.newest()?.hash !== newest.hash) this.seenTips.push({ ...newest, at: this.now() });
    const settled = this.settled();
    if (settled !== null)
      this.seenTips = this.seenTips.slice(this.seenTips.findIndex(({ hash }) => hash === settled.hash));
  }

  private async sinkScore(): Promise<bigint> {
    try {
      return (await this.api.sinkScore()).blueScore;
    } catch (error) {
      if (error instanceof HttpFault && error.status === 500)
        throw new NodeUnsynced("The node behind the REST API does not answer it", { cause: error });
      throw error;
    }
  }

  private async chainFrom(blueScore: bigint, sink: bigint): Promise<Map<string, bigint>> {
    const chain = new Map<string, bigint>();
    for (let from = blueScore; from === blueScore || from <= sink; from += SEARCH_SPAN)
      await this.collect(chain, from);
    return chain;
  }

  private async newestBelow(sink: bigint): Promise<Map<string, bigint>> {
    const chain = new Map<string, bigint>();
    for (
      let depth = SEARCH_SPAN - 1n;
      depth <= MAX_LAG + SEARCH_SPAN && chain.size === 0;
      depth += SEARCH_SPAN
    )
      await this.collect(chain, sink - depth);
    return chain;
  }

  private async collect(chain: Map<string, bigint>, from: bigint): Promise<void> {
    const end = from + SEARCH_SPAN;
    if (end <= 1n) return;
    for (const row of await this.api.chainRows(from, end))
      chain.set(row.accepting_block_hash, row.accepting_block_blue_score);
  }
}

function highest(chain: ReadonlyMap<string, bigint>): ChainPoint | null {
  const [best, next] = [...chain]
    .map(([hash, blueScore]) => ({ hash, blueScore }))
    .sort((a, b) => (a.blueScore > b.blueScore ? -1 : 1));
  if (best !== undefined && best.blueScore === next?.blueScore)
    throw new Unavailable("node_fault", "The index of the REST API holds two chain blocks of one blue score");
  return best ?? null;
}
