import { ApiError } from "@kaspa-pay/api-contract";
import type { UnitOfWork } from "../../database/unit-of-work.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { Ids } from "../../runtime/ids.ts";
import { lockStore } from "../stores/find-store.ts";
import type { Store } from "../stores/records.ts";
import { callbackHostRepository } from "./repository/callback-hosts.ts";
import { assertWebhookUrl, type WebhookUrlDeps } from "./webhook-url.ts";

export interface CallbackDeps extends WebhookUrlDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** Hosts that the payments of a store may name within 30 days: docs/decisions/0055-callbacks-of-payments.md. */
export const MAX_CALLBACK_HOSTS = 20;
const HOST_COUNTS_MS = 30 * 24 * 60 * 60_000;
/** The note of the last use may be this old. */
const NOTED_EVERY_MS = 24 * 60 * 60_000;

/** Host and port that a payment's events are called back at; null without a callback URL. */
export const callbackHostOf = (url: string | null): string | null =>
  url === null ? null : new URL(url).host;

/**
 * Checks the callback URL of a new payment, and makes its host known to the queue of deliveries.
 * @throws ApiError `invalid_url`, `conflict` for one host too many
 */
export function createOpenCallback(deps: CallbackDeps) {
  return async (
    { id: storeId, network }: Pick<Store, "id" | "network">,
    url: string | null,
  ): Promise<void> => {
    if (url === null) return;
    assertWebhookUrl(deps, network, url, "callbackUrl");
    const { host, origin } = new URL(url);
    const now = deps.clock.now();
    if (await callbackHostRepository(deps.unitOfWork.db).use(storeId, host, now, NOTED_EVERY_MS)) return;
    await deps.unitOfWork.transaction(async (db) => {
      // One at a time, so that the limit holds.
      await lockStore(db, storeId);
      const hosts = callbackHostRepository(db);
      if (await hosts.use(storeId, host, now, NOTED_EVERY_MS)) return;
      if ((await hosts.count(storeId, now - HOST_COUNTS_MS)) >= MAX_CALLBACK_HOSTS) {
        throw new ApiError(
          "conflict",
          `callbackUrl names a new host, and the payments of this store named ${MAX_CALLBACK_HOSTS} within 30 days: use one of those, or register a webhook endpoint`,
          { param: "callbackUrl" },
        );
      }
      await hosts.insert({ id: deps.ids.next("whk"), storeId, host, origin, now });
    });
  };
}

export type OpenCallback = ReturnType<typeof createOpenCallback>;
