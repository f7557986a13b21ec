import { type ChangePassword, Refused, type ResetPassword } from "@kaspa-pay/api-contract";
import type { z } from "zod";
import type { Acting } from "../acting.ts";
import type { AccountDeps } from "./account-deps.ts";
import { assertDecentPassword } from "./password-rules.ts";
import { newToken, tokenHash } from "./sessions.ts";
import type { GuardedDeps } from "./sign-in.ts";

const RESET_LIFE_MS = 60 * 60_000;

/** The other sessions end, bearer tokens included. */
export const createChangePassword =
  (deps: GuardedDeps) =>
  async (
    input: z.output<typeof ChangePassword>,
    caller: { userId: string; sessionId: string },
    actor: Acting,
  ): Promise<void> => {
    deps.attempts.assertMayTry(caller.sessionId);
    deps.attempts.failed(caller.sessionId);
    const user = await deps.unitOfWork.records.users.byId(caller.userId);
    if (!user || !(await deps.passwords.verify(input.password, user.passwordHash))) {
      throw new Refused("unauthorized", "Wrong password", { param: "password" });
    }
    deps.attempts.succeeded(caller.sessionId);
    assertDecentPassword(input.newPassword, [user.email, user.name], "newPassword");
    const hash = await deps.passwords.hash(input.newPassword);
    await deps.unitOfWork.transaction(async (records) => {
      const now = deps.clock.now();
      await records.users.setPassword(user.id, hash, now);
      await records.sessions.endOthers(user.id, caller.sessionId, now);
      const note = { storeId: null, action: "password.changed", target: user.id };
      await deps.audit(records, actor, note);
    });
  };

/** Answers the same for every address. The link's base comes from the configuration, never from a request. */
export const createForgotPassword =
  (deps: AccountDeps) =>
  async (email: string, actor: Acting): Promise<void> => {
    const user = await deps.unitOfWork.records.users.byEmail(email.toLowerCase());
    if (!user || !deps.mailer.enabled) return;
    const token = newToken(deps);
    const now = deps.clock.now();
    await deps.unitOfWork.transaction(async (records) => {
      await records.passwordResets.insert(tokenHash(token), user.id, now, now + RESET_LIFE_MS);
      const note = { storeId: null, action: "password.reset_asked", target: user.id };
      await deps.audit(records, actor, note);
    });
    await deps.mailer.send({
      to: user.email,
      subject: "Reset your kaspa-pay password",
      text: `Somebody, probably you, asked to reset the password of ${user.email}.\n\nWithin one hour, open ${deps.publicUrl}/app/reset/${token}\n\nIf it was not you, do nothing.`,
    });
  };

/** One use, one hour; every session of the user ends. */
export const createResetPassword =
  (deps: AccountDeps) =>
  async (input: z.output<typeof ResetPassword>, actor: Acting): Promise<void> => {
    assertDecentPassword(input.newPassword, [], "newPassword");
    const hash = await deps.passwords.hash(input.newPassword);
    await deps.unitOfWork.transaction(async (records) => {
      const now = deps.clock.now();
      const userId = await records.passwordResets.take(tokenHash(input.token), now);
      if (userId === null)
        throw new Refused("unauthorized", "This reset link was used already or is over", { param: "token" });
      await records.users.setPassword(userId, hash, now);
      await records.sessions.endOthers(userId, null, now);
      const note = { storeId: null, action: "password.reset", target: userId };
      await deps.audit(records, { ...actor, userId, actor: `user:${userId}` }, note);
    });
  };
