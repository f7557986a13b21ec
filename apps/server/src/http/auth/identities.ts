import type { Role, Scope } from "@kaspa-pay/api-contract";
import type { Caller } from "@kaspa-pay/api-contract/router";

/** An API key that is neither revoked nor over. */
export interface KeyIdentity {
  readonly keyId: string;
  readonly storeId: string;
  readonly scopes: readonly Scope[];
  readonly livemode: boolean;
  /** Limits that the key was given; null = the server's. */
  readonly ownLimits?: { readonly readsPerMinute: number | null; readonly writesPerMinute: number | null };
}

/** A signed-in person, and the store they picked: the default one, or null when the picked one is not theirs. */
export interface UserIdentity {
  readonly userId: string;
  readonly sessionId: string;
  readonly generation: number;
  readonly storeId: string | null;
  readonly role: Role | null;
  readonly scopes: readonly Scope[];
  readonly livemode: boolean | null;
  readonly isServerAdmin: boolean;
  readonly steppedUpUntil: number | null;
}

/** What a caller was taken for when its answer began. */
export interface Standing {
  readonly sessionId: string | null;
  readonly generation: number | null;
  readonly keyId: string | null;
  readonly storeId: string | null;
}

/** Credentials that a caller of the public routes presented. */
export interface PublicReader {
  /** Store of an API key or session; null without one. */
  readonly storeId: string | null;
  /** The payer's proof; null without one. */
  readonly clientToken: string | null;
}

/** Whether the call proves an account: a session, an access token or an API key. */
export const isProved = ({ kind }: Caller): boolean => kind === "user" || kind === "key";
