// What the frame worker is asked and answers; the same is done on this side where no worker can run.
import { BadFrame, type OpenCalls, parseLossless, readFrame } from "@kaspa-pay/kaspa/wrpc";

/** One large text; answers carry its id. With `calls` it is a frame of a wRPC node, else only JSON. */
export interface FrameJob {
  id: number;
  text: string;
  calls: OpenCalls | null;
}

/** `bad` says that the sender is at fault, and how. */
export type FrameAnswer = { id: number; value: unknown } | { id: number; fault: string; bad: boolean };

export function answerTo({ id, text, calls }: FrameJob): FrameAnswer {
  try {
    return { id, value: calls === null ? parseLossless(text) : readFrame(text, calls) };
  } catch (error) {
    return {
      id,
      fault: error instanceof Error ? error.message : "not JSON",
      bad: error instanceof BadFrame,
    };
  }
}
