import { ApiError, type Login } from "@kaspa-pay/api-contract";
import type { ActorContext } from "../audit/audit.ts";
import type { AccountDeps } from "./account-deps.ts";
import type { User } from "./records.ts";
import type { SecurityNotices } from "./security-notices.ts";
import { sessionRepository } from "./session-repository.ts";
import {
  type OpenedSession,
  openSession,
  type ProvenSession,
  type RenewedProof,
  renewSession,
  STEP_UP_MS,
  type Visit,
} from "./sessions.ts";
import type { SignInAttempts } from "./sign-in-attempts.ts";
import { userRepository } from "./user-repository.ts";

export interface GuardedDeps extends AccountDeps {
  readonly attempts: SignInAttempts;
  readonly notices: SecurityNotices;
}

const WRONG = "Wrong e-mail or password";

/** An unknown e-mail does the same work as a known one, so neither the answer nor its time shows which one it was. */
export const createSignIn =
  (deps: GuardedDeps) =>
  async (
    input: Login,
    visit: Visit,
    actor: ActorContext,
  ): Promise<{ user: User; session: OpenedSession }> => {
    const email = input.email.toLowerCase();
    const user = await userRepository(deps.unitOfWork.db).byEmail(email);
    const from = await comesFrom(deps, email, user, visit);
    deps.attempts.assertMayTry(from.counted);
    // Counted before the slow comparison: tries at the same moment do not slip through together.
    deps.attempts.failed(from.counted);
    const right = await deps.passwords.verify(input.password, user?.passwordHash ?? null);
    if (!user || !right) throw new ApiError("unauthorized", WRONG);
    deps.attempts.succeeded(from.counted);
    const fresh = deps.passwords.isOutdated(user.passwordHash)
      ? await deps.passwords.hash(input.password)
      : null;
    const session = await deps.unitOfWork.transaction(async (db) => {
      if (fresh) await userRepository(db).rehash(user.id, fresh);
      const opened = await openSession(deps, db, user.id, visit);
      const who = { ...actor, actor: `user:${user.id}`, userId: user.id };
      const note = { storeId: null, action: "session.opened", target: opened.sessionId };
      await deps.audit(db, who, note);
      return opened;
    });
    if (!from.known) await deps.notices.newSignIn(user, actor, visit.userAgent);
    return { user, session };
  };

/**
 * Strangers' failures count together, per account. A device or an address from which somebody signed in to the account
 * before has a count of its own, so strangers delay each other and never the owner.
 */
async function comesFrom(
  deps: GuardedDeps,
  email: string,
  user: User | null,
  visit: Visit,
): Promise<{ counted: string; known: boolean }> {
  const device = user === null ? null : deps.devices.known(visit.device, user.id);
  // Asked for unknown e-mails too: the question must not show in the time.
  const address =
    visit.ip !== null && (await sessionRepository(deps.unitOfWork.db).hasSignedInFrom(email, visit.ip));
  // A browser has its own mark of a known device; a program that takes tokens has its address only.
  const known = device !== null || (address && visit.kind === "jwt");
  if (device !== null) return { counted: `${email} device ${device}`, known };
  return { counted: address ? `${email} address ${visit.ip}` : email, known };
}

export interface StepUpResult extends RenewedProof {
  readonly steppedUpUntil: number;
}

/** Proves the password again; the session gets a new proof, so that one seen before gains nothing. */
export const createStepUp =
  (deps: GuardedDeps) =>
  async (input: { password: string }, caller: ProvenSession, actor: ActorContext): Promise<StepUpResult> => {
    await provePassword(deps, input.password, caller);
    const proof = await deps.unitOfWork.transaction(async (db) => {
      const renewed = await renewSession(deps, db, caller);
      const note = { storeId: null, action: "session.stepped_up", target: caller.sessionId };
      await deps.audit(db, actor, note);
      return renewed;
    });
    return { ...proof, steppedUpUntil: deps.clock.now() + STEP_UP_MS };
  };

/** The person behind the session, whose password this is. Wrong ones are counted per session. @throws ApiError */
export async function provePassword(
  deps: GuardedDeps,
  password: string,
  caller: ProvenSession,
): Promise<User> {
  deps.attempts.assertMayTry(caller.sessionId);
  deps.attempts.failed(caller.sessionId);
  const user = await userRepository(deps.unitOfWork.db).byId(caller.userId);
  if (!user || !(await deps.passwords.verify(password, user.passwordHash))) {
    throw new ApiError("unauthorized", "Wrong password", { param: "password" });
  }
  deps.attempts.succeeded(caller.sessionId);
  return user;
}
