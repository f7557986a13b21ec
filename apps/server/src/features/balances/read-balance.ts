// What a store's addresses hold, as the node's UTXO index shows it; "not available" rather than a wrong sum.
// docs/spec/deposits.md#balances
import type { Balance } from "@kaspa-pay/api-contract";
import { COINBASE_CONFIRMATIONS, sompiToKas } from "@kaspa-pay/core";
import { ChainError, type ChainHealth, NodeUnsynced, Unavailable } from "../../chain/source.ts";
import type { UnitOfWork } from "../../database/unit-of-work.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { ChainNetwork } from "../../runtime/network.ts";
import { iso } from "../caller.ts";
import { storeOf } from "../stores/find-store.ts";
import { receivingAddresses } from "../wallets/find-wallet.ts";
import { readUtxos, type UtxoNode, type UtxosAt } from "./read-utxos.ts";

export interface BalanceNode extends UtxoNode {
  readonly network: ChainNetwork;
  health(): ChainHealth;
}

export interface BalanceDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly nodes: readonly BalanceNode[];
}

type Reason = Extract<Balance, { available: false }>["reason"];

const MESSAGES: Readonly<Record<Reason, string>> = {
  node_unavailable: "No Kaspa node gave a whole answer: try again in some minutes",
  node_unsynced: "The Kaspa node is not in step with its network yet: try again later",
  no_utxo_index: "The Kaspa node has no UTXO index: start it with --utxoindex",
  too_many_addresses: "The store has more addresses with money than are read at once: look in your wallet",
  changing: "The wallet spent while it was read: try again",
};

/** Beyond it one reading would keep the node busy for too long. */
const MAX_ADDRESSES = 100_000;
/** An answer is given again for this long. */
const KEPT_MS = 5_000;
/**
 * A reading during which the node broke off may have been too large for one answer, and the chain is read over the same
 * connection: it is not tried again for this long.
 */
const BROKEN_KEPT_MS = 10 * 60_000;
/** Stores that are read at the same time; the others wait. */
const AT_ONCE = 2;
const MOST_KEPT = 10_000;

/** Parallel calls for one store share one reading. */
export function createReadBalance(deps: BalanceDeps): (storeId: string) => Promise<Balance> {
  const kept = new Map<string, { balance: Balance; at: number; keptMs: number }>();
  const running = new Map<string, Promise<Balance>>();
  const slots = createSlots(AT_ONCE);
  return async (storeId) => {
    const now = deps.clock.now();
    const known = kept.get(storeId);
    if (known !== undefined && now >= known.at && now < known.at + known.keptMs) return known.balance;
    const shared = running.get(storeId);
    if (shared !== undefined) return shared;
    const keep = (balance: Balance, keptMs: number): void => {
      if (kept.size >= MOST_KEPT) kept.clear();
      kept.set(storeId, { balance, at: deps.clock.now(), keptMs });
    };
    const reading = slots(async () => {
      const { balance, broke } = await readBalance(deps, storeId);
      // What could not be told otherwise may be known at the next call.
      if (balance.available) keep(balance, KEPT_MS);
      else if (broke) keep(balance, BROKEN_KEPT_MS);
      return balance;
    }).finally(() => running.delete(storeId));
    running.set(storeId, reading);
    return reading;
  };
}

/** Runs so many at once; the others wait in the order of their calls. */
function createSlots(count: number) {
  let free = count;
  const waiting: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (free === 0) await new Promise<void>((go) => waiting.push(go));
    else free -= 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}

interface Reading {
  balance: Balance;
  /** The connection ended, or nothing came, while it was read. */
  broke: boolean;
}

async function readBalance(deps: BalanceDeps, storeId: string): Promise<Reading> {
  const { db } = deps.unitOfWork;
  const { network } = await storeOf(db, storeId);
  const unknown = (reason: Reason, broke = false): Reading => ({
    balance: { available: false, network, reason, message: MESSAGES[reason] },
    broke,
  });
  const node = deps.nodes.find((served) => served.network === network);
  if (node === undefined) return unknown("node_unavailable");
  const addresses = await receivingAddresses(db, storeId, MAX_ADDRESSES + 1);
  if (addresses.length > MAX_ADDRESSES) return unknown("too_many_addresses");
  const before = node.health();
  try {
    const { synced, hasUtxoIndex } = await node.info();
    if (!synced) return unknown("node_unsynced");
    if (!hasUtxoIndex) return unknown("no_utxo_index");
    const found = await readUtxos(node, addresses);
    const after = node.health();
    // Two nodes may stand at two places of the chain.
    if (before.nodeIndex !== after.nodeIndex || before.sinceMs !== after.sinceMs)
      return unknown("node_unavailable");
    if (found === null) return unknown("changing");
    return { balance: sumOf(deps, network, addresses.length, found), broke: false };
  } catch (error) {
    if (!(error instanceof ChainError)) throw error;
    const cut = error instanceof Unavailable && ["closed", "timeout"].includes(error.reason);
    return unknown(reasonOf(error), cut && before.state === "connected");
  }
}

function reasonOf(error: ChainError): Reason {
  if (error instanceof NodeUnsynced) return "node_unsynced";
  const unindexed = error instanceof Unavailable && error.reason === "no_utxo_index";
  return unindexed ? "no_utxo_index" : "node_unavailable";
}

function sumOf(
  { clock }: BalanceDeps,
  network: ChainNetwork,
  addresses: number,
  { utxos, asOfDaa }: UtxosAt,
): Balance {
  const sums = { mature: 0n, immature: 0n, covenant: 0n };
  for (const { value, coinbase, covenantId, daaScore } of utxos) {
    const young = coinbase && asOfDaa < daaScore + BigInt(COINBASE_CONFIRMATIONS);
    sums[covenantId !== null ? "covenant" : young ? "immature" : "mature"] += value;
  }
  const total = sums.mature + sums.immature + sums.covenant;
  return {
    available: true,
    network,
    total: sompiToKas(total),
    totalSompi: total.toString(),
    mature: sompiToKas(sums.mature),
    matureSompi: sums.mature.toString(),
    immature: sompiToKas(sums.immature),
    immatureSompi: sums.immature.toString(),
    covenant: sompiToKas(sums.covenant),
    covenantSompi: sums.covenant.toString(),
    utxos: utxos.length,
    addresses,
    asOfDaaScore: asOfDaa.toString(),
    readAt: iso(clock.now()),
  };
}
