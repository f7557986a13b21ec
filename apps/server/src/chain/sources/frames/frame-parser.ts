// Pages read while catching up are tens of megabytes. Parsing and checking one in the main thread would block every
// request for most of a second (800 ms for 43 MiB, measured), so frames above the client's limit go to a worker thread.
import { Worker } from "node:worker_threads";
import { BadFrame, type FrameContent, type OpenCalls } from "@kaspa-pay/kaspa/wrpc";
import { answerTo, contentOf, type FrameAnswer, type FrameJob } from "./frame-job.ts";

export interface FrameParser {
  /** Rejects for what is no JSON. */
  parse(text: string): Promise<unknown>;
  /** A frame of a wRPC node, checked as a whole. Rejects with `BadFrame` for what no node may send. */
  read(text: string | Uint8Array, calls: OpenCalls): Promise<FrameContent>;
  close(): Promise<void>;
}

interface Waiting {
  job: FrameJob;
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

/** Starts its worker with the first frame. Where no worker can run, frames are read in this thread. */
export function createFrameParser(startWorker: () => Worker = startFrameWorker): FrameParser {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let broken = false;
  let nextId = 1;

  function settle(answer: FrameAnswer): void {
    const job = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (waiting.size === 0) worker?.unref();
    if (job !== undefined) finish(job, answer);
  }

  /** The worker ended, for lack of memory or because it cannot be loaded: its frames are read in this thread. */
  function fallBack(): void {
    broken = true;
    worker = undefined;
    for (const call of waiting.values()) finish(call, answerTo(call.job));
    waiting.clear();
  }

  function start(): Worker {
    const started = startWorker();
    started.on("message", settle);
    started.on("error", fallBack);
    return started;
  }

  function run(text: string | Uint8Array, calls: OpenCalls | null): Promise<unknown> {
    const job: FrameJob = { id: nextId++, text, calls };
    return new Promise((resolve, reject) => {
      const call = { job, resolve, reject };
      if (broken) {
        finish(call, answerTo(job));
        return;
      }
      worker ??= start();
      worker.ref();
      waiting.set(job.id, call);
      worker.postMessage(job);
    });
  }

  return {
    parse: (text) => run(text, null),
    read: (text, calls) => run(text, calls) as Promise<FrameContent>,
    async close() {
      broken = true;
      await worker?.terminate();
      for (const { reject } of waiting.values()) reject(new Error("closed"));
      waiting.clear();
    },
  };
}

function finish({ resolve, reject }: Waiting, answer: FrameAnswer): void {
  if ("value" in answer) resolve(contentOf(answer));
  else reject(answer.bad ? new BadFrame(answer.fault) : new Error(answer.fault));
}

function startFrameWorker(): Worker {
  const file = import.meta.url.endsWith(".ts") ? "./frame-worker.ts" : "./frame-worker.js";
  return new Worker(new URL(file, import.meta.url));
}
