// Turns proofs into identities with a look-up on every call, so that what was ended or revoked is refused at once.
import { createHash } from "node:crypto";
import type { Role, Scope } from "@kaspa-pay/api-contract";
import type { ApiKey, Session } from "../../ports/records/account-records.ts";
import type { AccountDeps } from "./account-deps.ts";
import { scopesOf } from "./roles.ts";
import { isAlive, steppedUpUntil, tokenHash } from "./sessions.ts";

const TOUCH_EVERY_MS = 60_000;

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

/** An API key that is neither revoked nor over. */
export interface KeyIdentity {
  readonly keyId: string;
  readonly storeId: string;
  readonly scopes: readonly Scope[];
  readonly livemode: boolean;
  /** Limits that the key was given; null = the server's. */
  readonly ownLimits?: { readonly readsPerMinute: number | null; readonly writesPerMinute: number | null };
}

type IdentityDeps = Pick<AccountDeps, "unitOfWork" | "clock" | "accessTokens">;

export const keyHash = (key: string): Uint8Array => createHash("sha256").update(key).digest();

export function createIdentities(deps: IdentityDeps) {
  const { records } = deps.unitOfWork;
  return {
    session: async (token: string, storeId: string | null) =>
      identify(deps, await records.sessions.byTokenHash(tokenHash(token)), "cookie", storeId),
    accessToken: async (token: string, storeId: string | null) => {
      const named = await deps.accessTokens.read(token);
      const session = named && (await records.sessions.byId(named.sessionId));
      if (!named || session?.generation !== named.generation) return null;
      return identify(deps, session, "jwt", storeId);
    },
    apiKey: (key: string, ip: string) => identifyKey(deps, key, ip),
    standing: (one: Standing) => (one.keyId === null ? personStands(deps, one) : keyStands(deps, one)),
    keyUsedInBrowser: async (key: string) => {
      const found = await records.apiKeys.byHash(keyHash(key));
      if (found) await records.apiKeys.usedInBrowser(found.id, deps.clock.now());
    },
  };
}

async function identify(
  { unitOfWork, clock }: IdentityDeps,
  session: Session | null,
  kind: Session["kind"],
  wanted: string | null,
): Promise<UserIdentity | null> {
  const now = clock.now();
  if (!session || session.kind !== kind || !isAlive(session, now)) return null;
  const { records } = unitOfWork;
  const user = await records.users.byId(session.userId);
  if (!user) return null;
  if (now - session.lastSeenAt > TOUCH_EVERY_MS) await records.sessions.touch(session.id, now);
  const storeId = wanted ?? user.defaultStoreId;
  const member = storeId === null ? null : await records.stores.membership(user.id, storeId);
  return {
    userId: user.id,
    sessionId: session.id,
    generation: session.generation,
    storeId: member?.store.id ?? null,
    role: member?.role ?? null,
    scopes: member ? scopesOf(member.role) : [],
    livemode: member ? member.store.network === "mainnet" : null,
    isServerAdmin: user.serverAdmin,
    steppedUpUntil: steppedUpUntil(session.steppedUpAt, now),
  };
}

async function identifyKey(
  { unitOfWork, clock }: IdentityDeps,
  text: string,
  ip: string,
): Promise<KeyIdentity | null> {
  const now = clock.now();
  const key = await unitOfWork.records.apiKeys.byHash(keyHash(text));
  if (!key || !isUsable(key, now)) return null;
  if (now - (key.lastUsedAt ?? 0) > TOUCH_EVERY_MS) await unitOfWork.records.apiKeys.touch(key.id, now, ip);
  return {
    keyId: key.id,
    storeId: key.storeId,
    scopes: key.scopes as Scope[],
    livemode: key.prefix.startsWith("kp_live_"),
    ownLimits: { readsPerMinute: key.readsPerMinute, writesPerMinute: key.writesPerMinute },
  };
}

const isUsable = (key: ApiKey, now: number): boolean =>
  key.revokedAt === null && (key.expiresAt === null || now < key.expiresAt);

/** All that a person's answer depends on, as one text; null when the proof is void. Does not count as use. */
async function personStands({ unitOfWork, clock }: IdentityDeps, one: Standing): Promise<string | null> {
  const { records } = unitOfWork;
  const session = one.sessionId === null ? null : await records.sessions.byId(one.sessionId);
  if (!session || session.generation !== one.generation || !isAlive(session, clock.now())) return null;
  if (one.storeId === null) return "";
  const member = await records.stores.membership(session.userId, one.storeId);
  return member && `${member.role} ${member.store.settings.archived}`;
}

async function keyStands({ unitOfWork, clock }: IdentityDeps, one: Standing): Promise<string | null> {
  const { records } = unitOfWork;
  const key = one.keyId === null ? null : await records.apiKeys.byId(one.keyId);
  if (!key || !isUsable(key, clock.now())) return null;
  const store = await records.stores.byId(key.storeId);
  return store && `${key.scopes.join(" ")} ${store.settings.archived}`;
}
