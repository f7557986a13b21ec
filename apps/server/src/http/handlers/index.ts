// The handlers of every router in one object; `compose.ts` passes the use cases.
import type { Caller, Handlers } from "@kaspa-pay/api-contract/router";
import type { RegisterDeps } from "../../usecases/accounts/register.ts";
import { ownScope } from "../../usecases/idempotency-scope.ts";
import { once } from "../../usecases/once.ts";
import { requestHash } from "../../usecases/payments/request-hash.ts";
import type { KeyLimits } from "../../usecases/stores/api-keys.ts";
import type { StoreDeps } from "../../usecases/stores/stores.ts";
import { createEndpoints, type EndpointDeps } from "../../usecases/webhooks/endpoints.ts";
import { createAuthHandlers } from "./auth.ts";
import { createDashboardHandlers, type DashboardDeps } from "./dashboard/dashboard.ts";
import { createLinkHandlers, type LinkHandlerDeps } from "./links.ts";
import { createMarketHandlers, type MarketDeps } from "./market.ts";
import { createPaymentHandlers, type PaymentHandlerDeps } from "./payments.ts";
import { createSettingsHandlers, type SettingsHandlerDeps } from "./settings.ts";
import { createApiKeyHandlers, createNewKeyNotice, createStoreHandlers } from "./stores.ts";
import { createEventHandlers, createWebhookHandlers, type WebhookHandlerDeps } from "./webhooks.ts";

export type HandlerDeps = RegisterDeps &
  StoreDeps &
  LinkHandlerDeps &
  PaymentHandlerDeps &
  WebhookHandlerDeps &
  SettingsHandlerDeps &
  Omit<MarketDeps, "registration"> &
  EndpointDeps &
  DashboardDeps & { readonly keyLimits: KeyLimits };

export function createHandlers(deps: HandlerDeps): Handlers {
  const createKey = onceUnderKey(deps, "apiKeys.create", (within) => createApiKeyHandlers(within).create);
  const tellOfKey = createNewKeyNotice(deps);
  return {
    auth: createAuthHandlers(deps),
    stores: {
      ...createStoreHandlers(deps),
      create: onceUnderKey(deps, "stores.create", (within) => createStoreHandlers(within).create),
    },
    links: {
      ...createLinkHandlers(deps),
      create: onceUnderKey(deps, "links.create", (within) => createLinkHandlers(within).create),
    },
    payments: createPaymentHandlers(deps),
    webhooks: {
      ...createWebhookHandlers(deps),
      create: onceUnderKey(
        deps,
        "webhooks.create",
        (within) => createWebhookHandlers({ ...within, endpoints: createEndpoints(within) }).create,
      ),
    },
    events: createEventHandlers(deps),
    apiKeys: {
      ...createApiKeyHandlers(deps),
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

/**
 * Wraps a create so that it runs once per Idempotency-Key. `POST /payments` does so itself, in its one statement.
 */
function onceUnderKey<In, Out>(
  deps: HandlerDeps,
  name: string,
  verb: (within: HandlerDeps) => (input: In, caller: Caller) => Promise<Out>,
): (input: In, caller: Caller) => Promise<Out> {
  return async (input, caller) => {
    const { idempotencyKey: key, storeId } = caller;
    if (key === null || storeId === null) return verb(deps)(input, caller);
    // Keys of store creation belong to the person, all others to the store.
    const scope = ownScope(name === "stores.create" ? `${name} ${caller.userId}` : name);
    const request = { storeId, scope, key, requestHash: requestHash(input) };
    const { answer, replayed } = await once(deps, request, (unitOfWork) =>
      verb({ ...deps, unitOfWork })(input, caller),
    );
    if (replayed) caller.reply.replayed = true;
    return answer;
  };
}
