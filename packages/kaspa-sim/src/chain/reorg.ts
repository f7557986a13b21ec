import type { UtxoEntry } from "@kaspa-pay/kaspa/tx";
import type { Accepted, ChainBlock, ChainChange } from "./block.ts";
import { type Chain, layered } from "./chain.ts";
import { poolEntry } from "./mempool.ts";
import { type ChainTx, outputTo, withIds } from "./transaction.ts";

/** What happens to the transactions of the removed blocks. */
export interface ReorgPlan {
  /** Chain blocks to remove; at least one more takes their place. Default: down to the deepest id of `drop`. */
  readonly depth?: number | undefined;
  /** Ids that vanish for good, with everything built on them. `"all"` = every removed transaction. */
  readonly drop?: readonly string[] | "all";
  /** Ids accepted again by the new chain. Default: all not dropped. Others not named go back to the mempool. */
  readonly reaccept?: readonly string[] | "all";
  /** Ids whose coins the new chain spends to the faucet instead; they can never return. */
  readonly doubleSpend?: readonly string[];
  /** Which new block (0 = the first) accepts the re-accepted transactions again. Default 0. */
  readonly reacceptAt?: number;
}

const REPLACEMENT_FEE = 1_000_000n;

/** Replaces the newest `depth` chain blocks by `depth + 1` others, as one change. */
export function reorg(chain: Chain, plan: ReorgPlan): ChainChange {
  const deepest = chain.store.selectedChain().length - 2;
  const depth = plan.depth ?? depthOf(chain, plan.drop);
  if (!Number.isInteger(depth) || depth < 1 || depth > deepest) {
    throw new RangeError(`a reorg goes 1 to ${deepest} blocks deep here`);
  }
  const removed: ChainBlock[] = [];
  for (let left = depth; left > 0; left--) removed.push(chain.pop());
  chain.fork++;
  const fate = decide(plan, removed, chain.settings.faucetScript);
  const added: ChainBlock[] = [];
  const at = Math.min(plan.reacceptAt ?? 0, depth);
  for (let index = 0; index <= depth; index++) {
    const bodies = index === at ? layered([...fate.rivals, ...fate.again]) : [];
    const twin = removed[removed.length - 1 - index];
    // The last block merges enough to lift blue and DAA score above the old sink's, whatever was merged before.
    added.push(chain.mine({ bodies, merges: (twin?.merged.length ?? 0) + 1 }));
  }
  for (const tx of fate.dropped) chain.mempool.evict(tx.id);
  chain.mempool.revalidate(chain.utxos);
  for (const { tx, spent } of fate.pooled) {
    if (!chain.isSpendable(tx, chain.virtualDaaScore)) continue;
    chain.mempool.add(poolEntry(tx, spent, chain.settings.now()));
  }
  return { removed, added };
}

/** Chain blocks from the sink down to the block that accepted the deepest of the transactions. */
function depthOf({ store, acceptedIn }: Chain, txIds: ReorgPlan["drop"]): number {
  if (txIds === undefined || txIds === "all" || txIds.length === 0) throw new RangeError("depth is needed");
  const depths = txIds.map((txId) => {
    const height = store.heightOf(acceptedIn.get(txId) ?? "");
    if (height === undefined) throw new RangeError(`${txId} is in no block of the kept chain`);
    return store.tipHeight - height + 1;
  });
  return Math.max(...depths);
}

/** A transaction without a valid signature that spends the same coins to the given script. */
export function rivalOf(tx: ChainTx, spent: readonly UtxoEntry[], scriptPublicKey: string): ChainTx {
  const total = spent.reduce((sum, entry) => sum + entry.amount, 0n);
  const value = total > REPLACEMENT_FEE ? total - REPLACEMENT_FEE : total;
  return withIds({ ...tx, version: 0, outputs: [outputTo(scriptPublicKey, value)], storageMass: 0n });
}

interface Fate {
  again: ChainTx[];
  pooled: Accepted[];
  dropped: ChainTx[];
  rivals: ChainTx[];
}

function decide(plan: ReorgPlan, removed: readonly ChainBlock[], faucetScript: string): Fate {
  const fate: Fate = { again: [], pooled: [], dropped: [], rivals: [] };
  const ascending = [...removed].reverse();
  for (const accepted of ascending.flatMap((block) => block.accepted)) {
    const { tx, spent } = accepted;
    if (plan.doubleSpend?.includes(tx.id)) {
      fate.dropped.push(tx);
      fate.rivals.push(rivalOf(tx, spent, faucetScript));
    } else if (plan.drop === "all" || plan.drop?.includes(tx.id)) fate.dropped.push(tx);
    else if (plan.reaccept === undefined || plan.reaccept === "all" || plan.reaccept.includes(tx.id)) {
      fate.again.push(tx);
    } else fate.pooled.push(accepted);
  }
  return fate;
}
