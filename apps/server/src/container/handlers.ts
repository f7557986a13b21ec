// The handlers of every router in one object; the container passes the use cases.
import type { Caller, Handlers } from "@kaspa-pay/api-contract/router";
import { createAuthHandlers } from "../features/accounts/handlers.ts";
import type { RegisterDeps } from "../features/accounts/register.ts";
import type { KeyLimits } from "../features/api-keys/api-keys.ts";
import { createApiKeyHandlers, createNewKeyNotice } from "../features/api-keys/handlers.ts";
import { createDashboardHandlers, type DashboardDeps } from "../features/dashboard/handlers.ts";
import { createLinkHandlers, type LinkHandlerDeps } from "../features/links/handlers.ts";
import { createPaymentHandlers, type PaymentHandlerDeps } from "../features/payments/handlers.ts";
import { createMarketHandlers, type ServerInfoDeps } from "../features/server-info/handlers.ts";
import { createStoreHandlers } from "../features/stores/handlers.ts";
import { createSettingsHandlers, type SettingsHandlerDeps } from "../features/stores/settings-handlers.ts";
import type { StoreDeps } from "../features/stores/stores.ts";
import type { EndpointDeps } from "../features/webhooks/endpoints.ts";
import {
  createEventHandlers,
  createWebhookHandlers,
  type WebhookHandlerDeps,
} from "../features/webhooks/handlers.ts";
import { requestHash } from "../idempotency/request-hash.ts";
import { ownScope } from "../idempotency/scope.ts";
import { withIdempotencyKey } from "../idempotency/with-idempotency-key.ts";

export type HandlerDeps = RegisterDeps &
  StoreDeps &
  LinkHandlerDeps &
  PaymentHandlerDeps &
  WebhookHandlerDeps &
  SettingsHandlerDeps &
  Omit<ServerInfoDeps, "registration"> &
  EndpointDeps &
  DashboardDeps & { readonly keyLimits: KeyLimits };

export function createHandlers(deps: HandlerDeps): Handlers {
  const stores = createStoreHandlers(deps);
  const links = createLinkHandlers(deps);
  const webhooks = createWebhookHandlers(deps);
  const apiKeys = createApiKeyHandlers(deps);
  const createKey = onceUnderKey(deps, "apiKeys.create", apiKeys.create);
  const tellOfKey = createNewKeyNotice(deps);
  return {
    auth: createAuthHandlers(deps),
    stores: { ...stores, create: onceUnderKey(deps, "stores.create", stores.create) },
    links: { ...links, create: onceUnderKey(deps, "links.create", links.create) },
    payments: createPaymentHandlers(deps),
    webhooks: { ...webhooks, create: onceUnderKey(deps, "webhooks.create", webhooks.create) },
    events: createEventHandlers(deps),
    apiKeys: {
      ...apiKeys,
      create: async (input, caller) => {
        const made = await createKey(input, caller);
        if (!caller.reply.replayed) await tellOfKey(made, caller);
        return made;
      },
    },
    settings: createSettingsHandlers(deps),
    market: createMarketHandlers(deps),
    dashboard: createDashboardHandlers(deps),
  };
}

/** Wraps a create so that it runs once per Idempotency-Key. `POST /payments` does so itself, in its one statement. */
function onceUnderKey<In, Out>(
  deps: HandlerDeps,
  name: string,
  create: (input: In, caller: Caller) => Promise<Out>,
): (input: In, caller: Caller) => Promise<Out> {
  return async (input, caller) => {
    const { idempotencyKey: key, storeId } = caller;
    if (key === null || storeId === null) return create(input, caller);
    // Keys of store creation belong to the person, all others to the store.
    const scope = ownScope(name === "stores.create" ? `${name} ${caller.userId}` : name);
    const request = { storeId, scope, key, requestHash: requestHash(input) };
    const { answer, replayed } = await withIdempotencyKey(deps, request, () => create(input, caller));
    if (replayed) caller.reply.replayed = true;
    return answer;
  };
}
