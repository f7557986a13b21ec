// Turns proofs into identities with a look-up on every call, so that what was ended or revoked is refused at once.
import { createHash } from "node:crypto";
import { type Role, type Scope, scopes } from "@kaspa-pay/api-contract";
import type { Db } from "../../database/unit-of-work.ts";
import type { KeyIdentity, Standing, UserIdentity } from "../../http/auth/identities.ts";
import { findApiKey, findApiKeyByHash, noteKeyInBrowser, noteKeyUse } from "../api-keys/api-keys.ts";
import type { ApiKey } from "../api-keys/records.ts";
import { findStore, membershipOf } from "../stores/find-store.ts";
import type { AccountDeps } from "./account-deps.ts";
import type { Session, User } from "./records.ts";
import { sessionRepository } from "./session-repository.ts";
import { isAlive, steppedUpUntil, tokenHash } from "./sessions.ts";
import { userRepository } from "./user-repository.ts";

const TOUCH_EVERY_MS = 60_000;
type IdentityDeps = Pick<AccountDeps, "unitOfWork" | "clock" | "accessTokens">;

export const keyHash = (key: string): Uint8Array => createHash("sha256").update(key).digest();

export function createIdentities(deps: IdentityDeps) {
  return {
    session: async (token: string, storeId: string | null) =>
      identify(
        deps,
        await sessionRepository(deps.unitOfWork.db).byTokenHash(tokenHash(token)),
        "cookie",
        storeId,
      ),
    accessToken: async (token: string, storeId: string | null) => {
      const named = await deps.accessTokens.read(token);
      const session = named && (await sessionRepository(deps.unitOfWork.db).byId(named.sessionId));
      if (!named || session?.generation !== named.generation) return null;
      return identify(deps, session, "jwt", storeId);
    },
    apiKey: (key: string, ip: string) => identifyKey(deps, key, ip),
    standing: (standing: Standing) =>
      standing.keyId === null ? personStands(deps, standing) : keyStands(deps, standing),
    keyUsedInBrowser: async (key: string) => {
      const found = await findApiKeyByHash(deps.unitOfWork.db, keyHash(key));
      if (found) await noteKeyInBrowser(deps.unitOfWork.db, found.id, deps.clock.now());
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
  const user = await userRepository(unitOfWork.db).byId(session.userId);
  if (!user) return null;
  if (now - session.lastSeenAt > TOUCH_EVERY_MS)
    await sessionRepository(unitOfWork.db).touch(session.id, now);
  const storeId = wanted ?? user.defaultStoreId;
  const member = storeId === null ? null : await membershipOf(unitOfWork.db, user.id, storeId);
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
  const key = await findApiKeyByHash(unitOfWork.db, keyHash(text));
  if (!key || !isUsable(key, now)) return null;
  if (now - (key.lastUsedAt ?? 0) > TOUCH_EVERY_MS) await noteKeyUse(unitOfWork.db, key.id, now, ip);
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
async function personStands({ unitOfWork, clock }: IdentityDeps, standing: Standing): Promise<string | null> {
  const session =
    standing.sessionId === null ? null : await sessionRepository(unitOfWork.db).byId(standing.sessionId);
  if (!session || session.generation !== standing.generation || !isAlive(session, clock.now())) return null;
  if (standing.storeId === null) return "";
  const member = await membershipOf(unitOfWork.db, session.userId, standing.storeId);
  return member && `${member.role} ${member.store.settings.archived}`;
}

async function keyStands({ unitOfWork, clock }: IdentityDeps, standing: Standing): Promise<string | null> {
  const key = standing.keyId === null ? null : await findApiKey(unitOfWork.db, standing.keyId);
  if (!key || !isUsable(key, clock.now())) return null;
  const store = await findStore(unitOfWork.db, key.storeId);
  return store && `${key.scopes.join(" ")} ${store.settings.archived}`;
}

const READS = scopes.filter((scope) => scope.endsWith(":read"));

/** What each role may do in a store: the fixed matrix behind every signed-in call. */
const RIGHTS: Readonly<Record<Role, readonly Scope[]>> = {
  owner: scopes,
  manager: scopes.filter((scope) => !scope.startsWith("webhooks:w")),
  accountant: [...READS, "payments:write"],
  cashier: ["payments:read", "payments:write", "links:read"],
  developer: [...READS, "payments:write", "links:write", "webhooks:write"],
  viewer: READS,
};

export const scopesOf = (role: Role): readonly Scope[] => RIGHTS[role];

// What other features ask of people, in their own transaction.

export const findUser = (db: Db, id: string): Promise<User | null> => userRepository(db).byId(id);

/** Whether there is an account at all. */
export const anyUser = (db: Db): Promise<boolean> => userRepository(db).any();
