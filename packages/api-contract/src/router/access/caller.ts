import type { Scope } from "../../schemas/api-keys.ts";
import type { Role } from "../../schemas/stores.ts";

/**
 * Who calls, as plain data. `payer` means that a client token was sent; whether it belongs to the payment is checked
 * where the payment is known.
 */
export interface Caller {
  readonly kind: "anonymous" | "user" | "key" | "payer";
  /** How identity was proved. */
  readonly via: "none" | "cookie" | "jwt" | "key" | "client_token";
  /** The store this call is about: the key's, or the one the user picked. Null for anonymous callers and payers. */
  readonly storeId: string | null;
  readonly userId: string | null;
  readonly keyId: string | null;
  readonly sessionId: string | null;
  /** Generation of the session: step-up and a new password make a new one and void the proofs before. */
  readonly generation: number | null;
  /** The user's role in `storeId`. */
  readonly role: Role | null;
  /** What the key may do, or what the user's role allows. */
  readonly scopes: readonly Scope[];
  readonly livemode: boolean | null;
  /** Limits that the API key was given; null = the server's. */
  readonly ownLimits?: { readonly readsPerMinute: number | null; readonly writesPerMinute: number | null };
  readonly isServerAdmin: boolean;
  /**
   * Until when the last password proof allows dangerous actions, milliseconds; null = it must be entered again.
   */
  readonly steppedUpUntil: number | null;
  /** A session cookie was sent whose session is over: then the error is `session_expired`. */
  readonly sessionOver?: boolean;
  /** The client token as sent, not verified. Also kept beside a user or key. */
  readonly clientToken: string | null;
  readonly requestId: string;
  readonly idempotencyKey: string | null;
  readonly ip: string;
  readonly userAgent: string | null;
  /** The browser's device token as sent, not verified: it distinguishes a known device from an unknown one. */
  readonly device: string | null;
  /** Came from this machine itself, through no proxy, to a gateway whose public address is this machine. */
  readonly local?: boolean;
  /** `Origin` header as sent; null when absent. */
  readonly origin: string | null;
}

/** The actor of audit rows, timeline and reduce: `user:usr_…`, `key:key_…`, `payer` or `anonymous`. */
export function actorOf(caller: Caller): string {
  if (caller.kind === "user") return `user:${caller.userId}`;
  if (caller.kind === "key") return `key:${caller.keyId}`;
  return caller.kind;
}
