import { ApiError } from "@kaspa-pay/api-contract";
import type { Caller } from "@kaspa-pay/api-contract/router";
import type { Request, Response } from "express";
import type { Identities, KeyIdentity, UserIdentity } from "../deps.ts";
import { requestIdOf } from "../middleware/request-log.ts";
import { deviceCookie, sessionCookie } from "./cookies.ts";
import { assertSameOrigin, isCrossOrigin } from "./csrf.ts";
import { refuseForeignKey } from "./foreign-headers.ts";
import { isLocalVisit } from "./local-visit.ts";

const KEY_PREFIX = /^kp_(live|test)_/;
const MAX_PROOF_CHARS = 4_096;
const MAX_IDEMPOTENCY_KEY_CHARS = 255;

export interface CallerDeps {
  readonly identities: Identities;
  readonly publicUrl: string;
}

export interface CallerOptions {
  /** The route answers cross-origin: cookies of such a request are ignored. */
  readonly publicRoute?: boolean;
  /** The store from elsewhere, for clients that cannot set headers (EventSource). */
  readonly storeId?: string | null;
}

/**
 * Decides who calls. A request with a bearer token or a key ignores cookies. A wrong proof is refused even where none
 * is needed, so that a revoked key is noticed at once.
 *
 * @throws ApiError `unauthorized` (also for a key in another API's header), `forbidden` (CSRF), `origin_not_allowed` (a secret key from a browser),
 * `invalid_request` (Idempotency-Key empty or too long)
 */
export async function callerOf(
  req: Request,
  res: Response,
  deps: CallerDeps,
  options: CallerOptions = {},
): Promise<Caller> {
  const plain = {
    ...anonymousCaller(req, res),
    device: deviceCookie(req, deps.publicUrl),
    local: isLocalVisit(req, deps.publicUrl),
  };
  const storeId = options.storeId ?? oneHeader(req, "x-store-id");
  const proof = bearerProof(req);
  if (proof !== null && KEY_PREFIX.test(proof)) {
    const identity = await keyOf(req, proof, deps);
    res.locals.apiKey = identity;
    return withKey(plain, identity);
  }
  if (proof !== null) {
    const identity = await deps.identities.accessToken(proof, storeId);
    if (identity === null) throw new ApiError("unauthorized", "Unauthorized");
    return withUser(plain, identity, "jwt");
  }
  const cookie = sessionCookie(req, deps.publicUrl);
  if (cookie !== null && !(options.publicRoute && isCrossOrigin(req, deps.publicUrl))) {
    const identity = await deps.identities.session(cookie, storeId);
    if (identity !== null) {
      assertSameOrigin(req, deps.publicUrl);
      return withUser(plain, identity, "cookie");
    }
    return { ...plain, sessionOver: true };
  }
  if (plain.clientToken === null) refuseForeignKey(req);
  return plain;
}

/** A caller without account, key or session: a payer or visitor. */
export function anonymousCaller(req: Request, res: Response): Caller {
  const clientToken = clientTokenOf(req);
  return {
    kind: clientToken === null ? "anonymous" : "payer",
    via: clientToken === null ? "none" : "client_token",
    storeId: null,
    userId: null,
    keyId: null,
    sessionId: null,
    generation: null,
    role: null,
    scopes: [],
    livemode: null,
    isServerAdmin: false,
    steppedUpUntil: null,
    clientToken,
    requestId: requestIdOf(res),
    idempotencyKey: idempotencyKeyOf(req),
    ip: req.ip ?? "",
    userAgent: oneHeader(req, "user-agent")?.slice(0, 300) ?? null,
    device: null,
    origin: oneHeader(req, "origin"),
  };
}

/** A blank key is refused: taken as none, the request would run twice. */
function idempotencyKeyOf(req: Request): string | null {
  const given = req.headers["idempotency-key"];
  if (given === undefined) return null;
  const key = String(given).trim();
  if (key !== "" && key.length <= MAX_IDEMPOTENCY_KEY_CHARS) return key;
  const text = key === "" ? "Idempotency-Key is empty" : "Idempotency-Key has at most 255 characters";
  throw new ApiError("invalid_request", `${text}: send 1 to 255 characters, or leave it out`, {
    param: "Idempotency-Key",
  });
}

function withUser(plain: Caller, identity: UserIdentity, via: "cookie" | "jwt"): Caller {
  return { ...plain, ...identity, kind: "user", via };
}

function withKey(plain: Caller, identity: KeyIdentity): Caller {
  return { ...plain, ...identity, kind: "key", via: "key" };
}

/**
 * A secret key in a page can be read by every visitor, so a key that comes with an Origin is refused. Our own reference
 * page may use test keys.
 */
async function keyOf(req: Request, key: string, deps: CallerDeps): Promise<KeyIdentity> {
  const fromBrowser = req.headers.origin !== undefined;
  const ownTryOut = key.startsWith("kp_test_") && !isCrossOrigin(req, deps.publicUrl);
  if (fromBrowser && !ownTryOut) {
    await deps.identities.keyUsedInBrowser(key);
    throw new ApiError(
      "origin_not_allowed",
      "A secret API key was sent from a browser: call from your server, and revoke this key if a page holds it",
    );
  }
  const identity = await deps.identities.apiKey(key, req.ip ?? "");
  if (identity === null) throw new ApiError("unauthorized", "Unauthorized");
  return identity;
}

/** The value of `Authorization: Bearer` or `X-Api-Key`; other schemes are refused. */
function bearerProof(req: Request): string | null {
  const header = req.headers.authorization;
  if (header !== undefined) {
    const match = /^Bearer ([^\s]+)$/i.exec(header);
    if (match?.[1] === undefined || match[1].length > MAX_PROOF_CHARS)
      throw new ApiError("unauthorized", "Unauthorized");
    return match[1];
  }
  const key = oneHeader(req, "x-api-key");
  if (key === null) return null;
  if (!KEY_PREFIX.test(key) || key.length > MAX_PROOF_CHARS)
    throw new ApiError("unauthorized", "Unauthorized");
  return key;
}

/** The client token, from the header or, where only a URL can be given, from the query. */
export function clientTokenOf(req: Request): string | null {
  return oneHeader(req, "x-client-token") ?? queryToken(req);
}

function oneHeader(req: Request, name: string): string | null {
  const value = req.headers[name];
  return typeof value === "string" && value !== "" ? value : null;
}

function queryToken(req: Request): string | null {
  const token: unknown = req.query.token;
  return typeof token === "string" && token !== "" ? token.slice(0, 256) : null;
}
