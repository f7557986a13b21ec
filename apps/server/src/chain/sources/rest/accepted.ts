// Combines two readings of the index into blocks of the port. Pure.
import { type ChainBlock, type ChainOutput, type ChainTx, Unavailable } from "../../source.ts";
import type { AcceptedRow, ListedBlock } from "./replies.ts";

const COINBASE_SUBNETWORK = `01${"0".repeat(38)}`;
const SCRIPT_VERSION = "0000";
/** Script version for a script without an address: the API does not give versions, and such a script is not ours. */
const NO_ADDRESS = "ffff";

/**
 * Means "unknown": the API does not give covenants, and only transactions of version 1 and above can have them. So
 * their outputs are recorded and left to people instead of being credited.
 */
export const UNKNOWN_COVENANT = "0".repeat(64);

export interface AgreedBlock extends ChainBlock {
  /** Blocks that hold the coinbase this block accepted: its selected parent is one of them. May be empty. */
  parents: readonly string[];
}

export function covenantOf(version: number | null | undefined): string | null {
  return version === 0 ? null : UNKNOWN_COVENANT;
}

/**
 * Chain blocks above `base` on which the listing and the search agree, ascending. Ends before the first on which they
 * do not: the index was being written, or one of the replies came from a cache.
 */
export function agreedBlocks(
  listed: readonly ListedBlock[],
  rows: readonly AcceptedRow[],
  base: bigint,
): AgreedBlock[] {
  const found = new Map<string, AcceptedRow[]>();
  for (const row of rows) {
    const same = found.get(row.accepting_block_hash);
    if (same === undefined) found.set(row.accepting_block_hash, [row]);
    else same.push(row);
  }
  const scores = new Map<string, bigint>();
  for (const { hash, blue_score } of listed) scores.set(hash, blue_score);
  for (const row of rows) scores.set(row.accepting_block_hash, row.accepting_block_blue_score);
  const order = [...scores].filter(([, score]) => score > base).sort(([, a], [, b]) => (a < b ? -1 : 1));
  const byHash = new Map(listed.map((block) => [block.hash, block]));
  const agreed: AgreedBlock[] = [];
  for (const [hash, score] of order) {
    const block = agree(byHash.get(hash), found.get(hash) ?? []);
    if (block === null || agreed.at(-1)?.blueScore === score) break;
    agreed.push(block);
  }
  return agreed;
}

function agree(listed: ListedBlock | undefined, rows: readonly AcceptedRow[]): AgreedBlock | null {
  if (listed === undefined || listed.transactions.length !== rows.length) return null;
  const ids = new Set(listed.transactions.map(({ transaction_id }) => transaction_id));
  if (
    rows.some((row) => !ids.has(row.transaction_id) || row.accepting_block_blue_score !== listed.blue_score)
  )
    return null;
  const [coinbase, ...others] = rows.filter(isCoinbase);
  if (coinbase === undefined || others.length > 0) return null;
  const rest = rows.filter((row) => row !== coinbase);
  return {
    hash: listed.hash,
    daaScore: listed.daa_score,
    blueScore: listed.blue_score,
    timestampMs: listed.timestamp,
    txs: [coinbase, ...rest].map(toTx),
    parents: coinbase.block_hash,
  };
}

function isCoinbase({ subnetwork_id, inputs }: AcceptedRow): boolean {
  return isCoinbaseOf(subnetwork_id, inputs.length);
}

export function isCoinbaseOf(subnetwork: string | null | undefined, inputs: number): boolean {
  return subnetwork === null || subnetwork === undefined ? inputs === 0 : subnetwork === COINBASE_SUBNETWORK;
}

function toTx(row: AcceptedRow): ChainTx {
  const senders = row.inputs.map((input) => input.previous_outpoint_address ?? "");
  return {
    txid: row.transaction_id,
    coinbase: isCoinbase(row),
    inputAddresses: [...new Set(senders.filter((address) => address !== ""))],
    outputs: toOutputs(row),
  };
}

function toOutputs({ outputs, version, transaction_id: txid }: AcceptedRow): ChainOutput[] {
  const inOrder = outputs.toSorted((a, b) => a.index - b.index);
  return inOrder.map((output, index) => {
    if (output.index !== index) throw new Unavailable("bad_reply", `Outputs of ${txid} are missing`);
    const hasAddress = (output.script_public_key_address ?? "") !== "";
    return {
      index,
      value: output.amount,
      script: scriptOf(output.script_public_key, hasAddress),
      covenantId: covenantOf(version),
    };
  });
}

export function scriptOf(script: string, hasAddress: boolean): string {
  return `${hasAddress ? SCRIPT_VERSION : NO_ADDRESS}${script}`;
}
