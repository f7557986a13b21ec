import { type Login, Refused } from "@kaspa-pay/api-contract";
import type { User } from "../../ports/records/account-records.ts";
import type { Acting } from "../acting.ts";
import type { AccountDeps } from "./account-deps.ts";
import type { Attempts } from "./attempts.ts";
import {
  bearerOf,
  isAlive,
  newToken,
  type OpenedSession,
  openSession,
  STEP_UP_MS,
  tokenHash,
  type Visit,
} from "./sessions.ts";

export interface GuardedDeps extends AccountDeps {
  readonly attempts: Attempts;
}

const WRONG = "Wrong e-mail or password";

/** An unknown e-mail does the same work as a known one, so neither words nor time tell them apart. */
export const createSignIn =
  (deps: GuardedDeps) =>
  async (input: Login, visit: Visit, actor: Acting): Promise<{ user: User; session: OpenedSession }> => {
    const email = input.email.toLowerCase();
    const user = await deps.unitOfWork.records.users.byEmail(email);
    const counted = await countedAs(deps, email, user, visit.ip);
    deps.attempts.assertMayTry(counted);
    // Counted before the slow comparison: tries at the same moment do not slip through together.
    deps.attempts.failed(counted);
    const right = await deps.passwords.verify(input.password, user?.passwordHash ?? null);
    if (!user || !right) throw new Refused("unauthorized", WRONG);
    deps.attempts.succeeded(counted);
    const fresh = deps.passwords.isOutdated(user.passwordHash)
      ? await deps.passwords.hash(input.password)
      : null;
    return deps.unitOfWork.transaction(async (records) => {
      if (fresh) await records.users.rehash(user.id, fresh);
      const session = await openSession(deps, records, user.id, visit);
      const who = { ...actor, actor: `user:${user.id}`, userId: user.id };
      const note = { storeId: null, action: "session.opened", target: session.sessionId };
      await deps.audit(records, who, note);
      return { user, session };
    });
  };

/** Strangers' failures count for the account; an address with a live session of it has a count of its own. */
async function countedAs(
  deps: GuardedDeps,
  email: string,
  user: User | null,
  ip: string | null,
): Promise<string> {
  if (user === null || ip === null || !deps.attempts.isWaiting(email)) return email;
  const now = deps.clock.now();
  const open = await deps.unitOfWork.records.sessions.listOpen(user.id, now);
  return open.some((session) => session.ip === ip && isAlive(session, now)) ? `${email} ${ip}` : email;
}

export interface StepUpResult {
  readonly steppedUpUntil: number;
  /** The session's new cookie value; null for bearer tokens. */
  readonly cookie: { readonly token: string; readonly expiresAt: number; readonly keep: boolean } | null;
  /** The session's new bearer token; null for cookies. */
  readonly bearer: string | null;
}

/** Proves the password again; the session gets a new token, so that one seen before gains nothing. */
export const createStepUp =
  (deps: GuardedDeps) =>
  async (
    input: { password: string },
    caller: { userId: string; sessionId: string },
    actor: Acting,
  ): Promise<StepUpResult> => {
    const { records } = deps.unitOfWork;
    deps.attempts.assertMayTry(caller.sessionId);
    deps.attempts.failed(caller.sessionId);
    const user = await records.users.byId(caller.userId);
    if (!(await deps.passwords.verify(input.password, user?.passwordHash ?? null))) {
      throw new Refused("unauthorized", "Wrong password", { param: "password" });
    }
    deps.attempts.succeeded(caller.sessionId);
    const session = await records.sessions.byId(caller.sessionId);
    if (!session) throw new Refused("session_expired", "Your session is over: sign in again");
    const now = deps.clock.now();
    const token = newToken(deps);
    await deps.unitOfWork.transaction(async (within) => {
      await within.sessions.stepUp(session.id, tokenHash(token), now);
      const note = { storeId: null, action: "session.stepped_up", target: session.id };
      await deps.audit(within, actor, note);
    });
    const cookie = { token, expiresAt: session.expiresAt, keep: session.remember };
    return session.kind === "cookie"
      ? { steppedUpUntil: now + STEP_UP_MS, cookie, bearer: null }
      : { steppedUpUntil: now + STEP_UP_MS, cookie: null, bearer: await bearerOf(deps, session) };
  };
