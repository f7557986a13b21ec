import { createHash } from "node:crypto";
import { ApiError, type CreateApiKey, scopes } from "@kaspa-pay/api-contract";
import type { z } from "zod";
import type { Db, UnitOfWork } from "../../database/unit-of-work.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { Ids, Random } from "../../runtime/ids.ts";
import type { ActorContext, Audit } from "../audit/audit.ts";
import { lockStore } from "../stores/find-store.ts";
import { isLive } from "../stores/new-store.ts";
import type { Store } from "../stores/records.ts";
import type { ApiKey } from "./records.ts";
import { apiKeyRepository } from "./repository.ts";

export interface KeyDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly random: Random;
  readonly ids: Ids;
  readonly audit: Audit;
}

/** The most that one API key may be given. */
export interface KeyLimits {
  readonly readsPerMinute: number;
  readonly writesPerMinute: number;
}

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BODY_CHARS = 43;
const CHECK_CHARS = 6;
export const MAX_API_KEYS = 50;

/** 32 random bytes in base62 and a checksum, so that scanners of leaked secrets can recognise a real key. */
export function makeKeyText(random: Random, live: boolean): string {
  const body = base62(random.bytes(32), BODY_CHARS);
  const prefix = live ? "kp_live_" : "kp_test_";
  return (
    prefix +
    body +
    base62(
      createHash("sha256")
        .update(prefix + body)
        .digest()
        .subarray(0, 5),
      CHECK_CHARS,
    )
  );
}

function base62(bytes: Uint8Array, chars: number): string {
  let value = BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
  let text = "";
  for (let i = 0; i < chars; i++) {
    text = (BASE62[Number(value % 62n)] ?? "0") + text;
    value /= 62n;
  }
  return text;
}

/** Prefix and last four characters: all that is ever shown again. */
export const maskKey = (key: ApiKey): string => `${key.prefix}…${key.lastFour}`;

export interface KeyOrder {
  readonly store: Pick<Store, "id" | "network">;
  readonly name: string;
  readonly createdBy: string | null;
  readonly scopes?: readonly string[] | undefined;
  readonly expiresAt?: number | undefined;
  readonly readsPerMinute?: number | undefined;
  readonly writesPerMinute?: number | undefined;
}

/** Only a digest of the key is stored. */
export async function issueApiKey(
  deps: Pick<KeyDeps, "clock" | "random" | "ids">,
  db: Db,
  order: KeyOrder,
): Promise<{ key: ApiKey; text: string }> {
  const text = makeKeyText(deps.random, isLive(order.store.network));
  const key: ApiKey = {
    id: deps.ids.next("key"),
    storeId: order.store.id,
    name: order.name,
    keyHash: createHash("sha256").update(text).digest(),
    prefix: text.slice(0, 8),
    lastFour: text.slice(-4),
    scopes: [...(order.scopes ?? scopes)],
    readsPerMinute: order.readsPerMinute ?? null,
    writesPerMinute: order.writesPerMinute ?? null,
    createdBy: order.createdBy,
    createdAt: deps.clock.now(),
    expiresAt: order.expiresAt ?? null,
    lastUsedAt: null,
    lastUsedIp: null,
    browserUseAt: null,
    revokedAt: null,
  };
  await apiKeyRepository(db).insert(key);
  return { key, text };
}

/** A merchant sets the limits of a key, the operator how far. */
function assertLimits(input: z.output<typeof CreateApiKey>, most: KeyLimits): void {
  for (const name of ["readsPerMinute", "writesPerMinute"] as const) {
    if ((input[name] ?? 0) <= most[name]) continue;
    throw new ApiError("validation_error", `${name} is at most ${most[name]} on this server`, {
      param: name,
    });
  }
}

/** @throws ApiError `not_found`, `conflict` (too many keys), `validation_error` (expiry in the past, limits too high) */
export const createCreateApiKey =
  (deps: KeyDeps & { readonly keyLimits: KeyLimits }) =>
  async (
    input: z.output<typeof CreateApiKey>,
    storeId: string,
    actor: ActorContext,
  ): Promise<{ key: ApiKey; text: string }> =>
    deps.unitOfWork.transaction(async (db) => {
      const now = deps.clock.now();
      const store = await lockStore(db, storeId);
      if (!store) throw new ApiError("not_found", "Store not found");
      if ((await apiKeyRepository(db).list(storeId)).length >= MAX_API_KEYS) {
        throw new ApiError("conflict", `A store has at most ${MAX_API_KEYS} keys: revoke one first`);
      }
      if (input.expiresAt !== undefined && input.expiresAt <= now) {
        throw new ApiError("validation_error", "expiresAt must be in the future", { param: "expiresAt" });
      }
      const order = {
        store,
        name: input.name,
        createdBy: actor.userId,
        scopes: input.scopes,
        expiresAt: input.expiresAt,
        readsPerMinute: input.readsPerMinute,
        writesPerMinute: input.writesPerMinute,
      };
      assertLimits(input, deps.keyLimits);
      const made = await issueApiKey(deps, db, order);
      const after = { name: made.key.name, scopes: made.key.scopes };
      await deps.audit(db, actor, { storeId, action: "api_key.created", target: made.key.id, after });
      return made;
    });

/** @throws ApiError `not_found` */
export const createRevokeApiKey =
  (deps: KeyDeps) =>
  async (id: string, storeId: string, actor: ActorContext): Promise<void> =>
    deps.unitOfWork.transaction(async (db) => {
      const now = deps.clock.now();
      if (!(await apiKeyRepository(db).revoke(storeId, id, now)))
        throw new ApiError("not_found", "API key not found");
      await deps.audit(db, actor, { storeId, action: "api_key.revoked", target: id });
    });

// What other features ask of API keys, in their own transaction.

export const findApiKey = (db: Db, id: string): Promise<ApiKey | null> => apiKeyRepository(db).byId(id);

export const findApiKeyByHash = (db: Db, hash: Uint8Array): Promise<ApiKey | null> =>
  apiKeyRepository(db).byHash(hash);

/** Newest first. */
export const listApiKeys = (db: Db, storeId: string) => apiKeyRepository(db).list(storeId);

export const noteKeyUse = (db: Db, id: string, now: number, ip: string): Promise<void> =>
  apiKeyRepository(db).touch(id, now, ip);

/** The key was sent from a browser: the list of keys warns of it. */
export const noteKeyInBrowser = (db: Db, id: string, now: number): Promise<void> =>
  apiKeyRepository(db).usedInBrowser(id, now);
