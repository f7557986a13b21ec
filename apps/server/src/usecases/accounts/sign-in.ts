import { type Login, Refused } from "@kaspa-pay/api-contract";
import type { User } from "../../ports/records/account-records.ts";
import type { Acting } from "../acting.ts";
import type { AccountDeps } from "./account-deps.ts";
import {
  bearerOf,
  newToken,
  type OpenedSession,
  openSession,
  STEP_UP_MS,
  tokenHash,
  type Visit,
} from "./sessions.ts";

const WRONG = "Wrong e-mail or password";

/** An unknown e-mail does the same work as a known one, so neither words nor time tell them apart. */
export const createSignIn =
  (deps: AccountDeps) =>
  async (input: Login, visit: Visit, actor: Acting): Promise<{ user: User; session: OpenedSession }> => {
    const user = await deps.unitOfWork.records.users.byEmail(input.email.toLowerCase());
    const right = await deps.passwords.verify(input.password, user?.passwordHash ?? null);
    if (!user || !right) throw new Refused("unauthorized", WRONG);
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

export interface StepUpResult {
  readonly steppedUpUntil: number;
  /** The session's new cookie value; null for bearer tokens. */
  readonly cookie: { readonly token: string; readonly expiresAt: number; readonly keep: boolean } | null;
  /** The session's new bearer token; null for cookies. */
  readonly bearer: string | null;
}

/** Proves the password again; the session gets a new token, so that one seen before gains nothing. */
export const createStepUp =
  (deps: AccountDeps) =>
  async (
    input: { password: string },
    caller: { userId: string; sessionId: string },
  ): Promise<StepUpResult> => {
    const { records } = deps.unitOfWork;
    const user = await records.users.byId(caller.userId);
    if (!(await deps.passwords.verify(input.password, user?.passwordHash ?? null))) {
      throw new Refused("unauthorized", "Wrong password", { param: "password" });
    }
    const session = await records.sessions.byId(caller.sessionId);
    if (!session) throw new Refused("session_expired", "Your session is over: sign in again");
    const now = deps.clock.now();
    const token = newToken(deps);
    await records.sessions.stepUp(session.id, tokenHash(token), now);
    const cookie = { token, expiresAt: session.expiresAt, keep: session.remember };
    return session.kind === "cookie"
      ? { steppedUpUntil: now + STEP_UP_MS, cookie, bearer: null }
      : { steppedUpUntil: now + STEP_UP_MS, cookie: null, bearer: await bearerOf(deps, session) };
  };
