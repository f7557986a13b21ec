// All nouns of the contract in one object. compose.ts gives it the use cases.
import type { Handlers } from "@kaspa-pay/api-contract/router";
import type { RegisterDeps } from "../../usecases/accounts/register.ts";
import type { StoreDeps } from "../../usecases/stores/stores.ts";
import { createAuthHandlers } from "./auth.ts";
import { createDashboardHandlers, type DashboardDeps } from "./dashboard.ts";
import { createLinkHandlers, type LinkHandlerDeps } from "./links.ts";
import { createMarketHandlers, type MarketDeps } from "./market.ts";
import { createPaymentHandlers, type PaymentHandlerDeps } from "./payments.ts";
import { createSettingsHandlers, type SettingsHandlerDeps } from "./settings.ts";
import { createApiKeyHandlers, createStoreHandlers } from "./stores.ts";
import { createEventHandlers, createWebhookHandlers, type WebhookHandlerDeps } from "./webhooks.ts";

export type HandlerDeps = RegisterDeps &
  StoreDeps &
  LinkHandlerDeps &
  PaymentHandlerDeps &
  WebhookHandlerDeps &
  SettingsHandlerDeps &
  Omit<MarketDeps, "registration"> &
  DashboardDeps;

export function createHandlers(deps: HandlerDeps): Handlers {
  return {
    auth: createAuthHandlers(deps),
    stores: createStoreHandlers(deps),
    links: createLinkHandlers(deps),
    payments: createPaymentHandlers(deps),
    webhooks: createWebhookHandlers(deps),
    events: createEventHandlers(deps),
    apiKeys: createApiKeyHandlers(deps),
    settings: createSettingsHandlers(deps),
    market: createMarketHandlers(deps),
    dashboard: createDashboardHandlers(deps),
  };
}
