// Opaque session tokens: 256 random bits, of which only a digest is stored. A JWT names a session in the same table.
import { createHash } from "node:crypto";
import { Refused } from "@kaspa-pay/api-contract";
import type { Session, SessionKind } from "../../ports/records/account-records.ts";
import type { Records } from "../../ports/unit-of-work.ts";
import type { AccountDeps } from "./account-deps.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const IDLE_MS = 30 * MINUTE;
const ABSOLUTE_MS = 12 * HOUR;
const KEEP_IDLE_MS = 24 * HOUR;
const KEEP_ABSOLUTE_MS = 7 * 24 * HOUR;

/** How long a proved password opens dangerous acts. */
export const STEP_UP_MS = 5 * MINUTE;

export interface Visit {
  readonly kind: SessionKind;
  readonly keep: boolean;
  readonly ip: string | null;
  readonly userAgent: string | null;
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

/** Begins a session whose password was proved just now. */
export async function openSession(
  deps: AccountDeps,
  records: Pick<Records, "sessions">,
  userId: string,
  visit: Visit,
): Promise<OpenedSession> {
  const now = deps.clock.now();
  const secret = newToken(deps);
  const session: Session = {
    id: deps.ids.next("ses"),
    userId,
    kind: visit.kind,
    tokenHash: tokenHash(secret),
    remember: visit.keep,
    ip: visit.ip,
    userAgent: visit.userAgent,
    createdAt: now,
    lastSeenAt: now,
    expiresAt: now + (visit.keep && visit.kind === "cookie" ? KEEP_ABSOLUTE_MS : ABSOLUTE_MS),
    steppedUpAt: now,
    endedAt: null,
  };
  await records.sessions.insert(session);
  const token = visit.kind === "cookie" ? secret : await bearerOf(deps, session);
  return { token, expiresAt: session.expiresAt, sessionId: session.id };
}

export const bearerOf = (deps: Pick<AccountDeps, "accessTokens">, session: Session): Promise<string> =>
  deps.accessTokens.issue({ userId: session.userId, sessionId: session.id }, session.expiresAt);

/** Neither ended nor over nor left idle for too long. A bearer token has no idle limit: it is short-lived itself. */
export function isAlive(session: Session, now: number): boolean {
  const idleMs = session.remember ? KEEP_IDLE_MS : IDLE_MS;
  const idle = session.kind === "cookie" && now - session.lastSeenAt > idleMs;
  return session.endedAt === null && now < session.expiresAt && !idle;
}

export const steppedUp = (steppedUpAt: number | null, now: number): boolean =>
  steppedUpAt !== null && now - steppedUpAt < STEP_UP_MS;

/** Where the money goes is changed by people alone: a key that leaked must not send income elsewhere. */
export function assertPersonSteppedUp(
  caller: { kind: string; steppedUpAt: number | null },
  now: number,
): void {
  if (caller.kind === "key") {
    throw new Refused(
      "reauth_required",
      "An API key cannot change the wallet: sign in and change it with your password",
    );
  }
  assertSteppedUp(caller, now);
}

/** Dangerous acts ask for the password again; a key has no password, its scope was the decision. */
export function assertSteppedUp(caller: { kind: string; steppedUpAt: number | null }, now: number): void {
  if (caller.kind === "user" && !steppedUp(caller.steppedUpAt, now)) {
    throw new Refused("reauth_required", "Enter your password again, then repeat: POST /auth/step-up");
  }
}
