// One page of the chain from the index: settled blocks only, each with the block before it as its parent. The page is
// empty when the chain changed while it was read.
import { type ChainBlock, type ChainPage, PAGE_SPANS, PageUnreadable } from "../../source.ts";
import { checkAscent } from "../page.ts";
import { type AgreedBlock, agreedBlocks } from "./accepted.ts";
import { type RestApi, SEARCH_SPAN } from "./api.ts";
import { readBlockByBlock } from "./block-by-block.ts";
import type { ChainLinks } from "./chain-links.ts";
import { HttpFault } from "./client.ts";
import type { ChainPoint, ConfirmedTip } from "./confirmed-tip.ts";
import { findFork } from "./fork.ts";

export interface PageParts {
  api: RestApi;
  tip: ConfirmedTip;
  links: ChainLinks;
  /** Blue-score steps of a page when none are asked for. */
  pageSpan: bigint;
}

const NOTHING: ChainPage = { removed: [], added: [], slow: false };
const SMALLEST_SPAN = PAGE_SPANS[PAGE_SPANS.length - 1] as number;
/** Up to here the listing is asked for in tens, so that polling near the tip stays small. */
const SHORT_SPAN = 50n;

export async function readPage(
  parts: PageParts,
  startHash: string,
  spanLimit: number | undefined,
): Promise<ChainPage> {
  const tip = await parts.tip.look();
  const start = await parts.links.locate(startHash);
  // Blocks above the settled part may still change.
  if (tip === null || tip.hash === startHash || tip.blueScore < start.blueScore) return NOTHING;
  try {
    return await settledPage(parts, tip, start, spanLimit);
  } catch (error) {
    if (error instanceof HttpFault && error.status === 500)
      throw new PageUnreadable(error.message, { cause: error });
    throw error;
  }
}

async function settledPage(
  parts: PageParts,
  tip: ChainPoint,
  start: ChainPoint,
  spanLimit: number | undefined,
): Promise<ChainPage> {
  const read = (base: ChainPoint) => readAbove(parts, base, tip, spanLimit);
  let removed: string[] = [];
  let above = await read(start);
  if (above === null) {
    const fork = await findFork(parts.api, parts.links, start.hash);
    removed = fork.removed;
    above = await read(fork.at);
  }
  if (above === null || !(await parts.tip.stands(tip))) return NOTHING;
  for (const { hash, blueScore, parent } of above.points) parts.links.remember({ hash, blueScore, parent });
  return { removed, added: above.added, slow: above.slow };
}

interface Above {
  added: ChainBlock[];
  points: (ChainPoint & { parent: string })[];
  slow: boolean;
}

/** Null when `base` is not on the chain. */
async function readAbove(
  parts: PageParts,
  base: ChainPoint,
  tip: ChainPoint,
  spanLimit: number | undefined,
): Promise<Above | null> {
  const span = spanLimit === undefined ? parts.pageSpan : BigInt(spanLimit);
  try {
    for (let end = base.blueScore + span; ; end += SEARCH_SPAN) {
      const range = await readRange(parts.api, base, least(end, tip.blueScore));
      if (range === null) return null;
      const joined = await joinedBlocks(parts.api, base, range.blocks);
      // One chain block may lift the blue score by more than a small span.
      if (joined.added.length > 0 || !range.empty || end >= tip.blueScore) return joined;
    }
  } catch (error) {
    const unreadable = error instanceof HttpFault && error.status === 500;
    if (!unreadable || spanLimit === undefined || spanLimit > SMALLEST_SPAN) throw error;
    return asSlow(await readBlockByBlock(parts.api, base, tip, BigInt(SMALLEST_SPAN)), base);
  }
}

async function readRange(
  api: RestApi,
  base: ChainPoint,
  end: bigint,
): Promise<{ blocks: AgreedBlock[]; empty: boolean } | null> {
  const blocks: AgreedBlock[] = [];
  let empty = true;
  for (let from = base.blueScore; from <= end; ) {
    const border = from - (from % SEARCH_SPAN) + SEARCH_SPAN;
    const until = least(border, end + 1n);
    const rows = await api.acceptedRows(from, until);
    if (from === base.blueScore && !rows.some((row) => row.accepting_block_hash === base.hash)) return null;
    const inside = (score: bigint) => score >= from && score < until;
    const listed = (await listedBetween(api, from, until)).filter(({ blue_score }) => inside(blue_score));
    const agreed = agreedBlocks(listed, rows, base.blueScore);
    blocks.push(...agreed);
    const scores = new Set(rows.map((row) => row.accepting_block_blue_score));
    scores.delete(base.blueScore);
    if (scores.size > 0) empty = false;
    if (agreed.length < scores.size) break;
    from = until;
  }
  return { blocks, empty };
}

async function listedBetween(api: RestApi, from: bigint, until: bigint) {
  const step = until - from <= SHORT_SPAN ? 10n : 100n;
  const listed = [];
  for (let at = from - (from % step); at < until; at += step) listed.push(...(await api.chainList(at, step)));
  return listed;
}

/** Each block's coinbase comes from its selected parent: that must be the block before it. */
async function joinedBlocks(api: RestApi, base: ChainPoint, blocks: readonly AgreedBlock[]): Promise<Above> {
  const above: Above = { added: [], points: [], slow: false };
  let before = base.hash;
  for (const { parents, ...block } of blocks) {
    const known = parents.length > 0 ? parents : await parentsByNode(api, block.hash);
    if (!known.includes(before)) break;
    above.added.push(block);
    above.points.push({ hash: block.hash, blueScore: block.blueScore, parent: before });
    before = block.hash;
  }
  checkAscent(above.added);
  return above;
}

async function parentsByNode(api: RestApi, hash: string): Promise<readonly string[]> {
  const block = await api.block(hash);
  return block === null ? [] : [block.verboseData.selectedParentHash];
}

function asSlow(added: ChainBlock[], base: ChainPoint): Above {
  checkAscent(added);
  const points = added.map(({ hash, blueScore }, at) => ({
    hash,
    blueScore,
    parent: added[at - 1]?.hash ?? base.hash,
  }));
  return { added, points, slow: true };
}

const least = (a: bigint, b: bigint) => (a < b ? a : b);
