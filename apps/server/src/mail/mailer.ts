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
