// The handlers of every router in one object; the container passes the use cases.
import type { Handlers } from "@kaspa-pay/api-contract/router";
import { createAuthHandlers } from "../features/accounts/handlers.ts";
import type { RegisterDeps } from "../features/accounts/register.ts";
import type { KeyLimits } from "../features/api-keys/api-keys.ts";
import { createApiKeyHandlers } from "../features/api-keys/handlers.ts";
import { createBalanceHandlers } from "../features/balances/handlers.ts";
import type { BalanceNode } from "../features/balances/read-balance.ts";
import { createDashboardHandlers, type DashboardDeps } from "../features/dashboard/handlers.ts";
import { createDepositHandlers, type DepositHandlerDeps } from "../features/deposits/handlers.ts";
import { createPayoutHandlers, type PayoutHandlerDeps } from "../features/disbursements/payouts/handlers.ts";
import {
  createClaimHandlers,
  createRefundHandlers,
  type RefundHandlerDeps,
} from "../features/disbursements/refunds/handlers.ts";
import { createLinkHandlers, type LinkHandlerDeps } from "../features/links/handlers.ts";
import { createPaymentHandlers, type PaymentHandlerDeps } from "../features/payments/handlers.ts";
import { createReceiptHandlers, type ReceiptHandlerDeps } from "../features/receipts/handlers.ts";
import { createRequestLogHandlers } from "../features/request-log/handlers.ts";
import { createMarketHandlers, type ServerInfoDeps } from "../features/server-info/handlers.ts";
import { createStoreHandlers, type StoreHandlerDeps } from "../features/stores/handlers.ts";
import { createSettingsHandlers, type SettingsHandlerDeps } from "../features/stores/settings-handlers.ts";
import type { EndpointDeps } from "../features/webhooks/endpoints.ts";
import {
  createEventHandlers,
  createWebhookHandlers,
  type WebhookHandlerDeps,
} from "../features/webhooks/handlers.ts";

export type HandlerDeps = RegisterDeps &
  StoreHandlerDeps &
  DepositHandlerDeps &
  LinkHandlerDeps &
  PaymentHandlerDeps &
  RefundHandlerDeps &
  PayoutHandlerDeps &
  ReceiptHandlerDeps &
  WebhookHandlerDeps &
  SettingsHandlerDeps &
  Omit<ServerInfoDeps, "registration"> &
  EndpointDeps &
  DashboardDeps & { readonly keyLimits: KeyLimits; readonly nodes: readonly BalanceNode[] };

export function createHandlers(deps: HandlerDeps): Handlers {
  return {
    auth: createAuthHandlers(deps),
    stores: createStoreHandlers(deps),
    links: createLinkHandlers(deps),
    payments: createPaymentHandlers(deps),
    refunds: createRefundHandlers(deps),
    claims: createClaimHandlers(deps),
    payouts: createPayoutHandlers(deps),
    deposits: createDepositHandlers(deps),
    balances: createBalanceHandlers(deps),
    receipts: createReceiptHandlers(deps),
    webhooks: createWebhookHandlers(deps),
    events: createEventHandlers(deps),
    apiKeys: createApiKeyHandlers(deps),
    requestLog: createRequestLogHandlers(deps),
    settings: createSettingsHandlers(deps),
    market: createMarketHandlers(deps),
    dashboard: createDashboardHandlers(deps),
  };
}
