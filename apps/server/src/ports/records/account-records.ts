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
  /** True for exactly one caller ever, even among parallel ones; the others wait for that transaction. */
  claimFirst(userId: string, now: number): Promise<boolean>;
  any(): Promise<boolean>;
  /** False when the e-mail is taken. */
  insert(user: User): Promise<boolean>;
  byEmail(email: string): Promise<User | null>;
  byId(id: string): Promise<User | null>;
  /** Holds the row until the transaction ends, so that what is counted per person is counted once. */
  lock(id: string): Promise<void>;
  setPassword(id: string, passwordHash: string, now: number): Promise<void>;
  rehash(id: string, passwordHash: string): Promise<void>;
  rename(id: string, name: string): Promise<void>;
  setDefaultStore(id: string, storeId: string): Promise<void>;
}

/** Single-use proofs that an e-mail was read; only hashes are kept. */
export interface PasswordResetRecords {
  insert(tokenHash: Uint8Array, userId: string, now: number, expiresAt: number): Promise<void>;
  /** When a token was last made for the user; null = never, or so long ago that it was swept. */
  lastMadeAt(userId: string): Promise<number | null>;
  /** Uses the token up: the user's id, or null when it is unknown, used or over. */
  take(tokenHash: Uint8Array, now: number): Promise<string | null>;
  /** Makes every token of the user useless. */
  voidAll(userId: string, now: number): Promise<void>;
  /** Removes rows that were over before the given time; at most `limit`. */
  sweep(before: number, limit: number): Promise<number>;
}

export type SessionKind = "cookie" | "jwt";

export interface Session {
  id: string;
  userId: string;
  kind: SessionKind;
  tokenHash: Uint8Array;
  /** Counts the proofs that were made of this session; only the newest is valid. */
  generation: number;
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
  /** Whether somebody has signed in to this account from this address, in sessions that are still kept. */
  knowsAddress(email: string, ip: string): Promise<boolean>;
  /**
   * The next generation of an open session whose password was proved just now: its former proofs are void. Null when
   * the session ended, or when `from` is no longer its generation.
   */
  renew(id: string, from: number, tokenHash: Uint8Array, now: number): Promise<Session | null>;
  /** False when there is no such open session of this user. */
  end(userId: string, id: string, now: number): Promise<boolean>;
  /** Ends a session whoever's it is; nothing when it ended already. */
  endById(id: string, now: number): Promise<void>;
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
  /** Limits of its own; null = the server's. */
  readsPerMinute: number | null;
  writesPerMinute: number | null;
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
  byId(id: string): Promise<ApiKey | null>;
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
  /** What touched how this person proves who they are: sessions, passwords, keys. Newest first, one row more. */
  listPersonal(userId: string, page: Page): Promise<AuditEntry[]>;
}

/** Under what a first answer is kept: one key means something for one class of callers and one operation. */
export interface IdempotencyName {
  storeId: string;
  scope: string;
  key: string;
}

export interface StoredAnswer {
  requestHash: string;
  status: number;
  /** Encrypted: some answers hold a secret. */
  body: string;
}

/** First answers under an `Idempotency-Key`, kept 72 h (docs/spec/api-conventions.md#idempotency). */
export interface IdempotencyRecords {
  find(name: IdempotencyName): Promise<StoredAnswer | null>;
  /** False when the key is taken; waits for a parallel transaction that is about to commit it. */
  insert(name: IdempotencyName, answer: StoredAnswer, now: number): Promise<boolean>;
  sweep(before: number, limit: number): Promise<number>;
}
