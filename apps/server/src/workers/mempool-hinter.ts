import type { ChainSource } from "../ports/chain-source.ts";
import type { Sightings } from "../usecases/chain/mempool-sightings.ts";
import type { WatchList } from "../usecases/checkout/watch-list.ts";
import { createLoop, type Worker } from "./loop.ts";

const POLL_MS = 1_000;

export interface MempoolHinterDeps {
  source: ChainSource;
  watched: WatchList;
  sightings: Sightings;
  onError(error: unknown): void;
}

/** Polls the mempool once a second, only for payments that somebody is watching. */
export function createMempoolHinter({ source, watched, sightings, onError }: MempoolHinterDeps): Worker {
  return createLoop({
    idleMs: POLL_MS,
    onError,
    async round() {
      await sightings.forget(source.network);
      const ids = watched.current();
      if (ids.length > 0 && source.health().state === "connected") await sightings.look(source, ids);
      return false;
    },
  });
}
