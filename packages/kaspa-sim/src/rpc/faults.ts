// The switches behind the controls: what state this node shows, and which faults its network has.
// docs/spec/kaspa-protocol.md#the-simulated-node

/** Transport faults; every frame of a connection goes through one ordered queue. */
export interface NetFaults {
  /** Delay of every frame. */
  delayMs: number;
  /** Extra random delay of notifications, which may so overtake each other. */
  reorderMs: number;
  /** Share of notifications lost, 0 to 1. */
  dropP: number;
  /** Share of notifications sent twice. */
  dupP: number;
  /** Share of replies never sent. */
  dropRepliesP: number;
  /** Share of frames replaced by garbage. */
  garbageP: number;
  /** Every connection is cut this long after it opened; 0 = never. */
  cutEvery: number;
  /** Sockets stay open, nothing is read or answered. */
  halfOpen: boolean;
  /** The next reply becomes a frame of this many bytes; 0 = off. */
  bigFrame: number;
  /** Text of the next frame instead of the real reply; null = off. */
  nextReply: string | null;
  /** Frames are sent in fragments of this size; 0 = whole. */
  chunkBytes: number;
}

/** An output that the chain never held, shown in the block at `height`. */
export interface InventedOutput {
  readonly scriptPublicKey: string;
  readonly sompi: bigint;
  readonly height: number;
}

/** How this node lies. */
export interface Lies {
  inventOutput: InventedOutput | null;
  /** Ids of transactions left out of every chain reply. */
  hideOutput: ReadonlySet<string>;
  /** Wrong amounts by transaction id, for its first output. */
  wrongAmount: ReadonlyMap<string, bigint>;
  /** The reported virtual DAA and sink blue score stay at these values. */
  frozenScore: { daaScore: number; blueScore: number } | null;
  /** Subtracted from the reported scores. */
  backwardsScore: number;
}

/** State of the node as clients see it. */
export interface NodeFaults {
  networkId: string;
  serverVersion: string;
  unsynced: boolean;
  transitional: boolean;
  utxoIndex: boolean;
  /** Chain blocks this node is behind the chain. */
  behind: number;
  /** Merged blocks after which a chain reply ends. */
  pageLimit: number;
  /** Sompi per gram in `getFeeEstimate`. */
  feeRate: number;
  /** Reasons for which the next submissions are refused, one each. */
  rejectNext: string[];
  lies: Lies;
  net: NetFaults;
}

/** Merged blocks in a chain reply: 10 times the mergeset limit. */
export const PAGE_LIMIT = 2_480;
/** What the simulator calls itself. */
export const SERVER_VERSION = "2.0.1-sim";

/** A healthy network. */
export function noNetFaults(): NetFaults {
  return {
    delayMs: 0,
    reorderMs: 0,
    dropP: 0,
    dupP: 0,
    dropRepliesP: 0,
    garbageP: 0,
    cutEvery: 0,
    halfOpen: false,
    bigFrame: 0,
    nextReply: null,
    chunkBytes: 0,
  };
}

/** An honest node. */
export function noLies(): Lies {
  return {
    inventOutput: null,
    hideOutput: new Set(),
    wrongAmount: new Map(),
    frozenScore: null,
    backwardsScore: 0,
  };
}

/** A healthy node. */
export function noFaults(pageLimit = PAGE_LIMIT): NodeFaults {
  return {
    networkId: "simnet",
    serverVersion: SERVER_VERSION,
    unsynced: false,
    transitional: false,
    utxoIndex: true,
    behind: 0,
    pageLimit,
    feeRate: 100,
    rejectNext: [],
    lies: noLies(),
    net: noNetFaults(),
  };
}
