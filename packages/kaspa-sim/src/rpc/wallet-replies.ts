// What wallets ask: coins, balances, waiting transactions, and their submission.
import { AddressError, scriptPublicKeyOf } from "@kaspa-pay/kaspa";
import { TxError } from "@kaspa-pay/kaspa/tx";
import type { MempoolEntry } from "../chain/mempool.ts";
import { Rejection, submit } from "../chain/submission.ts";
import { type ChainTx, withIds } from "../chain/transaction.ts";
import { RPC_TEXT, refuse } from "./errors.ts";
import type { NodeView } from "./node-view.ts";
import { array, boolean, hash, hex, integer, object, optional, type Params, text, u64 } from "./params.ts";
import { IN_NO_BLOCK, int, transactionOf, utxoOf } from "./wire.ts";

const MAX_U32 = 2 ** 32 - 1;
const MAX_ADDRESSES = 1_000;

/** Script of an address of this network. @throws RpcError for any other text */
export function scriptOfAddress(value: unknown): string {
  const address = text(value);
  try {
    if (!address.startsWith("kaspasim:")) refuse(RPC_TEXT.badParams);
    return scriptPublicKeyOf(address);
  } catch (error) {
    if (error instanceof AddressError) refuse(RPC_TEXT.badParams);
    throw error;
  }
}

function addressesOf(params: Params): { address: string; script: string }[] {
  const values = array(params.addresses);
  if (values.length > MAX_ADDRESSES) refuse(RPC_TEXT.badParams);
  return values.map((value) => ({ address: text(value), script: scriptOfAddress(value) }));
}

function requireIndex(view: NodeView): void {
  if (!view.faults.utxoIndex) refuse(RPC_TEXT.noUtxoIndex);
}

export function utxosByAddresses(view: NodeView, params: Params) {
  const wanted = addressesOf(params);
  requireIndex(view);
  return {
    entries: wanted.flatMap(({ script }) =>
      view.utxosOf(script).map(({ outpoint, entry }) => utxoOf(outpoint, entry)),
    ),
  };
}

function balanceOf(view: NodeView, script: string): number | bigint {
  return int(view.utxosOf(script).reduce((sum, { entry }) => sum + entry.amount, 0n));
}

export function balanceByAddress(view: NodeView, params: Params) {
  const script = scriptOfAddress(params.address);
  requireIndex(view);
  return { balance: balanceOf(view, script) };
}

export function balancesByAddresses(view: NodeView, params: Params) {
  const wanted = addressesOf(params);
  requireIndex(view);
  return { entries: wanted.map(({ address, script }) => ({ address, balance: balanceOf(view, script) })) };
}

function poolFlags(params: Params): { orphans: boolean; pool: boolean } {
  const orphans = boolean(params.includeOrphanPool);
  const filtered = boolean(params.filterTransactionPool);
  if (filtered && !orphans) refuse(RPC_TEXT.mempoolQuery);
  return { orphans, pool: !filtered };
}

function entryOf({ tx, feeSompi, computeMass }: MempoolEntry, isOrphan: boolean) {
  return {
    fee: int(feeSompi),
    transaction: transactionOf(tx, { ...IN_NO_BLOCK, computeMass }),
    is_orphan: isOrphan,
  };
}

function waiting(view: NodeView, params: Params): { entry: MempoolEntry; isOrphan: boolean }[] {
  const flags = poolFlags(params);
  const pool = flags.pool ? [...view.chain.mempool.entries()] : [];
  const orphans = flags.orphans ? [...view.chain.mempool.orphans()] : [];
  return [
    ...pool.map((entry) => ({ entry, isOrphan: false })),
    ...orphans.map(({ tx, addedAt }) => ({
      entry: { tx, addedAt, spent: [], feeSompi: 0n, computeMass: 0n },
      isOrphan: true,
    })),
  ];
}

export function mempoolEntry(view: NodeView, params: Params) {
  const wanted = hash(params.transactionId);
  const found = waiting(view, params).find(({ entry }) => entry.tx.id === wanted);
  if (found === undefined) return refuse(RPC_TEXT.noTransaction(wanted));
  return { mempoolEntry: entryOf(found.entry, found.isOrphan) };
}

export function mempoolEntriesByAddresses(view: NodeView, params: Params) {
  const wanted = addressesOf(params);
  const all = waiting(view, params);
  const entries = wanted.map(({ address, script }) => ({
    address,
    sending: all
      .filter(({ entry }) => entry.spent.some((coin) => coin.scriptPublicKey === script))
      .map(({ entry, isOrphan }) => entryOf(entry, isOrphan)),
    receiving: all
      .filter(({ entry }) => entry.tx.outputs.some((output) => output.scriptPublicKey === script))
      .map(({ entry, isOrphan }) => entryOf(entry, isOrphan)),
  }));
  return { entries: entries.filter(({ sending, receiving }) => sending.length + receiving.length > 0) };
}

/** Checks a transaction as the node does and puts it into the mempool. */
export function submitTransaction(view: NodeView, params: Params) {
  const tx = readTransaction(object(params.transaction));
  const allowOrphan = optional(params.allowOrphan, boolean, false);
  const refusal = view.faults.rejectNext.shift();
  if (refusal !== undefined) refuse(RPC_TEXT.rejected(tx.id, refusal));
  try {
    submit(view.chain, tx, { allowOrphan });
  } catch (error) {
    if (error instanceof Rejection) refuse(RPC_TEXT.rejected(tx.id, error.message));
    throw error;
  }
  return { transactionId: tx.id };
}

function readTransaction(raw: Params): ChainTx {
  const storageMass = optional(raw.storageMass, u64, undefined);
  const mass = optional(raw.mass, u64, undefined);
  if (storageMass !== undefined && mass !== undefined && storageMass !== mass) refuse(RPC_TEXT.badParams);
  const tx = {
    version: integer(raw.version, 0xffff),
    inputs: array(raw.inputs).map(readInput),
    outputs: array(raw.outputs).map(readOutput),
    lockTime: u64(raw.lockTime),
    subnetworkId: hex(raw.subnetworkId, 40),
    gas: u64(raw.gas),
    payload: hex(raw.payload),
    storageMass: storageMass ?? mass ?? 0n,
  };
  try {
    return withIds(tx);
  } catch (error) {
    if (error instanceof TxError) refuse(RPC_TEXT.badParams);
    throw error;
  }
}

function readInput(value: unknown) {
  const input = object(value);
  const outpoint = object(input.previousOutpoint);
  return {
    previousOutpoint: {
      transactionId: hash(outpoint.transactionId),
      index: integer(outpoint.index, MAX_U32),
    },
    signatureScript: hex(input.signatureScript),
    sequence: u64(input.sequence),
    sigOpCount: integer(input.sigOpCount, 255),
  };
}

function readOutput(value: unknown) {
  const output = object(value);
  const covenant = optional(output.covenant, object, null);
  return {
    value: u64(output.value),
    scriptPublicKey: hex(output.scriptPublicKey),
    covenant: covenant && {
      authorizingInput: integer(covenant.authorizingInput, 0xffff),
      covenantId: hash(covenant.covenantId),
    },
  };
}
