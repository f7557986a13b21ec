export interface Mail {
  to: string;
  subject: string;
  /** Plain text. */
  text: string;
}

export interface Mailer {
  /** False when no mail server is configured: the text was only logged as suppressed. */
  readonly enabled: boolean;
  /** Rejects when the configured mail server refuses or cannot be reached. */
  send(mail: Mail): Promise<void>;
}

export interface SendToEachDeps {
  readonly mailer: Mailer;
  readonly onMailError: (error: unknown) => void;
}

/** Sends the same mail to each; one failure does not stop the others. Does nothing without a mail server. */
export async function sendToEach(
  { mailer, onMailError }: SendToEachDeps,
  people: readonly string[],
  mail: Omit<Mail, "to">,
): Promise<void> {
  if (!mailer.enabled) return;
  const sent = await Promise.allSettled(people.map((to) => mailer.send({ to, ...mail })));
  for (const result of sent) if (result.status === "rejected") onMailError(result.reason);
}
