// Scopes a connection has asked for, and the notifications a chain change becomes. Subscriptions add up.
import type { UtxoEntry } from "@kaspa-pay/kaspa/tx";
import type { ChainBlock, ChainChange } from "../chain/block.ts";
import type { Chain } from "../chain/chain.ts";
import { entryFor, outpointKey, parseOutpoint, spentKeys } from "../chain/transaction.ts";
import { acceptedIds } from "./chain-replies.ts";
import { RPC_TEXT, refuse } from "./errors.ts";
import type { NodeView } from "./node-view.ts";
import { array, boolean, object, type Params } from "./params.ts";
import { scriptOfAddress } from "./wallet-replies.ts";
import { utxoOf } from "./wire.ts";

const SCOPES = [
  "VirtualChainChanged",
  "VirtualDaaScoreChanged",
  "SinkBlueScoreChanged",
  "UtxosChanged",
  "FinalityConflict",
  "FinalityConflictResolved",
] as const;

/** Name of a subscription scope. */
export type Scope = (typeof SCOPES)[number];

/** A notification body by scope, ready for the envelope. */
export interface Notification {
  readonly scope: Scope;
  readonly body: unknown;
}

/** What one connection listens to. */
export class Subscriptions {
  readonly #scopes = new Set<Scope>();
  readonly #scripts = new Set<string>();
  #acceptedIds = false;

  /** Adds the scope named by the only key of the parameters. @throws RpcError */
  add(params: Params): Scope {
    const { scope, options } = readScope(params);
    if (scope === "VirtualChainChanged") {
      this.#acceptedIds = boolean(options.include_accepted_transaction_ids) || this.#acceptedIds;
    }
    if (scope === "UtxosChanged") {
      const scripts = array(options.addresses).map(scriptOfAddress);
      if (scripts.length === 0) refuse(RPC_TEXT.unsafeSubscription);
      for (const script of scripts) this.#scripts.add(script);
    }
    this.#scopes.add(scope);
    return scope;
  }

  remove(params: Params): Scope {
    const { scope, options } = readScope(params);
    if (scope === "UtxosChanged") {
      const scripts = array(options.addresses).map(scriptOfAddress);
      for (const script of scripts) this.#scripts.delete(script);
      if (scripts.length === 0) this.#scripts.clear();
      if (this.#scripts.size > 0) return scope;
    }
    if (scope === "VirtualChainChanged") this.#acceptedIds = false;
    this.#scopes.delete(scope);
    return scope;
  }

  has(scope: Scope): boolean {
    return this.#scopes.has(scope);
  }

  /** The notifications this connection gets for a change: one per scope, whatever the number of blocks. */
  for(change: ChainChange, view: NodeView): Notification[] {
    const notes: Notification[] = [];
    if (this.has("VirtualChainChanged")) {
      notes.push({
        scope: "VirtualChainChanged",
        body: {
          removedChainBlockHashes: change.removed.map((block) => block.hash),
          addedChainBlockHashes: change.added.map((block) => block.hash),
          acceptedTransactionIds: this.#acceptedIds
            ? change.added.map((block) => acceptedIds(view, block))
            : [],
        },
      });
    }
    if (this.has("UtxosChanged")) notes.push(...this.#utxosChanged(change, view));
    if (this.has("SinkBlueScoreChanged")) {
      notes.push({ scope: "SinkBlueScoreChanged", body: { sinkBlueScore: view.sinkBlueScore } });
    }
    if (this.has("VirtualDaaScoreChanged")) {
      notes.push({ scope: "VirtualDaaScoreChanged", body: { virtualDaaScore: view.virtualDaaScore } });
    }
    return notes;
  }

  #utxosChanged(change: ChainChange, view: NodeView): Notification[] {
    const { added, removed } = coinChanges(change, view.chain, this.#scripts);
    if (added.size + removed.size === 0) return [];
    const written = (coins: Map<string, UtxoEntry>) =>
      [...coins].map(([key, entry]) => utxoOf(parseOutpoint(key), entry));
    return [{ scope: "UtxosChanged", body: { added: written(added), removed: written(removed) } }];
  }
}

function readScope(params: Params): { scope: Scope; options: Params } {
  const [name, ...others] = Object.keys(params);
  const scope = SCOPES.find((known) => known === name);
  if (scope === undefined || others.length > 0) return refuse(RPC_TEXT.badParams);
  return { scope, options: object(params[scope]) };
}

/** Net coins gained and lost by the watched scripts. */
function coinChanges(change: ChainChange, chain: Chain, watched: ReadonlySet<string>) {
  const added = new Map<string, UtxoEntry>();
  const removed = new Map<string, UtxoEntry>();
  const gain = (key: string, entry: UtxoEntry) => {
    if (!watched.has(entry.scriptPublicKey)) return;
    // A coin re-created by another block differs in its DAA score, so clients must see both sides.
    if (removed.get(key)?.blockDaaScore === entry.blockDaaScore) removed.delete(key);
    else added.set(key, entry);
  };
  const lose = (key: string, entry: UtxoEntry) => {
    if (!watched.has(entry.scriptPublicKey)) return;
    if (added.get(key)?.blockDaaScore === entry.blockDaaScore) added.delete(key);
    else removed.set(key, entry);
  };
  for (const block of change.removed) {
    for (const { tx, spent } of acceptedOf(block, chain).reverse()) {
      for (const [key, entry] of outputsOf(tx, block)) lose(key, entry);
      for (const [at, key] of spentKeys(tx).entries()) gain(key, spent[at]!);
    }
  }
  for (const block of change.added) {
    for (const { tx, spent } of acceptedOf(block, chain)) {
      for (const [at, key] of spentKeys(tx).entries()) lose(key, spent[at]!);
      for (const [key, entry] of outputsOf(tx, block)) gain(key, entry);
    }
  }
  return { added, removed };
}

function acceptedOf(block: ChainBlock, chain: Chain) {
  const parent = chain.store.chainBlock(block.parents[0] ?? "");
  const coinbase = parent && parent.reward.length > 0 ? chain.coinbaseOf(parent) : undefined;
  return [...(coinbase && parent ? [{ tx: coinbase, block: parent, spent: [] }] : []), ...block.accepted];
}

function outputsOf(tx: ReturnType<Chain["coinbaseOf"]>, block: ChainBlock): [string, UtxoEntry][] {
  const isCoinbase = tx.inputs.length === 0;
  return tx.outputs.map((output, index) => [
    outpointKey(tx.id, index),
    entryFor(output, block.daaScore, isCoinbase),
  ]);
}
