// Turns decoded replies into pages of the port. An incomplete reply is refused as a whole.
import type { ChainTransaction, WireTransaction, WrpcReply } from "@kaspa-pay/kaspa/wrpc";
import { type ChainBlock, type ChainOutput, type ChainPage, type ChainTx, Unavailable } from "../source.ts";

export type V2Reply = WrpcReply<"getVirtualChainFromBlockV2">;

/** A block of a reply. In a large reply the frame worker checked it and lists the scripts that it pays. */
export type ReadBlock = V2Reply["chainBlockAcceptedTransactions"][number] & {
  outputScripts?: () => readonly string[];
};

const COINBASE_SUBNETWORK = `01${"0".repeat(38)}`;

/** The schema has checked lengths and hashes of the lists; here they are checked against the request. */
export function toPage(reply: V2Reply, startHash: string): ChainPage {
  const removed = reply.removedChainBlockHashes;
  checkRemoved(removed, reply.addedChainBlockHashes, startHash);
  const added = reply.chainBlockAcceptedTransactions.map(toBlock);
  checkAscent(added);
  return { removed, added, slow: false };
}

export function toBlock(block: ReadBlock): ChainBlock {
  const { chainBlockHeader: header, outputScripts } = block;
  const position = {
    hash: header.hash,
    daaScore: present(header.daaScore),
    blueScore: present(header.blueScore),
    timestampMs: present(header.timestamp),
  };
  if (outputScripts === undefined) return { ...position, txs: block.acceptedTransactions.map(toChainTx) };
  return {
    ...position,
    scripts: outputScripts,
    get txs() {
      return block.acceptedTransactions.map(toChainTx);
    },
  };
}

/** Scores grow along the chain. A reply whose scores fall is wrong, and confirmations counted by them would be. */
export function checkAscent(added: readonly ChainBlock[]): void {
  for (const [at, block] of added.entries()) {
    const parent = added[at - 1];
    if (parent !== undefined && (block.blueScore <= parent.blueScore || block.daaScore < parent.daaScore))
      throw new Unavailable("bad_reply", "The node's scores fall along its chain");
  }
}

export function checkRemoved(removed: readonly string[], added: readonly string[], startHash: string): void {
  if (removed.length > 0 && removed[0] !== startHash)
    throw new Unavailable("bad_reply", "The node removed blocks that are not below the start block");
  if (added.includes(startHash)) throw new Unavailable("bad_reply", "The node added the start block itself");
}

function toChainTx(tx: ChainTransaction): ChainTx {
  const addresses = tx.inputs.map(
    ({ verboseData }) => verboseData?.utxoEntry?.verboseData?.scriptPublicKeyAddress,
  );
  return {
    txid: present(tx.verboseData?.transactionId),
    coinbase: isCoinbase(tx),
    inputAddresses: [
      ...new Set(addresses.filter((address) => typeof address === "string" && address !== "")),
    ] as string[],
    outputs: tx.outputs.map((output, index) => toOutput(output, index)),
  };
}

/** A whole transaction, from a block or the mempool; it names no senders. */
export function fromWire(tx: WireTransaction): ChainTx {
  return {
    txid: present(tx.verboseData?.transactionId),
    coinbase: isCoinbase(tx),
    inputAddresses: [],
    outputs: tx.outputs.map((output, index) => toOutput(output, index)),
    spends: tx.inputs.map(({ previousOutpoint: { transactionId, index } }) => `${transactionId}:${index}`),
  };
}

function toOutput(
  output: { value: bigint | null; scriptPublicKey: string | null; covenant: { covenantId: string } | null },
  index: number,
): ChainOutput {
  return {
    index,
    value: present(output.value),
    script: present(output.scriptPublicKey),
    covenantId: output.covenant?.covenantId ?? null,
  };
}

function isCoinbase(tx: { subnetworkId: string | null; inputs: readonly unknown[] }): boolean {
  return tx.subnetworkId === null ? tx.inputs.length === 0 : tx.subnetworkId === COINBASE_SUBNETWORK;
}

function present<T>(value: T | null | undefined): T {
  if (value === null || value === undefined)
    throw new Unavailable("bad_reply", "The node left out a field that its page must have");
  return value;
}

/** Asks about more items than one call may hold, one chunk after the other; the answers in order. */
export async function inChunks<I, T>(
  all: readonly I[],
  size: number,
  ask: (chunk: I[]) => Promise<T[]>,
): Promise<T[]> {
  const found: T[] = [];
  for (let from = 0; from < all.length; from += size)
    found.push(...(await ask(all.slice(from, from + size))));
  return found;
}
