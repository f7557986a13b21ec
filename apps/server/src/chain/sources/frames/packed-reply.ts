// Nearly no transaction of a large page pays one of our addresses. So the worker sends the transactions of a block as
// bytes, with the list of scripts that they pay. The bytes are decoded only for blocks that pay a known script.
import { deserialize, serialize } from "node:v8";
import type { ChainTransaction } from "@kaspa-pay/kaspa/wrpc";
import { type ReadBlock, toBlock, type V2Reply } from "../page.ts";

export interface PackedReply {
  removed: string[];
  blocks: PackedBlock[];
  /** The transactions of all blocks, one block after the other. */
  bytes: Uint8Array<ArrayBuffer>;
}

interface PackedBlock {
  header: ReadBlock["chainBlockHeader"];
  /** Every script that its outputs pay, each once, with a space between two. */
  scripts: string;
  /** Where its transactions end in the bytes of the reply. */
  end: number;
}

/** @throws Unavailable for a block that lacks what the page of the port must have */
export function packReply(reply: V2Reply): PackedReply {
  const parts: Uint8Array[] = [];
  let end = 0;
  const blocks = reply.chainBlockAcceptedTransactions.map((block): PackedBlock => {
    const scripts = new Set(toBlock(block).txs.flatMap((tx) => tx.outputs.map((output) => output.script)));
    const part = serialize(block.acceptedTransactions);
    parts.push(part);
    end += part.length;
    return { header: block.chainBlockHeader, scripts: [...scripts].join(" "), end };
  });
  return { removed: reply.removedChainBlockHashes, blocks, bytes: joined(parts, end) };
}

/** In memory of its own, which can be handed to another thread; small buffers of Node share theirs. */
function joined(parts: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The reply as it was, each block opened when its transactions are read. */
export function openReply({ removed, blocks, bytes }: PackedReply): V2Reply {
  return {
    removedChainBlockHashes: removed,
    addedChainBlockHashes: blocks.map(({ header }) => header.hash),
    chainBlockAcceptedTransactions: blocks.map(({ header, scripts, end }, at): ReadBlock => {
      const part = bytes.subarray(blocks[at - 1]?.end ?? 0, end);
      return {
        chainBlockHeader: header,
        outputScripts: () => (scripts === "" ? [] : scripts.split(" ")),
        get acceptedTransactions() {
          return deserialize(part) as ChainTransaction[];
        },
      };
    }),
  };
}
