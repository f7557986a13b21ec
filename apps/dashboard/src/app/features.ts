// Every page of the dashboard, by feature. The order is the order in the menus. A new feature is one line here.
import { auditPages } from "../features/audit/route.ts";
import { depositPages } from "../features/deposits/route.ts";
import { disbursementPages } from "../features/disbursements/route.ts";
import { keyPages } from "../features/keys/route.ts";
import { linkPages } from "../features/links/route.ts";
import { overviewPages } from "../features/overview/route.ts";
import { paymentPages } from "../features/payments/route.ts";
import { requestPages } from "../features/requests/route.ts";
import { samplePages } from "../features/samples/route.ts";
import { serverPages } from "../features/server/route.ts";
import { accountPages, guestPages } from "../features/session/route.ts";
import { settingsPages } from "../features/settings/route.ts";
import { unmatchedPages } from "../features/unmatched/route.ts";
import { walletPages } from "../features/wallet/route.ts";
import { webhookPages } from "../features/webhooks/route.ts";
import {
  depositsIndex,
  depositsRoute,
  developersIndex,
  developersRoute,
  settingsIndex,
  settingsRoute,
} from "../shared/routing/areas.ts";
import { accountRoute, rootRoute, storeRoute } from "../shared/routing/routes.ts";
import { developmentPages, homeRoute } from "./own-pages.ts";
import { setupPages } from "./setup/route.ts";

export const inStore = storeRoute.addChildren([
  ...overviewPages,
  ...setupPages,
  ...paymentPages,
  ...linkPages,
  depositsRoute.addChildren([depositsIndex, ...depositPages]),
  ...disbursementPages,
  ...unmatchedPages,
  developersRoute.addChildren([
    developersIndex,
    ...webhookPages,
    ...keyPages,
    ...requestPages,
    ...samplePages,
  ]),
  settingsRoute.addChildren([settingsIndex, ...walletPages, ...settingsPages]),
  ...auditPages,
]);

export const inAccount = accountRoute.addChildren([...accountPages, ...serverPages]);

export const routeTree = rootRoute.addChildren([
  homeRoute,
  ...guestPages,
  ...developmentPages,
  inAccount,
  inStore,
]);
