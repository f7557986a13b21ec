import { createTransport } from "nodemailer";
import type { Mail, Mailer } from "./mailer.ts";

export interface MailerOptions {
  /** `smtp://user:password@host:587` or `smtps://…`; without it nothing is sent. */
  smtpUrl?: string | undefined;
  from?: string | undefined;
  log: { info(fields: object, message: string): void };
}

const DEFAULT_FROM = "kaspa-pay <kaspa-pay@localhost>";
const CONNECT_TIMEOUT_MS = 10_000;
const SOCKET_TIMEOUT_MS = 30_000;

/** Mail over SMTP when a server is configured; else a mailer that logs that a mail was not sent, never its text. */
export function createMailer({ smtpUrl, from = DEFAULT_FROM, log }: MailerOptions): Mailer {
  if (smtpUrl === undefined || smtpUrl === "") {
    return {
      enabled: false,
      send: async (mail) =>
        log.info({ subject: mail.subject }, "no mail server is configured: mail not sent"),
    };
  }
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SOCKET_TIMEOUT_MS,
    // A mail is text made here; nothing in it may make the mailer read files or fetch URLs.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    enabled: true,
    async send({ to, subject, text }: Mail) {
      await transport.sendMail({ from, to, subject, text });
    },
  };
}
