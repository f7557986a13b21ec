// One node connection as the list of nodes uses it, for any protocol.
import type { ChainSource, ChainState, NodeInfo } from "../source.ts";

/** The reading methods of the port, for one node. Rejects only with the errors of the port. */
export type NodeReader = Pick<
  ChainSource,
  "info" | "sink" | "dag" | "pull" | "utxos" | "mempool" | "spentSince" | "feeEstimate"
>;

export interface ConnectionEvents {
  changed(state: ChainState, detail: string, info: NodeInfo | null): void;
  /** This node cannot serve now. After `refused` it does not reconnect; the owner opens a new node connection. */
  failed(why: "unreachable" | "refused" | "unsynced"): void;
  ticked(): void;
  scored(virtualDaaScore: bigint): void;
  /** The node reported blocks that contradict its finality point (true), or that the conflict is resolved (false). */
  conflicted(conflict: boolean): void;
}

/** One node: its connection, and the node check on each connection. */
export interface NodeConnection {
  readonly reader: NodeReader;
  /** True while the present connection has passed the node check and the node is synced. */
  isUsable(): boolean;
  /** A reply said that the node is syncing: no data until it is synced again. */
  noteUnsynced(): void;
  /** Ends the present connection; a new one may follow. */
  drop(reason: string): void;
  stop(): void;
}

/** A connection to a node other than the one that serves, only to ask about its state. */
export interface NodeProbe {
  isUp(): boolean;
  /** Resolves once it is up, rejects when stopped before. */
  ready(): Promise<void>;
  info(): Promise<NodeInfo>;
  stop(): void;
}

/** Opens connections to nodes by their URL. */
export interface NodeConnector {
  open(url: string, events: ConnectionEvents): NodeConnection;
  probe(url: string): NodeProbe;
}
