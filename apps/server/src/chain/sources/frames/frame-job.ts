// Job and answer of the frame worker. The same function runs in the main thread where no worker can run.
import { BadFrame, type FrameContent, type OpenCalls, parseLossless, readFrame } from "@kaspa-pay/kaspa/wrpc";
import type { V2Reply } from "../page.ts";
import { openReply, type PackedReply, packReply } from "./packed-reply.ts";

/**
 * One large text, perhaps still as UTF-8; answers carry its id. With `calls` it is a frame of a wRPC node, else only
 * JSON.
 */
export interface FrameJob {
  id: number;
  text: string | Uint8Array;
  calls: OpenCalls | null;
}

/** `packed` is the reply of the read frame `value`; `bad` says that the sender is at fault, and how. */
export type FrameAnswer =
  | { id: number; value: unknown; packed?: PackedReply }
  | { id: number; fault: string; bad: boolean };

export function answerTo({ id, text: given, calls }: FrameJob): FrameAnswer {
  try {
    const text = decoded(given);
    return calls === null ? { id, value: parseLossless(text) } : answerOf(id, readFrame(text, calls), calls);
  } catch (error) {
    return {
      id,
      fault: error instanceof Error ? error.message : "not JSON",
      bad: error instanceof BadFrame,
    };
  }
}

function decoded(text: string | Uint8Array): string {
  return typeof text === "string"
    ? text
    : Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString();
}

function answerOf(id: number, content: FrameContent, calls: OpenCalls): FrameAnswer {
  const isPage = content.kind === "reply" && calls.get(content.id) === "getVirtualChainFromBlockV2";
  if (!isPage) return { id, value: content };
  try {
    return { id, value: { ...content, reply: null }, packed: packReply(content.reply as V2Reply) };
  } catch {
    // A required field is missing. The reader of the page finds that too and reports it.
    return { id, value: content };
  }
}

/** The value that was read, unpacked if the worker packed it. */
export function contentOf({ value, packed }: Exclude<FrameAnswer, { fault: string }>): unknown {
  return packed === undefined ? value : { ...(value as FrameContent), reply: openReply(packed) };
}
