import type { Mail, Mailer } from "../ports/mailer.ts";

export interface MailEachDeps {
  readonly mailer: Mailer;
  readonly onMailError: (error: unknown) => void;
}

/** Sends the same mail to each; one failure does not stop the others. Does nothing without a mail server. */
export async function mailEach(
  { mailer, onMailError }: MailEachDeps,
  people: readonly string[],
  mail: Omit<Mail, "to">,
): Promise<void> {
  if (!mailer.enabled) return;
  const sent = await Promise.allSettled(people.map((to) => mailer.send({ to, ...mail })));
  for (const one of sent) if (one.status === "rejected") onMailError(one.reason);
}
