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
