/** What the HTTP layer says about an answer besides its body. */
export interface Reply {
  /** A session begun (sets the cookie on a dashboard call) or, with null, ended (clears it). */
  session?: { readonly token: string; readonly expiresAt: number; readonly keep: boolean } | null;
  /** The browser signed in: its device is known from now on. */
  device?: { readonly token: string; readonly expiresAt: number };
  /** The answer is a stored one: header `Idempotent-Replayed: true`. */
  replayed?: boolean;
}

/** What a handler answers when it has more to say than a body. */
export class Answer<T> {
  readonly body: T;
  readonly reply: Reply;

  constructor(body: T, reply: Reply) {
    this.body = body;
    this.reply = reply;
  }
}
