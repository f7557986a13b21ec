// The chain with the switches around it: which transactions the next block takes, whether time is stopped, and
// who is notified of a change. Still no I/O: the state file and the sockets listen to `onChange`.
import type { ChainBlock, ChainChange } from "./chain/block.ts";
import { type BlockPlan, Chain, type ChainParts, type ChainSettings, layered } from "./chain/chain.ts";
import { type FaucetKey, rewardCoins, spendCoins } from "./chain/faucet.ts";
import { poolEntry } from "./chain/mempool.ts";
import { type ReorgPlan, reorg } from "./chain/reorg.ts";
import { adoptOrphans } from "./chain/submission.ts";

/** Settings of a {@link Simulator}. */
export interface SimulatorSettings extends Omit<ChainSettings, "now" | "faucetScript"> {
  readonly now: () => number;
  readonly faucet: FaucetKey;
}

/** A planned reorg that waits for a DAA score. */
interface PlannedReorg extends ReorgPlan {
  readonly atDaa: number;
}

const TIDY_EVERY_BLOCKS = 1_000;
const TIDY_LEAST_COINS = 50;

/** Told of each change, in order, before anything else happens. */
export type ChangeListener = (change: ChainChange) => void;

/** The running simulation. */
export class Simulator {
  readonly chain: Chain;
  readonly faucet: FaucetKey;
  frozen = false;
  /** Waiting transactions stay in the mempool. */
  holdTxs = false;
  /** Single transactions that stay in the mempool. */
  readonly held = new Set<string>();
  /** Synthetic transactions per chain block. */
  fillPerBlock = 0;
  /** Added to the injected clock. */
  clockOffsetMs = 0;
  readonly #listeners: ChangeListener[] = [];
  readonly #realNow: () => number;
  #planned: PlannedReorg[] = [];

  constructor(settings: SimulatorSettings, parts?: ChainParts) {
    this.faucet = settings.faucet;
    this.#realNow = settings.now;
    this.chain = new Chain(
      { ...settings, faucetScript: settings.faucet.scriptPublicKey, now: () => this.now() },
      parts,
    );
  }

  /** Simulated time in milliseconds. */
  now(): number {
    return this.#realNow() + this.clockOffsetMs;
  }

  /** Listeners run in the order they were added: the state file first, then the sockets. */
  onChange(listener: ChangeListener): void {
    this.#listeners.push(listener);
  }

  /** Mines blocks with the mempool's transactions and reports each on its own. */
  mine(count: number, stepMs = 0): ChainBlock[] {
    const mined: ChainBlock[] = [];
    for (let left = count; left > 0; left--) {
      this.clockOffsetMs += stepMs;
      mined.push(this.mineOne());
    }
    return mined;
  }

  /** Mines one block; the plan's bodies come before the mempool's share. */
  mineOne(plan: BlockPlan = {}): ChainBlock {
    const block = this.#step(plan);
    this.#report({ removed: [], added: [block] });
    this.#runPlanned();
    return block;
  }

  /** Mines several blocks reported as one change: how a timer catches up after a pause of the process. */
  catchUp(count: number): void {
    const added: ChainBlock[] = [];
    for (let left = count; left > 0; left--) added.push(this.#step({}));
    this.#report({ removed: [], added });
    this.#runPlanned();
  }

  /** Runs a reorg now, or as soon as the virtual DAA score reaches `atDaa`. */
  reorg(plan: ReorgPlan & { readonly atDaa?: number }): ChainChange | undefined {
    if (plan.atDaa !== undefined && plan.atDaa > this.chain.virtualDaaScore) {
      this.#planned.push({ ...plan, atDaa: plan.atDaa });
      return undefined;
    }
    const change = reorg(this.chain, plan);
    this.#report(change);
    return change;
  }

  #step(plan: BlockPlan): ChainBlock {
    this.chain.mempool.expire(this.now());
    adoptOrphans(this.chain);
    this.#tidyFaucet();
    const waiting = this.holdTxs || this.chain.mempool.size === 0 ? [] : this.chain.minable();
    const free = waiting.filter((tx) => !this.held.has(tx.id));
    const bodies = [...(plan.bodies ?? []), ...layered(free)];
    return this.chain.mine({ fill: this.fillPerBlock, ...plan, bodies });
  }

  /** The number of rewards would grow without end: at intervals the faucet merges them into one coin. */
  #tidyFaucet(): void {
    const { chain, faucet } = this;
    if (this.holdTxs || chain.store.tipHeight % TIDY_EVERY_BLOCKS !== 0) return;
    const rewards = rewardCoins(chain, faucet.scriptPublicKey);
    if (rewards.length < TIDY_LEAST_COINS) return;
    const tx = spendCoins({ coins: rewards, outputs: [], change: faucet.scriptPublicKey });
    chain.mempool.add(
      poolEntry(
        tx,
        rewards.map((coin) => coin.entry),
        this.now(),
      ),
    );
  }

  #runPlanned(): void {
    const due = this.#planned.filter((plan) => plan.atDaa <= this.chain.virtualDaaScore);
    if (due.length === 0) return;
    this.#planned = this.#planned.filter((plan) => !due.includes(plan));
    for (const plan of due) this.reorg({ ...plan });
  }

  #report(change: ChainChange): void {
    for (const listener of this.#listeners) listener(change);
  }
}
