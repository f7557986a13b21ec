// Work that no response waits for: mails, and whatever only a known account causes. A response that waited for it would
// reveal by its duration who has an account, and would be delayed by a slow mail server.

import { AsyncResource } from "node:async_hooks";

export interface Background {
  /** Begins the work after the caller has gone on. Its error is logged for the operator and never reaches the caller. */
  run(work: () => Promise<void>): void;
  /** Ends when nothing runs or waits, work begun by other work included. */
  idle(): Promise<void>;
}

/** At the same time; the others wait in order. */
const MAX_RUNNING = 4;
/** Far more than people cause; the limit protects the memory. */
const MAX_WAITING = 1_000;

export function createBackground(onError: (error: unknown) => void): Background {
  const waiting: (() => Promise<void>)[] = [];
  const resting: (() => void)[] = [];
  let running = 0;

  /** Bound to the start of the process: work that is begun inside a transaction does not run in it. */
  const begin = AsyncResource.bind(() => void next());

  async function next(): Promise<void> {
    const work = waiting.shift();
    if (work === undefined) return;
    running += 1;
    try {
      await work();
    } catch (error) {
      onError(error);
    }
    running -= 1;
    void next();
    if (running === 0 && waiting.length === 0) for (const rest of resting.splice(0)) rest();
  }

  return {
    run(work) {
      if (waiting.length >= MAX_WAITING) {
        onError(new Error(`${MAX_WAITING} pieces of background work wait already: one was dropped`));
        return;
      }
      waiting.push(work);
      queueMicrotask(() => {
        if (running < MAX_RUNNING) begin();
      });
    },
    idle: async () => {
      while (running > 0 || waiting.length > 0)
        await new Promise<void>((resolve) => void resting.push(resolve));
    },
  };
}
