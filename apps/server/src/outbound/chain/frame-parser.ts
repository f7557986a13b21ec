// Pages read while catching up are tens of megabytes. Parsing one here would hold up every request for most of a
// second (390 ms for 18 MiB, measured), so frames above the client's limit are parsed by a worker.
import { Worker } from "node:worker_threads";
import { parseLossless } from "@kaspa-pay/kaspa/wrpc";
import type { FrameAnswer, FrameJob } from "./frame-worker.ts";

export interface FrameParser {
  /** Rejects for what is no JSON. */
  parse(text: string): Promise<unknown>;
  close(): Promise<void>;
}

interface Waiting {
  text: string;
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

/** Starts its worker with the first frame. Where no worker can run, frames are parsed here. */
export function createFrameParser(startWorker: () => Worker = startFrameWorker): FrameParser {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let broken = false;
  let nextId = 1;

  function settle(answer: FrameAnswer): void {
    const job = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (waiting.size === 0) worker?.unref();
    if ("fault" in answer) job?.reject(new Error(answer.fault));
    else job?.resolve(answer.value);
  }

  /** The worker died, for lack of memory or because this runtime cannot load it: its frames are parsed here. */
  function fallBack(): void {
    broken = true;
    worker = undefined;
    for (const { text, resolve, reject } of waiting.values()) parseHere(text).then(resolve, reject);
    waiting.clear();
  }

  function start(): Worker {
    const started = startWorker();
    started.on("message", settle);
    started.on("error", fallBack);
    return started;
  }

  return {
    parse(text) {
      if (broken) return parseHere(text);
      worker ??= start();
      worker.ref();
      const job: FrameJob = { id: nextId++, text };
      return new Promise((resolve, reject) => {
        waiting.set(job.id, { text, resolve, reject });
        worker?.postMessage(job);
      });
    },
    async close() {
      broken = true;
      await worker?.terminate();
      for (const { reject } of waiting.values()) reject(new Error("closed"));
      waiting.clear();
    },
  };
}

function startFrameWorker(): Worker {
  const file = import.meta.url.endsWith(".ts") ? "./frame-worker.ts" : "./frame-worker.js";
  return new Worker(new URL(file, import.meta.url));
}

async function parseHere(text: string): Promise<unknown> {
  return parseLossless(text);
}
