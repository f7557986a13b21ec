// The handlers of every router in one object; the container passes the use cases.
import type { Handlers } from "@kaspa-pay/api-contract/router";
import { createAuthHandlers } from "../features/accounts/handlers.ts";
import type { RegisterDeps } from "../features/accounts/register.ts";
import type { KeyLimits } from "../features/api-keys/api-keys.ts";
import { createApiKeyHandlers } from "../features/api-keys/handlers.ts";
import { createDashboardHandlers, type DashboardDeps } from "../features/dashboard/handlers.ts";
import { createLinkHandlers, type LinkHandlerDeps } from "../features/links/handlers.ts";
import { createPaymentHandlers, type PaymentHandlerDeps } from "../features/payments/handlers.ts";
import { createReceiptHandlers, type ReceiptHandlerDeps } from "../features/receipts/handlers.ts";
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

export type HandlerDeps = RegisterDeps &
  StoreDeps &
  LinkHandlerDeps &
  PaymentHandlerDeps &
  ReceiptHandlerDeps &
  WebhookHandlerDeps &
  SettingsHandlerDeps &
  Omit<ServerInfoDeps, "registration"> &
  EndpointDeps &
  DashboardDeps & { readonly keyLimits: KeyLimits };

export function createHandlers(deps: HandlerDeps): Handlers {
  return {
    auth: createAuthHandlers(deps),
    stores: createStoreHandlers(deps),
    links: createLinkHandlers(deps),
    payments: createPaymentHandlers(deps),
    receipts: createReceiptHandlers(deps),
    webhooks: createWebhookHandlers(deps),
    events: createEventHandlers(deps),
    apiKeys: createApiKeyHandlers(deps),
    settings: createSettingsHandlers(deps),
    market: createMarketHandlers(deps),
    dashboard: createDashboardHandlers(deps),
  };
}
