// The other side of frame-parser.ts: parses what it is sent.
import { parentPort } from "node:worker_threads";
import { parseLossless } from "@kaspa-pay/kaspa/wrpc";

/** One large frame to parse; answers carry its id. */
export interface FrameJob {
  id: number;
  text: string;
}

export type FrameAnswer = { id: number; value: unknown } | { id: number; fault: string };

function answerTo({ id, text }: FrameJob): FrameAnswer {
  try {
    return { id, value: parseLossless(text) };
  } catch (error) {
    return { id, fault: error instanceof Error ? error.message : "not JSON" };
  }
}

parentPort?.on("message", (job: FrameJob) => parentPort?.postMessage(answerTo(job)));
