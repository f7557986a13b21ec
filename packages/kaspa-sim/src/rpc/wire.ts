// How chain data looks in frames. Integers that fit a JSON number become one; the rest stay bigint and are written
// as bare digits by the lossless writer.
import { addressFromScriptPublicKey } from "@kaspa-pay/kaspa";
import type { UtxoEntry } from "@kaspa-pay/kaspa/tx";
import type { Block } from "../chain/block.ts";
import type { ChainOutput, ChainTx } from "../chain/transaction.ts";

const ZERO_HASH = "0".repeat(64);

/** A JSON integer. */
export function int(value: bigint): number | bigint {
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}

/** Class name of a locking script in wire form. */
export function scriptClass(scriptPublicKey: string): string {
  if (scriptPublicKey.startsWith("000020") && scriptPublicKey.length === 72) return "PubKey";
  if (scriptPublicKey.startsWith("000021") && scriptPublicKey.length === 74) return "PubKeyECDSA";
  if (scriptPublicKey.startsWith("0000aa20") && scriptPublicKey.length === 74) return "ScriptHash";
  return "NonStandard";
}

const REMEMBERED_ADDRESSES = 20_000;
const addresses = new Map<string, string | null>();

/** The address of a locking script, or null. Remembered, because encoding costs more than all else in a chain reply. */
export function addressOf(scriptPublicKey: string): string | null {
  let address = addresses.get(scriptPublicKey);
  if (address === undefined) {
    address = addressFromScriptPublicKey("simnet", scriptPublicKey);
    if (addresses.size >= REMEMBERED_ADDRESSES) addresses.clear();
    addresses.set(scriptPublicKey, address);
  }
  return address;
}

/** `{scriptPublicKeyType, scriptPublicKeyAddress}`, or null for a script without an address. */
export function scriptVerbose(scriptPublicKey: string) {
  const address = addressOf(scriptPublicKey);
  if (address === null) return null;
  return { scriptPublicKeyType: scriptClass(scriptPublicKey), scriptPublicKeyAddress: address };
}

/** `bits` of every header: no proof of work is done, the number is a constant. */
export const BITS = 453_325_233;

/** A number above 2^53 in most blocks, so that clients meet one at once. */
export function nonceOf(block: Block): number | bigint {
  return int(BigInt(`0x${block.hash.slice(0, 16)}`));
}

/** 48 hex digits that grow with the blue score. */
export function blueWorkOf(block: Block): string {
  return (BigInt(block.blueScore) * 131_074n).toString(16).padStart(48, "0");
}

/** A made-up commitment: the simulator builds no Merkle trees. */
export function commitment(block: Block, name: string): string {
  const shift = name.length % 32;
  return block.hash.slice(shift) + block.hash.slice(0, shift);
}

/** A whole header as `getBlock` has it. */
export function headerOf(block: Block) {
  return {
    hash: block.hash,
    version: 1,
    parentsByLevel: [block.parents],
    hashMerkleRoot: commitment(block, "merkle"),
    acceptedIdMerkleRoot: commitment(block, "accepted"),
    utxoCommitment: commitment(block, "utxos"),
    timestamp: block.timestamp,
    bits: BITS,
    nonce: nonceOf(block),
    daaScore: block.daaScore,
    blueWork: blueWorkOf(block),
    blueScore: block.blueScore,
    pruningPoint: ZERO_HASH,
  };
}

/** Where a transaction stands, for its `verboseData`. */
export interface Inclusion {
  readonly blockHash: string;
  readonly blockTime: number;
  readonly computeMass: bigint;
}

/** `blockHash` and `blockTime` of a transaction that is in no block. */
export const IN_NO_BLOCK = { blockHash: ZERO_HASH, blockTime: 0 } as const;

/** A whole transaction, as in blocks and in the mempool. */
export function transactionOf(tx: ChainTx, inclusion: Inclusion) {
  const storageMass = int(tx.storageMass);
  return {
    version: tx.version,
    inputs: tx.inputs.map((input) => ({
      previousOutpoint: input.previousOutpoint,
      signatureScript: input.signatureScript,
      sequence: int(input.sequence),
      sigOpCount: input.sigOpCount,
      computeBudget: 0,
      verboseData: null,
    })),
    outputs: tx.outputs.map(outputOf),
    lockTime: int(tx.lockTime),
    subnetworkId: tx.subnetworkId,
    gas: int(tx.gas),
    payload: tx.payload,
    storageMass,
    mass: storageMass,
    verboseData: {
      transactionId: tx.id,
      hash: tx.hash,
      computeMass: int(inclusion.computeMass),
      blockHash: inclusion.blockHash,
      blockTime: inclusion.blockTime,
    },
  };
}

function outputOf(output: ChainOutput) {
  return {
    value: int(output.value),
    scriptPublicKey: output.scriptPublicKey,
    verboseData: scriptVerbose(output.scriptPublicKey),
    covenant: output.covenant,
  };
}

/** An unspent output, as in `getUtxosByAddresses` and `UtxosChanged`. */
export function utxoOf(outpoint: { transactionId: string; index: number }, entry: UtxoEntry) {
  return {
    address: addressOf(entry.scriptPublicKey),
    outpoint,
    utxoEntry: {
      amount: int(entry.amount),
      scriptPublicKey: entry.scriptPublicKey,
      blockDaaScore: int(entry.blockDaaScore),
      isCoinbase: entry.isCoinbase,
      covenantId: entry.covenantId ?? null,
    },
  };
}
