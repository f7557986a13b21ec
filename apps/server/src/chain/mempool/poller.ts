import type { WatchList } from "../../features/checkout/watch-list.ts";
import { createLoop, type Worker } from "../../runtime/loop.ts";
import type { ChainSource } from "../source.ts";
import type { MempoolObservations } from "./observations.ts";

const POLL_MS = 1_000;

export interface MempoolPollerDeps {
  source: ChainSource;
  watched: WatchList;
  mempoolObservations: MempoolObservations;
  onError(error: unknown): void;
}

/** Polls the mempool once a second, only for payments that somebody is watching. */
export function createMempoolPoller({
  source,
  watched,
  mempoolObservations,
  onError,
}: MempoolPollerDeps): Worker {
  return createLoop({
    idleMs: POLL_MS,
    onError,
    async round() {
      await mempoolObservations.forget(source.network);
      const ids = watched.current();
      if (ids.length > 0 && source.health().state === "connected")
        await mempoolObservations.look(source, ids);
      return false;
    },
  });
}
