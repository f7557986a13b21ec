import type { Mail, Mailer } from "../ports/mailer.ts";

export interface MailEachDeps {
  readonly mailer: Mailer;
  readonly onMailError: (error: unknown) => void;
}

/** The same mail to each; one that cannot be sent keeps nobody from theirs. Nothing without a mail server. */
export async function mailEach(
  { mailer, onMailError }: MailEachDeps,
  people: readonly string[],
  mail: Omit<Mail, "to">,
): Promise<void> {
  if (!mailer.enabled) return;
  const sent = await Promise.allSettled(people.map((to) => mailer.send({ to, ...mail })));
  for (const one of sent) if (one.status === "rejected") onMailError(one.reason);
}
