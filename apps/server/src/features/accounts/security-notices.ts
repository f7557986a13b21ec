// Mails about changes to how somebody proves who they are, so that the owner learns of changes that somebody else made.
// Without a mail server nothing is sent; the security log has every such change anyway.

import type { ActorContext } from "../audit/audit.ts";
import type { AccountDeps } from "./account-deps.ts";
import type { User } from "./records.ts";

type NoticeDeps = Pick<AccountDeps, "mailer" | "publicUrl" | "clock">;
type Person = Pick<User, "email">;

export function createSecurityNotices(deps: NoticeDeps) {
  const notify = (to: Person, subject: string, what: string, cure: string): Promise<void> =>
    deps.mailer.enabled
      ? deps.mailer.send({ to: to.email, subject, text: `${what}\n\n${cure}` })
      : Promise.resolve();
  const when = (actor: ActorContext): string =>
    `on ${new Date(deps.clock.now()).toISOString()} from ${actor.ip ?? "an unknown address"}`;
  const forgot = `reset your password at ${deps.publicUrl}/app/forgot`;
  return {
    passwordChanged: (to: Person, actor: ActorContext) =>
      notify(
        to,
        "Your kaspa-pay password was changed",
        `The password of ${to.email} was changed ${when(actor)}. All other sessions were signed out.`,
        `If that was not you, ${forgot}.`,
      ),
    passwordReset: (to: Person, actor: ActorContext) =>
      notify(
        to,
        "Your kaspa-pay password was reset",
        `A new password was set for ${to.email} with a link from a mail, ${when(actor)}. All sessions were signed out.`,
        `If that was not you, somebody reads your mail: secure your mailbox first, then ${forgot}.`,
      ),
    newSignIn: (to: Person, actor: ActorContext, userAgent: string | null) =>
      notify(
        to,
        "New sign-in to kaspa-pay",
        `${to.email} signed in ${when(actor)}, from a device that was not used before: ${userAgent?.slice(0, 200) ?? "it does not say what it is"}.`,
        `If that was not you, ${forgot} and end the session under Account.`,
      ),
    newKey: (to: Person, actor: ActorContext, key: { name: string; store: string }) =>
      notify(
        to,
        `A new API key of ${key.store}`,
        `The API key "${key.name}" was made for ${key.store} ${when(actor)}.`,
        `If that was not you or your team, revoke it at ${deps.publicUrl}/app/ under Developers, API keys, and change your password.`,
      ),
  };
}

export type SecurityNotices = ReturnType<typeof createSecurityNotices>;
