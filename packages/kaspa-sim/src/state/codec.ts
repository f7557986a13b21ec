// Chain state as JSON lines. Sompi are decimal text; everything a block repeats from its parent is left out.
import { COINBASE_SUBNETWORK, NATIVE_SUBNETWORK, type UtxoEntry } from "@kaspa-pay/kaspa/tx";
import { type Block, type ChainBlock, NONE } from "../chain/block.ts";
import type { ProposedBlock } from "../chain/chain.ts";
import type { LedgerOutput } from "../chain/ledger.ts";
import type { ChainOutput, ChainTx } from "../chain/transaction.ts";

type OutputLine = [value: string, script: string, authorizingInput?: number, covenantId?: string];

interface TxLine {
  readonly id: string;
  readonly hash: string;
  readonly v: number;
  readonly i: [txId: string, index: number, script: string, sequence: string, sigOps: number][];
  readonly o: OutputLine[];
  readonly rest?: [lockTime: string, gas: string, payload: string];
  readonly coinbase?: true;
  readonly mass: string;
}

/** One block merged by a chain block. */
interface MergedLine {
  readonly h: string;
  readonly t: number;
  readonly x?: TxLine[];
  readonly fill?: number;
}

/** One chain block. */
export interface BlockLine {
  readonly h: string;
  readonly d: number;
  readonly s: number;
  readonly t: number;
  readonly c: string;
  readonly r?: OutputLine[];
  readonly m?: MergedLine[];
}

/** One unspent output. */
export type UtxoLine = [
  key: string,
  amount: string,
  script: string,
  daaScore: string,
  coinbase: boolean,
  covenantId: string | null,
];

/** One output of the ledger. */
export type LedgerLine = Omit<LedgerOutput, "sompi"> & { readonly sompi: string };

export function writeBlock(block: ChainBlock): BlockLine {
  return {
    h: block.hash,
    d: block.daaScore,
    s: block.blueScore,
    t: block.timestamp,
    c: block.coinbaseId,
    ...(block.reward.length > 0 && { r: block.reward.map(writeOutput) }),
    ...(block.merged.length > 0 && { m: block.merged.map(writeMerged) }),
  };
}

function writeMerged(block: Block): MergedLine {
  return {
    h: block.hash,
    t: block.timestamp,
    ...(block.txs.length > 0 && { x: block.txs.map(writeTx) }),
    ...(block.fill > 0 && { fill: block.fill }),
  };
}

/** A block on top of `sink`, from its line. */
export function readBlock(line: BlockLine, sink: ChainBlock): ProposedBlock {
  const merged = (line.m ?? []).map(
    (side): Block => ({
      hash: side.h,
      parents: [sink.parents[0] ?? sink.hash],
      daaScore: sink.daaScore,
      blueScore: sink.blueScore,
      timestamp: side.t,
      txs: (side.x ?? []).map(readTx),
      reward: [],
      fill: side.fill ?? 0,
    }),
  );
  return { ...bareBlock(line, [sink.hash, ...merged.map((block) => block.hash)]), merged };
}

/** A block without what it merged or accepted: the first ones of a state file. */
export function bareBlock(line: BlockLine, parents: readonly string[]): ProposedBlock {
  return {
    hash: line.h,
    parents,
    daaScore: line.d,
    blueScore: line.s,
    timestamp: line.t,
    coinbaseId: line.c,
    txs: NONE,
    reward: line.r?.map(readOutput) ?? NONE,
    fill: 0,
    merged: NONE,
  };
}

function writeOutput({ value, scriptPublicKey, covenant }: ChainOutput): OutputLine {
  const amount = String(value);
  if (covenant === null) return [amount, scriptPublicKey];
  return [amount, scriptPublicKey, covenant.authorizingInput, covenant.covenantId];
}

function readOutput([value, scriptPublicKey, authorizingInput, covenantId]: OutputLine): ChainOutput {
  const covenant = covenantId === undefined ? null : { authorizingInput: authorizingInput ?? 0, covenantId };
  return { value: BigInt(value), scriptPublicKey, covenant };
}

function writeTx(tx: ChainTx): TxLine {
  const isPlain = tx.lockTime === 0n && tx.gas === 0n && tx.payload === "";
  return {
    id: tx.id,
    hash: tx.hash,
    v: tx.version,
    i: tx.inputs.map((input) => [
      input.previousOutpoint.transactionId,
      input.previousOutpoint.index,
      input.signatureScript,
      String(input.sequence),
      input.sigOpCount,
    ]),
    o: tx.outputs.map(writeOutput),
    ...(!isPlain && { rest: [String(tx.lockTime), String(tx.gas), tx.payload] as [string, string, string] }),
    ...(tx.subnetworkId === COINBASE_SUBNETWORK && { coinbase: true as const }),
    mass: String(tx.storageMass),
  };
}

function readTx(line: TxLine): ChainTx {
  const [lockTime, gas, payload] = line.rest ?? ["0", "0", ""];
  return {
    id: line.id,
    hash: line.hash,
    version: line.v,
    inputs: line.i.map(([transactionId, index, signatureScript, sequence, sigOpCount]) => ({
      previousOutpoint: { transactionId, index },
      signatureScript,
      sequence: BigInt(sequence),
      sigOpCount,
    })),
    outputs: line.o.map(readOutput),
    lockTime: BigInt(lockTime),
    gas: BigInt(gas),
    payload,
    subnetworkId: line.coinbase ? COINBASE_SUBNETWORK : NATIVE_SUBNETWORK,
    storageMass: BigInt(line.mass),
  };
}

export function writeUtxo([key, entry]: readonly [string, UtxoEntry]): UtxoLine {
  return [
    key,
    String(entry.amount),
    entry.scriptPublicKey,
    String(entry.blockDaaScore),
    entry.isCoinbase,
    entry.covenantId ?? null,
  ];
}

export function readUtxo(line: UtxoLine): [string, UtxoEntry] {
  const [key, amount, scriptPublicKey, daaScore, isCoinbase, covenantId] = line;
  return [
    key,
    { amount: BigInt(amount), scriptPublicKey, blockDaaScore: BigInt(daaScore), isCoinbase, covenantId },
  ];
}

export function writeLedger(output: LedgerOutput): LedgerLine {
  return { ...output, sompi: String(output.sompi) };
}

export function readLedger(line: LedgerLine): LedgerOutput {
  return { ...line, sompi: BigInt(line.sompi) };
}
