// Opaque session tokens: 256 random bits, of which only a digest is stored. A JWT names a session in the same table.

import { createHash } from "node:crypto";
import { ApiError } from "@kaspa-pay/api-contract";
import type { Db } from "../../database/unit-of-work.ts";
import type { AccountDeps } from "./account-deps.ts";
import type { Session, SessionKind } from "./records.ts";
import { sessionRepository } from "./session-repository.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const IDLE_MS = 30 * MINUTE;
const ABSOLUTE_MS = 12 * HOUR;
const KEEP_IDLE_MS = 24 * HOUR;
const KEEP_ABSOLUTE_MS = 7 * 24 * HOUR;

/** How long a proved password allows dangerous actions. */
export const STEP_UP_MS = 5 * MINUTE;

export interface Visit {
  readonly kind: SessionKind;
  readonly keep: boolean;
  readonly ip: string | null;
  readonly userAgent: string | null;
  /** The browser's device token as presented. */
  readonly device: string | null;
  /** The session that the sign-in was sent with: it ends. */
  readonly within: string | null;
}

export interface OpenedSession {
  /** The cookie's value or the bearer token; nowhere stored. */
  readonly token: string;
  readonly expiresAt: number;
  readonly sessionId: string;
}

export const tokenHash = (token: string): Uint8Array => createHash("sha256").update(token).digest();

export const newToken = (deps: Pick<AccountDeps, "random">): string =>
  Buffer.from(deps.random.bytes(32)).toString("base64url");

/** Begins a session whose password was proved just now; the one that it was asked for in ends. */
export async function openSession(
  deps: AccountDeps,
  db: Db,
  userId: string,
  visit: Visit,
): Promise<OpenedSession> {
  const now = deps.clock.now();
  if (visit.within !== null) await sessionRepository(db).endById(visit.within, now);
  const secret = newToken(deps);
  const session: Session = {
    id: deps.ids.next("ses"),
    userId,
    kind: visit.kind,
    tokenHash: tokenHash(secret),
    generation: 0,
    remember: visit.keep,
    ip: visit.ip,
    userAgent: visit.userAgent,
    createdAt: now,
    lastSeenAt: now,
    expiresAt: now + (visit.keep && visit.kind === "cookie" ? KEEP_ABSOLUTE_MS : ABSOLUTE_MS),
    steppedUpAt: now,
    endedAt: null,
  };
  await sessionRepository(db).insert(session);
  const token = visit.kind === "cookie" ? secret : await bearerOf(deps, session);
  return { token, expiresAt: session.expiresAt, sessionId: session.id };
}

const bearerOf = (deps: Pick<AccountDeps, "accessTokens">, session: Session): Promise<string> =>
  deps.accessTokens.issue(
    { userId: session.userId, sessionId: session.id, generation: session.generation },
    session.expiresAt,
  );

/** A session of a person, and which of its proofs they showed. */
export interface ProvenSession {
  readonly userId: string;
  readonly sessionId: string;
  readonly generation: number;
}

/** The proof of a session that replaces those before it. */
export interface RenewedProof {
  /** The session's new cookie value; null for bearer tokens. */
  readonly cookie: { readonly token: string; readonly expiresAt: number; readonly keep: boolean } | null;
  /** The session's new bearer token; null for cookies. */
  readonly bearer: string | null;
}

/**
 * A new proof for a session whose password was proved just now. Every proof seen before is void: a copied cookie or
 * token gains nothing from what its owner does next.
 * @throws ApiError `session_expired`
 */
export async function renewSession(deps: AccountDeps, db: Db, caller: ProvenSession): Promise<RenewedProof> {
  const token = newToken(deps);
  const renewed = await sessionRepository(db).renew(
    caller.sessionId,
    caller.generation,
    tokenHash(token),
    deps.clock.now(),
  );
  if (renewed === null) throw new ApiError("session_expired", "Your session has ended: sign in again");
  return renewed.kind === "cookie"
    ? { cookie: { token, expiresAt: renewed.expiresAt, keep: renewed.remember }, bearer: null }
    : { cookie: null, bearer: await bearerOf(deps, renewed) };
}

/** Neither ended nor over nor left idle for too long. A bearer token has no idle limit: it is short-lived itself. */
export function isAlive(session: Session, now: number): boolean {
  const idleMs = session.remember ? KEEP_IDLE_MS : IDLE_MS;
  const idle = session.kind === "cookie" && now - session.lastSeenAt > idleMs;
  return session.endedAt === null && now < session.expiresAt && !idle;
}

/** Until when a password proved at this time allows dangerous actions; null = no longer. */
export const steppedUpUntil = (steppedUpAt: number | null, now: number): number | null =>
  steppedUpAt !== null && now - steppedUpAt < STEP_UP_MS ? steppedUpAt + STEP_UP_MS : null;
