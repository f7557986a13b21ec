// The worker thread of frame-parser.ts: parses and checks frames.
import { parentPort } from "node:worker_threads";
import { answerTo, type FrameJob } from "./frame-job.ts";

parentPort?.on("message", (job: FrameJob) => {
  const answer = answerTo(job);
  const packed = "packed" in answer ? answer.packed : undefined;
  parentPort?.postMessage(answer, packed === undefined ? [] : [packed.bytes.buffer]);
});
