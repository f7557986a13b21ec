// The chain on disk. Every change is one line, written before any client hears of it, so a process killed at any
// moment comes back with every block that somebody has seen. Segments begin with the whole coin set; the oldest ones
// go when pruning has passed them.
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeSync,
} from "node:fs";
import { basename, dirname } from "node:path";
import { type ChainBlock, type ChainChange, NONE } from "../chain/block.ts";
import { BlockStore } from "../chain/block-store.ts";
import type { Chain, ChainParts } from "../chain/chain.ts";
import { Ledger } from "../chain/ledger.ts";
import { Mempool } from "../chain/mempool.ts";
import { UtxoSet } from "../chain/utxo-set.ts";
import {
  type BlockLine,
  bareBlock,
  type LedgerLine,
  readBlock,
  readLedger,
  readUtxo,
  type UtxoLine,
  writeBlock,
  writeLedger,
  writeUtxo,
} from "./codec.ts";

/** First line of a segment: all that is needed to continue from there. */
interface BaseLine {
  readonly format: 1;
  readonly seed: string;
  readonly fork: number;
  readonly height: number;
  /** The two newest chain blocks, older first. */
  readonly blocks: [BlockLine, BlockLine];
  readonly grandparent: string;
  readonly utxos: UtxoLine[];
  readonly ledger: LedgerLine[];
}

/** One change: blocks taken off, blocks put on. */
interface ChangeLine {
  readonly fork: number;
  readonly pop?: number;
  readonly add: BlockLine[];
}

interface Segment {
  readonly number: number;
  readonly base: BaseLine;
  readonly changes: ChangeLine[];
  /** Bytes of whole lines; a torn last line is cut off before the next write. */
  readonly goodBytes: number;
}

const LARGEST_SEGMENT_BYTES = 64 * 1024 * 1024;
const BLOCKS_PER_SEGMENT = 20_000;
/** The seed of the faucet's key stands in the first line. */
const PRIVATE = 0o600;

/** The state files of one chain. */
export class Journal {
  readonly #path: string;
  #segments: { number: number; height: number }[] = [];
  #loaded: Segment[] = [];
  #isBroken = false;
  #fd: number | undefined;
  #bytes = 0;

  /** @param path segments are named `<path>.<number>.log` */
  constructor(path: string) {
    this.#path = path;
    this.#loaded = this.#numbers().flatMap((number) => this.#read(number) ?? []);
    this.#segments = this.#loaded.map(({ number, base }) => ({ number, height: base.height }));
  }

  /** Seed of the chain on disk; undefined when there is none. */
  get seed(): string | undefined {
    return this.#loaded[0]?.base.seed;
  }

  /** The state the oldest segment begins with. */
  baseParts(faucetScript: string): ChainParts | undefined {
    const base = this.#loaded[0]?.base;
    return base && partsOf(base, faucetScript);
  }

  /** Plays every stored change into a chain that was built from {@link baseParts}. Reads only. */
  replayInto(chain: Chain): void {
    for (const segment of this.#loaded) {
      for (const change of segment.changes) {
        // A reorg below the oldest base cannot be played; the next segment begins right behind it.
        if ((change.pop ?? 0) > chain.store.selectedChain().length - 2) {
          const next = this.#loaded.find(({ number }) => number > segment.number);
          if (next) chain.adopt(partsOf(next.base, chain.settings.faucetScript));
          else this.#isBroken = true;
          break;
        }
        for (let left = change.pop ?? 0; left > 0; left--) chain.pop();
        for (const line of change.add) chain.replay(readBlock(line, chain.store.sink));
      }
    }
    chain.fork = Math.max(0, ...this.#loaded.map(lastFork)) + 1;
    chain.pruneTo(chain.settings.pruneKeep);
  }

  /** Opens the newest segment for writing, or makes the first one. */
  begin(chain: Chain): void {
    const last = this.#loaded[this.#loaded.length - 1];
    this.#loaded = [];
    mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 });
    for (const number of this.#numbers()) chmodSync(this.#file(number), PRIVATE);
    if (last === undefined || this.#isBroken) {
      this.rotate(chain, true);
      return;
    }
    truncateSync(this.#file(last.number), last.goodBytes);
    this.#bytes = last.goodBytes;
    this.#fd = openSync(this.#file(last.number), "a", PRIVATE);
  }

  /** Starts a fresh segment from the chain as it is. `alone` removes all earlier ones (they hold another chain). */
  rotate(chain: Chain, alone = false): void {
    this.close();
    const number = (this.#segments[this.#segments.length - 1]?.number ?? 0) + 1;
    const text = `${JSON.stringify(baseOf(chain))}\n`;
    const temporary = `${this.#path}.tmp`;
    const fd = openSync(temporary, "w", PRIVATE);
    writeSync(fd, text);
    fsyncSync(fd);
    closeSync(fd);
    renameSync(temporary, this.#file(number));
    if (alone) this.#forget(this.#segments.splice(0));
    this.#segments.push({ number, height: chain.store.tipHeight });
    while (this.#segments[1] && this.#segments[1].height <= chain.store.baseHeight) {
      this.#forget(this.#segments.splice(0, 1));
    }
    this.#fd = openSync(this.#file(number), "a", PRIVATE);
    this.#bytes = Buffer.byteLength(text);
  }

  /** Writes one change; returns once the system has it, which outlives this process. */
  append(chain: Chain, change: ChainChange): void {
    if (this.#fd === undefined) throw new Error("the state file is not open");
    const line: ChangeLine = {
      fork: chain.fork,
      ...(change.removed.length > 0 && { pop: change.removed.length }),
      add: change.added.map(writeBlock),
    };
    const text = `${JSON.stringify(line)}\n`;
    writeSync(this.#fd, text);
    this.#bytes += Buffer.byteLength(text);
    const begun = this.#segments[this.#segments.length - 1]?.height ?? 0;
    const fork = chain.store.tipHeight - change.added.length;
    const isFull =
      chain.store.tipHeight - begun >= BLOCKS_PER_SEGMENT || this.#bytes >= LARGEST_SEGMENT_BYTES;
    if (isFull || fork < begun) this.rotate(chain);
  }

  close(): void {
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
  }

  #file(number: number): string {
    return `${this.#path}.${number}.log`;
  }

  #numbers(): number[] {
    const folder = dirname(this.#path);
    if (!existsSync(folder)) return [];
    const prefix = `${basename(this.#path)}.`;
    return readdirSync(folder)
      .filter((name) => name.startsWith(prefix) && /^\d+\.log$/.test(name.slice(prefix.length)))
      .map((name) => Number(name.slice(prefix.length, -4)))
      .sort((a, b) => a - b);
  }

  #read(number: number): Segment | undefined {
    const bytes = readFileSync(this.#file(number));
    const lines = bytes.toString("utf8").split("\n");
    // Whatever follows the last line break was cut off by a kill in the middle of a write.
    const torn = lines.pop() ?? "";
    const [head, ...rest] = lines;
    if (head === undefined) return undefined;
    const base = JSON.parse(head) as BaseLine;
    if (base.format !== 1) throw new Error(`${this.#file(number)} is of another format`);
    const changes = rest.map((line) => JSON.parse(line) as ChangeLine);
    return { number, base, changes, goodBytes: bytes.length - Buffer.byteLength(torn) };
  }

  #forget(segments: readonly { number: number }[]): void {
    for (const { number } of segments) rmSync(this.#file(number), { force: true });
  }
}

function lastFork({ base, changes }: Segment): number {
  return changes[changes.length - 1]?.fork ?? base.fork;
}

function baseOf(chain: Chain): BaseLine {
  const blocks = chain.store.selectedChain();
  const [older, sink] = blocks.slice(-2) as [ChainBlock, ChainBlock];
  return {
    format: 1,
    seed: chain.settings.seed,
    fork: chain.fork,
    height: chain.store.tipHeight,
    blocks: [bareLine(older), bareLine(sink)],
    grandparent: older.parents[0] ?? "",
    utxos: [...chain.utxos.entries()].map(writeUtxo),
    ledger: [...chain.ledger.outputs()].map(writeLedger),
  };
}

function bareLine(block: ChainBlock): BlockLine {
  const { m: _, ...line } = writeBlock(block);
  return line;
}

function partsOf(base: BaseLine, faucetScript: string): ChainParts {
  const store = new BlockStore();
  const [older, sink] = base.blocks;
  const below = base.grandparent === "" ? NONE : [base.grandparent];
  store.append({ ...bareBlock(older, below), height: base.height - 1, accepted: NONE });
  store.append({ ...bareBlock(sink, [older.h]), height: base.height, accepted: NONE });
  return {
    store,
    utxos: UtxoSet.from(base.utxos.map(readUtxo)),
    ledger: new Ledger(faucetScript, base.ledger.map(readLedger)),
    mempool: new Mempool(),
    acceptedIn: new Map(),
  };
}
