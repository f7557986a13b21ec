// People and what proves who they are. Ids are wire ids, times are milliseconds, hashes are SHA-256.
import type { Page } from "./link-records.ts";

export interface User {
  id: string;
  email: string;
  name: string;
  passwordHash: string;
  /** Made by the first registration on this server. */
  serverAdmin: boolean;
  defaultStoreId: string | null;
  createdAt: number;
  passwordChangedAt: number;
}

export interface UserRecords {
  /** True for exactly one caller ever, even among parallel ones; others wait for the rival's transaction. */
  claimFirst(userId: string, now: number): Promise<boolean>;
  any(): Promise<boolean>;
  /** False when the e-mail is taken. */
  insert(user: User): Promise<boolean>;
  byEmail(email: string): Promise<User | null>;
  byId(id: string): Promise<User | null>;
  setPassword(id: string, passwordHash: string, now: number): Promise<void>;
  rehash(id: string, passwordHash: string): Promise<void>;
  rename(id: string, name: string): Promise<void>;
  setDefaultStore(id: string, storeId: string): Promise<void>;
}

/** Single-use proofs that an e-mail was read; only hashes are kept. */
export interface PasswordResetRecords {
  insert(tokenHash: Uint8Array, userId: string, now: number, expiresAt: number): Promise<void>;
  /** Uses the token up: the user's id, or null when it is unknown, used or over. */
  take(tokenHash: Uint8Array, now: number): Promise<string | null>;
}

export type SessionKind = "cookie" | "jwt";

export interface Session {
  id: string;
  userId: string;
  kind: SessionKind;
  tokenHash: Uint8Array;
  /** "Keep me in": longer idle and absolute times. */
  remember: boolean;
  ip: string | null;
  userAgent: string | null;
  createdAt: number;
  lastSeenAt: number;
  expiresAt: number;
  /** When the password was last entered. */
  steppedUpAt: number | null;
  endedAt: number | null;
}

export interface SessionRecords {
  insert(session: Session): Promise<void>;
  byTokenHash(hash: Uint8Array): Promise<Session | null>;
  byId(id: string): Promise<Session | null>;
  listOpen(userId: string, now: number): Promise<Session[]>;
  touch(id: string, now: number): Promise<void>;
  /** A new token at step-up, so that a token seen before it gains nothing. */
  stepUp(id: string, tokenHash: Uint8Array, now: number): Promise<void>;
  /** False when there is no such open session of this user. */
  end(userId: string, id: string, now: number): Promise<boolean>;
  endOthers(userId: string, keepId: string | null, now: number): Promise<number>;
  /** Removes rows that ended before the given time; at most `limit`. */
  sweep(before: number, limit: number): Promise<number>;
}

export interface ApiKey {
  id: string;
  storeId: string;
  name: string;
  keyHash: Uint8Array;
  /** `kp_live_` or `kp_test_`. */
  prefix: string;
  lastFour: string;
  scopes: string[];
  createdBy: string | null;
  createdAt: number;
  expiresAt: number | null;
  lastUsedAt: number | null;
  lastUsedIp: string | null;
  /** When it last came with an Origin header and was refused. */
  browserUseAt: number | null;
  revokedAt: number | null;
}

export interface ApiKeyRecords {
  insert(key: ApiKey): Promise<void>;
  byHash(hash: Uint8Array): Promise<ApiKey | null>;
  /** Newest first, without revoked ones; with the name of the member who made it. */
  list(storeId: string): Promise<(ApiKey & { createdByName: string | null })[]>;
  revoke(storeId: string, id: string, now: number): Promise<boolean>;
  touch(id: string, now: number, ip: string | null): Promise<void>;
  usedInBrowser(id: string, now: number): Promise<void>;
}

export interface AuditEntry {
  id: string;
  storeId: string | null;
  userId: string | null;
  actor: string;
  action: string;
  target: string | null;
  /** SHA-256 of the state before and after, never the state itself. */
  beforeHash: string | null;
  afterHash: string | null;
  ip: string | null;
  requestId: string | null;
  at: number;
}

/** A row as people read it: with the name of the member or API key that acted; null for payers and the gateway. */
export interface NamedAuditEntry extends AuditEntry {
  actorName: string | null;
}

export interface AuditFilters {
  actor?: string | undefined;
  /** An action, or the noun before its dot. */
  action?: string | undefined;
  /** Id of what was changed. */
  target?: string | undefined;
  from?: number | undefined;
  to?: number | undefined;
}

export interface AuditRecords {
  insert(entry: AuditEntry): Promise<void>;
  /** Newest first; one row more than asked tells that there is a next page. */
  list(storeId: string, filters: AuditFilters, page: Page): Promise<NamedAuditEntry[]>;
}

export interface StoredAnswer {
  requestHash: string;
  status: number;
  body: string;
}

/** First answers under an `Idempotency-Key`, kept 72 h (api.md 5). */
export interface IdempotencyRecords {
  find(storeId: string, key: string): Promise<StoredAnswer | null>;
  /** False when the key is taken; waits for a rival that is about to commit it. */
  insert(storeId: string, key: string, answer: StoredAnswer, now: number): Promise<boolean>;
  sweep(before: number, limit: number): Promise<number>;
}
