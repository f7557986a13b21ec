import type { Request, RequestHandler, Response } from "express";
import type { Clock } from "../../runtime/clock.ts";
import type { KeyIdentity } from "../auth/identities.ts";
import { type BodyShape, shapeOf } from "./body-shape.ts";
import { requestIdOf } from "./request-log.ts";

/** A call that was made with an API key. */
export interface ApiRequest {
  readonly storeId: string;
  readonly keyId: string;
  /** When it came, database time. */
  readonly at: number;
  readonly method: string;
  /** The path with the names of its parameters: `/payments/:id`. */
  readonly route: string;
  /** 499 when the caller left before the answer was written. */
  readonly status: number;
  /** Code of the refusal; null for an answer. */
  readonly code: string | null;
  readonly requestId: string;
  readonly durationMs: number;
  readonly body: BodyShape | null;
}

/** What decides whether a call is noted. */
export interface FinishedCall {
  readonly key: Pick<KeyIdentity, "keyId" | "ownLimits">;
  /** 499 when the caller left before the answer was written. */
  readonly status: number;
}

/** Takes what is to be noted of a call. It never throws and never waits: a note may be lost, an answer may not. */
export type RecordRequest = (call: FinishedCall, make: () => ApiRequest) => void;

/** What a route says about itself to the log; all are optional. */
interface Noted {
  readonly apiKey?: KeyIdentity;
  readonly errorCode?: string;
  readonly knownFields?: ReadonlySet<string>;
}

const CALLER_LEFT = 499;
const NONE: ReadonlySet<string> = new Set();

/** Notes each call with a key once it is over. */
export function recordRequests(clock: Clock, record: RecordRequest): RequestHandler {
  return (req, res, next) => {
    const started = performance.now();
    const at = clock.now();
    res.once("close", () => {
      const { apiKey: key } = res.locals as Noted;
      if (key === undefined) return;
      const { storeId, keyId } = key;
      const status = res.writableFinished ? res.statusCode : CALLER_LEFT;
      const durationMs = since(started);
      record({ key, status }, () => ({ storeId, keyId, ...callOf(req, res), status, at, durationMs }));
    });
    next();
  };
}

const since = (started: number): number => Math.round(performance.now() - started);

function callOf(req: Request, res: Response) {
  const { errorCode, knownFields } = res.locals as Noted;
  const route: unknown = req.route?.path;
  return {
    method: req.method,
    route: typeof route === "string" ? route : "",
    code: errorCode ?? null,
    requestId: requestIdOf(res),
    body: shapeOf(req.body, knownFields ?? NONE),
  };
}
