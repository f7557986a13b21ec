import { ApiError } from "@kaspa-pay/api-contract";
import type { Db } from "../../database/unit-of-work.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { Ids } from "../../runtime/ids.ts";
import { lockStore } from "../stores/find-store.ts";
import type { Store } from "../stores/records.ts";
import { callbackHostRepository } from "./repository/callback-hosts.ts";
import { assertWebhookUrl, type WebhookUrlDeps } from "./webhook-url.ts";

export interface CallbackDeps extends WebhookUrlDeps {
  readonly clock: Clock;
  readonly ids: Ids;
}

/** Hosts that the payments of a store may name within 30 days: docs/decisions/0055-callbacks-of-payments.md. */
export const MAX_CALLBACK_HOSTS = 20;
const DAY_MS = 24 * 60 * 60_000;
/** The note of the last use may be this old. */
const NOTED_EVERY_MS = DAY_MS;
/** 30 days after the last use, of which the note may be a day old. */
const HOST_COUNTS_MS = 30 * DAY_MS + NOTED_EVERY_MS;
const PARAM = "callbackUrl";

/** Host and port that a payment's events are called back at; null without a callback URL. */
export const callbackHostOf = (url: string | null): string | null =>
  url === null ? null : new URL(url).host;

/** Whether this error refuses a payment for its callback URL alone. */
export const refusesCallback = (error: unknown): boolean =>
  error instanceof ApiError && error.param === PARAM;

/** The callback URLs of new payments. */
export function createCallbacks(deps: CallbackDeps) {
  return {
    /** @throws ApiError `invalid_url` */
    check({ network }: Pick<Store, "network">, url: string | null): void {
      if (url !== null) assertWebhookUrl(deps, network, url, PARAM);
    },
    /**
     * Makes the host known to the queue of deliveries, in the transaction that writes the payment: a payment that is not
     * made uses up no host.
     * @throws ApiError `conflict` for one host too many
     */
    async openHost(db: Db, storeId: string, url: string): Promise<void> {
      const { host, origin } = new URL(url);
      const now = deps.clock.now();
      const hosts = callbackHostRepository(db);
      const since = now - HOST_COUNTS_MS;
      const seen = await hosts.lastUse(storeId, host);
      if (seen !== null && seen >= since) {
        if (now - seen >= NOTED_EVERY_MS) await hosts.noteUse(storeId, host, now);
        return;
      }
      // One at a time, so that the limit holds.
      await lockStore(db, storeId);
      const used = await hosts.usedSince(storeId, since);
      if (used.includes(host)) return;
      if (used.length >= MAX_CALLBACK_HOSTS) throw tooManyHosts(used);
      if (seen === null) await hosts.insert({ id: deps.ids.next("whk"), storeId, host, origin, now });
      else await hosts.noteUse(storeId, host, now);
    },
  };
}

export type Callbacks = ReturnType<typeof createCallbacks>;

function tooManyHosts(hosts: string[]): ApiError {
  const text = `callbackUrl names a new host, and the payments of this store named ${hosts.length} within 30 days: use one of those (${hosts.join(", ")}), or register a webhook endpoint`;
  return new ApiError("conflict", text, { param: PARAM, extra: { hosts } });
}
