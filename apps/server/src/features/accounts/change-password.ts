import { ApiError, type ChangePassword, type ResetPassword } from "@kaspa-pay/api-contract";
import type { z } from "zod";
import type { ActorContext } from "../audit/audit.ts";
import { assertDecentPassword } from "./password-rules.ts";
import { sessionRepository } from "./session-repository.ts";
import { newToken, type ProvenSession, type RenewedProof, renewSession, tokenHash } from "./sessions.ts";
import { type GuardedDeps, provePassword } from "./sign-in.ts";
import { passwordResetRepository, userRepository } from "./user-repository.ts";

const RESET_LIFE_MS = 60 * 60_000;
/** One mail per account in this time: nobody fills another's mailbox. */
const RESET_EVERY_MS = 5 * 60_000;

/** The other sessions end, bearer tokens included, reset links are void, and this session continues under a new proof. */
export const createChangePassword =
  (deps: GuardedDeps) =>
  async (
    input: z.output<typeof ChangePassword>,
    caller: ProvenSession,
    actor: ActorContext,
  ): Promise<RenewedProof> => {
    const user = await provePassword(deps, input.password, caller);
    assertDecentPassword(input.newPassword, [user.email, user.name], "newPassword");
    const hash = await deps.passwords.hash(input.newPassword);
    const proof = await deps.unitOfWork.transaction(async (db) => {
      const now = deps.clock.now();
      const renewed = await renewSession(deps, db, caller);
      await userRepository(db).setPassword(user.id, hash, now);
      await sessionRepository(db).endOthers(user.id, caller.sessionId, now);
      await passwordResetRepository(db).voidAll(user.id, now);
      const note = { storeId: null, action: "password.changed", target: user.id };
      await deps.audit(db, actor, note);
      return renewed;
    });
    await deps.notices.passwordChanged(user, actor);
    return proof;
  };

/**
 * Mails a reset link, to known addresses only: whoever asks must not wait for this, or the time
 * of the answer would show which addresses exist. The link's base comes from the configuration, never from a request; its
 * token comes after `#`, which no browser sends on.
 */
export const createForgotPassword =
  (deps: GuardedDeps) =>
  async (email: string, actor: ActorContext): Promise<void> => {
    const user = await userRepository(deps.unitOfWork.db).byEmail(email.toLowerCase());
    if (!user || !deps.mailer.enabled) return;
    const token = newToken(deps);
    const made = await deps.unitOfWork.transaction(async (db) => {
      const now = deps.clock.now();
      await userRepository(db).lock(user.id);
      const last = await passwordResetRepository(db).lastMadeAt(user.id);
      if (last !== null && now - last < RESET_EVERY_MS) return false;
      await passwordResetRepository(db).insert(tokenHash(token), user.id, now, now + RESET_LIFE_MS);
      const note = { storeId: null, action: "password.reset_asked", target: user.id };
      await deps.audit(db, { ...actor, userId: user.id }, note);
      return true;
    });
    if (!made) return;
    await deps.mailer.send({
      to: user.email,
      subject: "Reset your kaspa-pay password",
      text: `Somebody, probably you, asked to reset the password of ${user.email}.\n\nWithin one hour, open ${deps.publicUrl}/app/reset#${token}\n\nIf it was not you, do nothing.`,
    });
  };

/** One use, one hour; every session of the user ends and every other link is void. */
export const createResetPassword =
  (deps: GuardedDeps) =>
  async (input: z.output<typeof ResetPassword>, actor: ActorContext): Promise<void> => {
    assertDecentPassword(input.newPassword, [], "newPassword");
    const hash = await deps.passwords.hash(input.newPassword);
    const user = await deps.unitOfWork.transaction(async (db) => {
      const now = deps.clock.now();
      const userId = await passwordResetRepository(db).take(tokenHash(input.token), now);
      if (userId === null)
        throw new ApiError("unauthorized", "This reset link was used already or has expired", {
          param: "token",
        });
      await userRepository(db).setPassword(userId, hash, now);
      await sessionRepository(db).endOthers(userId, null, now);
      await passwordResetRepository(db).voidAll(userId, now);
      const note = { storeId: null, action: "password.reset", target: userId };
      await deps.audit(db, { ...actor, userId, actor: `user:${userId}` }, note);
      return userRepository(db).byId(userId);
    });
    if (user) await deps.notices.passwordReset(user, actor);
  };
