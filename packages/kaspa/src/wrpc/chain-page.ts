// Reads a page of the chain by hand: exactly what the schema `virtualChainV2` accepts and answers, several times
// faster. A page holds tens of thousands of transactions, and checking them is most of what following costs.
import type * as z from "zod";
import type { virtualChainV2 } from "./schemas/chain.ts";

type Page = z.output<typeof virtualChainV2>;
type Block = Page["chainBlockAcceptedTransactions"][number];
type Transaction = Block["acceptedTransactions"][number];
type Fields = Record<string, unknown>;

const HASH = /^[0-9a-f]{64}$/;
const SCRIPT = /^[0-9a-f]{4}(?:[0-9a-f]{2})*$/;
const SUBNETWORK = /^[0-9a-f]{40}$/;
const U64_MAX = 2n ** 64n - 1n;

class Refused extends Error {}

/** Null for what the schema refuses. */
export function readChainPage(params: unknown): Page | null {
  try {
    const page = object(params);
    const added = list(page.addedChainBlockHashes, hash);
    const blocks = list(page.chainBlockAcceptedTransactions, block);
    const belong =
      blocks.length === added.length &&
      blocks.every((block, at) => block.chainBlockHeader.hash === added[at]);
    if (!belong) return null;
    return {
      removedChainBlockHashes: list(page.removedChainBlockHashes, hash),
      addedChainBlockHashes: added,
      chainBlockAcceptedTransactions: blocks,
    };
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

function block(value: unknown): Block {
  const fields = object(value);
  const header = object(fields.chainBlockHeader);
  return {
    chainBlockHeader: {
      hash: hash(header.hash),
      version: orNull(header.version, count),
      timestamp: orNull(header.timestamp, count),
      daaScore: orNull(header.daaScore, u64),
      blueScore: orNull(header.blueScore, u64),
    },
    acceptedTransactions: list(fields.acceptedTransactions, transaction),
  };
}

function transaction(value: unknown): Transaction {
  const fields = object(value);
  return {
    inputs: list(fields.inputs, input),
    outputs: list(fields.outputs, output),
    subnetworkId: orNull(fields.subnetworkId, subnetworkId),
    verboseData: orNull(fields.verboseData, (verbose) => ({
      transactionId: orNull(object(verbose).transactionId, hash),
    })),
  };
}

function input(value: unknown): Transaction["inputs"][number] {
  const fields = object(value);
  return {
    previousOutpoint: orNull(fields.previousOutpoint, outpoint),
    verboseData: orNull(fields.verboseData, (verbose) => ({
      utxoEntry: orNull(object(verbose).utxoEntry, (entry) => ({
        verboseData: orNull(object(entry).verboseData, (script) => ({
          scriptPublicKeyAddress: orNull(object(script).scriptPublicKeyAddress, text),
        })),
      })),
    })),
  };
}

function output(value: unknown): Transaction["outputs"][number] {
  const fields = object(value);
  return {
    value: orNull(fields.value, u64),
    scriptPublicKey: orNull(fields.scriptPublicKey, scriptPublicKey),
    covenant: orNull(fields.covenant, (covenant) => ({ covenantId: hash(object(covenant).covenantId) })),
  };
}

function outpoint(value: unknown): { transactionId: string; index: number } {
  const fields = object(value);
  return { transactionId: hash(fields.transactionId), index: count(fields.index) };
}

function refuse(): never {
  throw new Refused();
}

function object(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : refuse();
}

function list<T>(value: unknown, read: (item: unknown) => T): T[] {
  return Array.isArray(value) ? value.map((item) => read(item)) : refuse();
}

function orNull<T>(value: unknown, read: (given: unknown) => T): T | null {
  return value === null || value === undefined ? null : read(value);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : refuse();
}

function matching(value: unknown, pattern: RegExp): string {
  return typeof value === "string" && pattern.test(value) ? value : refuse();
}

const hash = (value: unknown): string => matching(value, HASH);
const scriptPublicKey = (value: unknown): string => matching(value, SCRIPT);
const subnetworkId = (value: unknown): string => matching(value, SUBNETWORK);

function count(value: unknown): number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : refuse();
}

function u64(value: unknown): bigint {
  if (typeof value === "number") return BigInt(count(value));
  return typeof value === "bigint" && value >= 0n && value <= U64_MAX ? value : refuse();
}
