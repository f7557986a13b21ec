import { type ChangePassword, Refused, type ResetPassword } from "@kaspa-pay/api-contract";
import type { z } from "zod";
import type { Acting } from "../acting.ts";
import { assertDecentPassword } from "./password-rules.ts";
import { newToken, type Proved, type RenewedProof, renewSession, tokenHash } from "./sessions.ts";
import { type GuardedDeps, provePassword } from "./sign-in.ts";

const RESET_LIFE_MS = 60 * 60_000;
/** One mail per account in this time: nobody fills another's mailbox. */
const RESET_EVERY_MS = 5 * 60_000;

/** The other sessions end, bearer tokens included, reset links are void, and this session goes on under a new proof. */
export const createChangePassword =
  (deps: GuardedDeps) =>
  async (input: z.output<typeof ChangePassword>, caller: Proved, actor: Acting): Promise<RenewedProof> => {
    const user = await provePassword(deps, input.password, caller);
    assertDecentPassword(input.newPassword, [user.email, user.name], "newPassword");
    const hash = await deps.passwords.hash(input.newPassword);
    const proof = await deps.unitOfWork.transaction(async (records) => {
      const now = deps.clock.now();
      const renewed = await renewSession(deps, records, caller);
      await records.users.setPassword(user.id, hash, now);
      await records.sessions.endOthers(user.id, caller.sessionId, now);
      await records.passwordResets.voidAll(user.id, now);
      const note = { storeId: null, action: "password.changed", target: user.id };
      await deps.audit(records, actor, note);
      return renewed;
    });
    await deps.notices.passwordChanged(user, actor);
    return proof;
  };

/**
 * Mails a reset link, to known addresses only: whoever asks must not wait for this, or its time would tell. The link's
 * base comes from the configuration, never from a request; its token stands behind `#`, which no browser sends on.
 */
export const createForgotPassword =
  (deps: GuardedDeps) =>
  async (email: string, actor: Acting): Promise<void> => {
    const user = await deps.unitOfWork.records.users.byEmail(email.toLowerCase());
    if (!user || !deps.mailer.enabled) return;
    const token = newToken(deps);
    const made = await deps.unitOfWork.transaction(async (records) => {
      const now = deps.clock.now();
      await records.users.lock(user.id);
      const last = await records.passwordResets.lastMadeAt(user.id);
      if (last !== null && now - last < RESET_EVERY_MS) return false;
      await records.passwordResets.insert(tokenHash(token), user.id, now, now + RESET_LIFE_MS);
      const note = { storeId: null, action: "password.reset_asked", target: user.id };
      await deps.audit(records, { ...actor, userId: user.id }, note);
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
  async (input: z.output<typeof ResetPassword>, actor: Acting): Promise<void> => {
    assertDecentPassword(input.newPassword, [], "newPassword");
    const hash = await deps.passwords.hash(input.newPassword);
    const user = await deps.unitOfWork.transaction(async (records) => {
      const now = deps.clock.now();
      const userId = await records.passwordResets.take(tokenHash(input.token), now);
      if (userId === null)
        throw new Refused("unauthorized", "This reset link was used already or is over", { param: "token" });
      await records.users.setPassword(userId, hash, now);
      await records.sessions.endOthers(userId, null, now);
      await records.passwordResets.voidAll(userId, now);
      const note = { storeId: null, action: "password.reset", target: userId };
      await deps.audit(records, { ...actor, userId, actor: `user:${userId}` }, note);
      return records.users.byId(userId);
    });
    if (user) await deps.notices.passwordReset(user, actor);
  };
