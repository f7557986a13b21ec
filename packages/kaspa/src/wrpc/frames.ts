// What a frame of the node says, checked as a whole. Pure, so that large frames can be read by another thread.
import { readChainPage } from "./chain-page.ts";
import { parseLossless } from "./lossless-json.ts";
import { schemas, serverFrame, type WrpcMethod } from "./schemas/calls.ts";
import { notifications, type WrpcNotification } from "./schemas/notifications.ts";

/** Methods of the calls that wait for an answer, by their id. */
export type OpenCalls = ReadonlyMap<bigint, WrpcMethod>;

/** A frame, read. Plain data: it survives a structured clone. */
export type FrameContent =
  /** `reply` has passed the schema of its method. */
  | { readonly kind: "reply"; readonly id: bigint; readonly reply: unknown }
  | { readonly kind: "error"; readonly id: bigint; readonly message: string }
  /** Answers none of the open calls: too late, or never asked for. */
  | { readonly kind: "unasked"; readonly id: bigint }
  | { readonly kind: "notification"; readonly notification: WrpcNotification }
  /** A notification that this client does not know. */
  | { readonly kind: "unknown" };

/** What the node sent makes it a dead node; the message completes "The node sent …". */
export class BadFrame extends Error {}

/** @throws BadFrame for anything that no node may send */
export function readFrame(text: string, calls: OpenCalls): FrameContent {
  const frame = serverFrame.safeParse(parse(text));
  if (!frame.success) throw new BadFrame("a frame of the wrong form");
  const { id, method, params, error } = frame.data;
  if (id === null) {
    if (error !== null || method === null) throw new BadFrame("an answer without an id");
    return readNotification(method, params);
  }
  const asked = calls.get(id);
  if (asked === undefined) return { kind: "unasked", id };
  if (error !== null) return { kind: "error", id, message: error.message };
  const reply = readReply(asked, params);
  if (reply === null || (method !== null && method !== asked)) throw new BadFrame(`a bad reply to ${asked}`);
  return { kind: "reply", id, reply };
}

/** Null for what the method's schema refuses. */
function readReply(method: WrpcMethod, params: unknown): unknown {
  if (method === "getVirtualChainFromBlockV2") return readChainPage(params);
  const reply = schemas[method].reply.safeParse(params);
  return reply.success ? reply.data : null;
}

function parse(text: string): unknown {
  try {
    return parseLossless(text);
  } catch {
    throw new BadFrame("text that is no JSON");
  }
}

function readNotification(method: string, params: unknown): FrameContent {
  if (!isNotification(method)) return { kind: "unknown" };
  const notification = notifications[method].safeParse(params);
  if (!notification.success) throw new BadFrame(`a bad ${method}`);
  return { kind: "notification", notification: notification.data };
}

function isNotification(method: string): method is keyof typeof notifications {
  return Object.hasOwn(notifications, method);
}
