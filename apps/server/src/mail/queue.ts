import type { Background } from "../runtime/background.ts";
import type { Mailer } from "./mailer.ts";

/** A mailer that returns at once; refusals of the mail server are logged for the operator. */
export function createMailQueue(
  mailer: Mailer,
  background: Background,
  onMailError: (error: unknown) => void,
): Mailer {
  return {
    enabled: mailer.enabled,
    send: async (mail) =>
      background.run(async () => {
        try {
          await mailer.send(mail);
        } catch (error) {
          onMailError(error);
        }
      }),
  };
}
