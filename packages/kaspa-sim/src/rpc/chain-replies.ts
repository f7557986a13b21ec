// getVirtualChainFromBlock, its V2 with four verbosity levels, and getBlock. docs/spec/kaspa-protocol.md#the-chain-call
import { masses } from "@kaspa-pay/kaspa/tx";
import type { Accepted, Block, ChainBlock } from "../chain/block.ts";
import { fillTransaction } from "../chain/fill.ts";
import type { ChainTx } from "../chain/transaction.ts";
import { virtualChainPage } from "../chain/virtual-chain.ts";
import { RPC_TEXT, refuse } from "./errors.ts";
import type { NodeView } from "./node-view.ts";
import { boolean, hash, integer, optional, type Params, text } from "./params.ts";
import {
  addressOf,
  BITS,
  blueWorkOf,
  commitment,
  headerOf,
  int,
  nonceOf,
  scriptClass,
  transactionOf,
} from "./wire.ts";

const LEVELS = ["None", "Low", "High", "Full"] as const;
const LOW = 1;
const HIGH = 2;
const FULL = 3;

function pageOf(view: NodeView, params: Params, limited: boolean) {
  const startHash = hash(params.startHash);
  const page = virtualChainPage(view.chain.store, {
    startHash,
    minConfirmationCount: optional(
      params.minConfirmationCount,
      (value) => integer(value, Number.MAX_SAFE_INTEGER),
      0,
    ),
    pageLimit: limited ? view.faults.pageLimit : undefined,
    tipHeight: view.tipHeight,
  });
  if (page === "unknown") return refuse(RPC_TEXT.unknownHeader(startHash));
  return page === "pruned" ? refuse(RPC_TEXT.noRetentionRoot) : page;
}

/** V1: hashes and ids only. */
export function virtualChain(view: NodeView, params: Params) {
  const withIds = boolean(params.includeAcceptedTransactionIds);
  const { removed, added } = pageOf(view, params, withIds);
  return {
    removedChainBlockHashes: removed,
    addedChainBlockHashes: added.map((block) => block.hash),
    acceptedTransactionIds: withIds ? added.map((block) => acceptedIds(view, block)) : [],
  };
}

/** The accepted ids of one chain block, as V1 and the notification write them. */
export function acceptedIds(view: NodeView, block: ChainBlock) {
  const ids = [...view.acceptedBy(block)].map(({ tx }) => tx.id);
  return { acceptingBlockHash: block.hash, acceptedTransactionIds: ids };
}

/** V2: headers and accepted transactions at a verbosity level. One script without an address fails the whole page. */
export function virtualChainV2(view: NodeView, params: Params) {
  const level = optional(params.dataVerbosityLevel, levelOf, FULL);
  const { removed, added } = pageOf(view, params, true);
  return {
    removedChainBlockHashes: removed,
    addedChainBlockHashes: added.map((block) => block.hash),
    chainBlockAcceptedTransactions: added.map((block) => ({
      chainBlockHeader: headerAt(block, level),
      acceptedTransactions: Array.from(view.acceptedBy(block), (accepted) => transactionAt(accepted, level)),
    })),
  };
}

function levelOf(value: unknown): number {
  const level = LEVELS.indexOf(text(value) as (typeof LEVELS)[number]);
  return level < 0 ? refuse(RPC_TEXT.badParams) : level;
}

function headerAt(block: ChainBlock, level: number) {
  return {
    hash: block.hash,
    version: level >= LOW ? 1 : null,
    parentsByLevel: level >= HIGH ? runsOf([block.parents]) : null,
    hashMerkleRoot: level >= HIGH ? commitment(block, "merkle") : null,
    acceptedIdMerkleRoot: level >= HIGH ? commitment(block, "accepted") : null,
    utxoCommitment: level >= FULL ? commitment(block, "utxos") : null,
    timestamp: level >= LOW ? block.timestamp : null,
    bits: level >= LOW ? BITS : null,
    nonce: level >= LOW ? nonceOf(block) : null,
    daaScore: level >= LOW ? block.daaScore : null,
    blueWork: level >= LOW ? blueWorkOf(block) : null,
    blueScore: level >= LOW ? block.blueScore : null,
    pruningPoint: level >= FULL ? "0".repeat(64) : null,
  };
}

/** Here, unlike in getBlock, the node writes runs: the level before which a run ends, and the parents of its levels. */
function runsOf(parentsByLevel: readonly (readonly string[])[]) {
  return parentsByLevel.map((parents, level) => [level + 1, parents]);
}

function transactionAt(accepted: Accepted, level: number) {
  const { tx, block } = accepted;
  const storageMass = int(tx.storageMass);
  return {
    version: level >= FULL ? tx.version : null,
    inputs: tx.inputs.map((_, index) => inputAt(accepted, index, level)),
    outputs:
      level < LOW
        ? []
        : tx.outputs.map((output) => ({
            value: int(output.value),
            scriptPublicKey: output.scriptPublicKey,
            verboseData: standardVerbose(output.scriptPublicKey),
            covenant: output.covenant,
          })),
    lockTime: level >= FULL ? int(tx.lockTime) : null,
    subnetworkId: tx.subnetworkId,
    gas: int(tx.gas),
    payload: tx.payload,
    storageMass,
    mass: storageMass,
    verboseData: {
      transactionId: level >= LOW ? tx.id : null,
      hash: level >= LOW ? tx.hash : null,
      computeMass: level >= HIGH ? int(computeMass(accepted)) : null,
      blockHash: level >= LOW ? block.hash : null,
      blockTime: level >= LOW ? block.timestamp : null,
    },
  };
}

function inputAt({ tx, spent }: Accepted, index: number, level: number) {
  const input = tx.inputs[index]!;
  const entry = spent[index];
  return {
    previousOutpoint: level >= HIGH ? input.previousOutpoint : null,
    signatureScript: level >= LOW ? input.signatureScript : null,
    sequence: level >= HIGH ? int(input.sequence) : null,
    sigOpCount: level >= HIGH ? input.sigOpCount : null,
    computeBudget: level >= HIGH ? 0 : null,
    verboseData: {
      utxoEntry: entry && {
        amount: level >= HIGH ? int(entry.amount) : null,
        scriptPublicKey: level >= HIGH ? entry.scriptPublicKey : null,
        blockDaaScore: level >= FULL ? int(entry.blockDaaScore) : null,
        isCoinbase: level >= HIGH ? entry.isCoinbase : null,
        verboseData: level >= LOW ? standardVerbose(entry.scriptPublicKey) : null,
        covenantId: entry.covenantId ?? null,
      },
    },
  };
}

/** The reference node has no address for other scripts and fails the page instead of leaving the field empty. */
function standardVerbose(scriptPublicKey: string) {
  const address = addressOf(scriptPublicKey);
  if (address === null) return refuse(RPC_TEXT.invalidAddress);
  return { scriptPublicKeyType: scriptClass(scriptPublicKey), scriptPublicKeyAddress: address };
}

function computeMass({ tx, spent }: Accepted): bigint {
  return tx.version === 0 && spent.length === tx.inputs.length ? masses(tx, spent, "simnet").compute : 0n;
}

/** getBlock, which survives scripts without an address. */
export function block(view: NodeView, params: Params) {
  const wanted = hash(params.hash);
  const withTransactions = boolean(params.includeTransactions);
  const { store } = view.chain;
  const found = store.block(wanted);
  const height = store.heightOf(wanted);
  if (found === undefined || (height !== undefined && height > view.tipHeight)) {
    return refuse(RPC_TEXT.unknownHeader(wanted));
  }
  const coinbase = view.chain.coinbaseOf(found);
  const filled = Array.from({ length: found.fill }, (_, index) => fillTransaction(found, index).tx);
  const body = [coinbase, ...found.txs, ...filled];
  return {
    block: {
      header: headerOf(found),
      transactions: withTransactions ? body.map((tx) => inBlock(tx, found)) : [],
      verboseData: {
        hash: found.hash,
        difficulty: 1,
        selectedParentHash: found.parents[0] ?? "0".repeat(64),
        transactionIds: body.map((tx) => tx.id),
        isHeaderOnly: false,
        blueScore: found.blueScore,
        childrenHashes: childrenOf(view, found),
        mergeSetBluesHashes: mergesetOf(view, found),
        mergeSetRedsHashes: [],
        isChainBlock: height !== undefined,
      },
    },
  };
}

function inBlock(tx: ChainTx, block: Block) {
  return transactionOf(tx, { blockHash: block.hash, blockTime: block.timestamp, computeMass: 0n });
}

/** The selected parent and the merged blocks; of a merged block, its parent. */
function mergesetOf(view: NodeView, found: Block): readonly string[] {
  const chainBlock = view.chain.store.chainBlock(found.hash);
  return chainBlock ? chainBlock.parents : found.parents;
}

function childrenOf(view: NodeView, found: Block): string[] {
  const height = view.chain.store.heightOf(found.hash);
  const child = height === undefined ? undefined : view.chain.store.at(height + 1);
  return child && height !== undefined && height < view.tipHeight ? [child.hash] : [];
}
