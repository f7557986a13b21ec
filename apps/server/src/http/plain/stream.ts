import { ApiError, type PaymentStatusBody } from "@kaspa-pay/api-contract";
import type { RequestHandler, Response } from "express";
import { networkPrefix } from "../../security/visitors/network-prefix.ts";
import { clientTokenOf } from "../auth/caller.ts";
import type { HttpDeps } from "../deps.ts";
import type { Limits } from "../limits/limits.ts";
import { readStatus } from "./status.ts";
import type { StatusHub } from "./status-hub.ts";

const RETRY_MS = 2_000;
const HEARTBEAT_MS = 15_000;
const DEFAULT_STREAMS_PER_IP = 20;
/** About 20 KiB of memory each. */
const MAX_STREAMS = 10_000;
/** A reader with this much unread data is cut off; it resumes later. */
const MAX_BACKLOG_BYTES = 64 * 1024;

type StreamDeps = Pick<HttpDeps, "reads" | "settings"> & { readonly limits: Limits; readonly hub: StatusHub };

export interface PaymentStreams {
  readonly handler: RequestHandler<{ id: string }>;
  /** Ends every stream; clients come back after `retry`. */
  closeAll(): void;
}

/**
 * `GET /payments/:id/stream`: the status body as server-sent events, `id:` = version. A client that resumes with
 * `Last-Event-ID` gets nothing it has seen, unless the payment is confirming: confirmations move without a version.
 */
export function paymentStreams(deps: StreamDeps): PaymentStreams {
  const perIp = new Map<string, number>();
  const open = new Set<Response>();
  const cap = deps.settings.streamsPerIp ?? DEFAULT_STREAMS_PER_IP;

  const handler: RequestHandler<{ id: string }> = async (req, res) => {
    const ip = req.ip ?? "";
    if (open.size >= MAX_STREAMS) {
      throw new ApiError("rate_limited", "Too many open streams", { extra: { retryAfter: 10 } });
    }
    const release = takeSlot(perIp, networkPrefix(ip), cap);
    res.once("close", release);
    const body = await readStatus(
      deps,
      req.params.id,
      { storeId: null, clientToken: clientTokenOf(req) },
      ip,
    );
    await deps.limits.status("stream", { ip }, body.id);
    if (res.destroyed) return;
    deps.reads.watching(body.id);
    open.add(res);
    openStream(res);
    if (!alreadySeen(body, req.headers["last-event-id"])) send(res, body);
    const unwatch = deps.hub.watch(body, (next) => send(res, next));
    const heartbeat = setInterval(() => res.write(":\n\n"), HEARTBEAT_MS);
    res.once("close", () => {
      clearInterval(heartbeat);
      unwatch();
      open.delete(res);
    });
  };
  return {
    handler,
    closeAll: () => {
      for (const res of open) res.end(`retry: ${RETRY_MS}\n\n`);
    },
  };
}

function takeSlot(perIp: Map<string, number>, ip: string, cap: number): () => void {
  const taken = perIp.get(ip) ?? 0;
  if (taken >= cap) {
    throw new ApiError("rate_limited", "Too many open streams from this address", {
      extra: { retryAfter: 10 },
    });
  }
  perIp.set(ip, taken + 1);
  return () => {
    const left = (perIp.get(ip) ?? 1) - 1;
    if (left > 0) perIp.set(ip, left);
    else perIp.delete(ip);
  };
}

function openStream(res: Response): void {
  res.status(200).set({
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",
  });
  res.flushHeaders();
  res.write(`retry: ${RETRY_MS}\n\n`);
}

function alreadySeen(body: PaymentStatusBody, lastEventId: string | string[] | undefined): boolean {
  return lastEventId === String(body.version) && body.status !== "confirming";
}

function send(res: Response, body: PaymentStatusBody): void {
  if (res.writableLength > MAX_BACKLOG_BYTES) {
    res.destroy();
    return;
  }
  res.write(`id: ${body.version}\nevent: status\ndata: ${JSON.stringify(body)}\n\n`);
}
