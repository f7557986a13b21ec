// What the list of nodes needs of one node, whichever way it is spoken to.
import type { ChainSource, ChainState, NodeInfo } from "../../ports/chain-source.ts";

/** The questions of the port, put to one node. Rejects with the errors of the port alone. */
export type NodeReader = Pick<
  ChainSource,
  "info" | "sink" | "dag" | "sinkBlueScore" | "pull" | "utxos" | "mempool" | "spentSince" | "feeEstimate"
>;

export interface LinkEvents {
  changed(state: ChainState, detail: string, info: NodeInfo | null): void;
  /** This node cannot serve now. A `refused` one is not connected to again before the owner opens a new link. */
  failed(why: "unreachable" | "refused" | "unsynced"): void;
  ticked(): void;
  scored(virtualDaaScore: bigint): void;
  /** The node met blocks that contradict its finality point (true), or says that this is settled. */
  conflicted(conflict: boolean): void;
}

/** One node: its connection, and the gate on each connection. */
export interface ChainLink {
  readonly reader: NodeReader;
  /** True while the present connection has passed the gate and the node is synced. */
  isUsable(): boolean;
  /** The node said in passing that it is syncing: no data until it says otherwise. */
  noteUnsynced(): void;
  /** Ends the present connection, which may be made anew. */
  drop(reason: string): void;
  stop(): void;
}

/** A look at a node beside the one that serves. */
export interface NodeProbe {
  isUp(): boolean;
  /** Resolves once it is up, rejects when stopped before. */
  ready(): Promise<void>;
  info(): Promise<NodeInfo>;
  stop(): void;
}

/** Ways to a node, by its URL. */
export interface Dialer {
  open(url: string, events: LinkEvents): ChainLink;
  probe(url: string): NodeProbe;
}
