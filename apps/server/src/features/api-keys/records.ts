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
