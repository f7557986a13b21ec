import { createRoute, lazyRouteComponent, notFound, redirect } from "@tanstack/react-router";
import { type PaymentSearch, readPaymentSearch, readPeriodSearch } from "../features/payments/payment-search.ts";
import { rootRoute } from "../shared/routing/routes.ts";
import { rememberStore, requireMe } from "../shared/routing/session.ts";

export const storeLayout = createRoute({
  getParentRoute: () => rootRoute,
  path: "/s/$storeId",
  beforeLoad: async ({ params, location }) => {
    const me = await requireMe(location.pathname);
    const store = me.stores.find((one) => one.id === params.storeId);
    if (store === undefined) throw notFound();
    rememberStore(store.id);
    return { me, store };
  },
  component: lazyRouteComponent(() => import("./shell/store-layout.tsx"), "StoreLayout"),
});

const overview = createRoute({
  getParentRoute: () => storeLayout,
  path: "/",
  validateSearch: readPeriodSearch,
  component: lazyRouteComponent(() => import("../features/overview/page.tsx"), "OverviewPage"),
});

const setup = createRoute({
  getParentRoute: () => storeLayout,
  path: "/setup",
  component: lazyRouteComponent(() => import("./setup/page.tsx"), "SetupPage"),
});

const payments = createRoute({
  getParentRoute: () => storeLayout,
  path: "/payments",
  validateSearch: (search: Record<string, unknown>): PaymentSearch => readPaymentSearch(search),
  component: lazyRouteComponent(() => import("../features/payments/page.tsx"), "PaymentsPage"),
});

const payment = createRoute({
  getParentRoute: () => payments,
  path: "/$paymentId",
  component: lazyRouteComponent(() => import("../features/payments/payment-page.tsx"), "PaymentPage"),
});

const attention = createRoute({
  getParentRoute: () => storeLayout,
  path: "/attention",
  component: lazyRouteComponent(() => import("../features/payments/attention/page.tsx"), "AttentionPage"),
});

const unmatched = createRoute({
  getParentRoute: () => storeLayout,
  path: "/unmatched",
  component: lazyRouteComponent(() => import("../features/unmatched/page.tsx"), "UnmatchedPage"),
});

const links = createRoute({
  getParentRoute: () => storeLayout,
  path: "/links",
  validateSearch: (
    search: Record<string, unknown>,
  ): { status?: "active" | "draft" | "inactive" | "archived" } => {
    const status = search.status;
    return status === "active" || status === "draft" || status === "inactive" || status === "archived"
      ? { status }
      : {};
  },
  component: lazyRouteComponent(() => import("../features/links/pages.tsx"), "LinksPage"),
});

const newLink = createRoute({
  getParentRoute: () => storeLayout,
  path: "/links/new",
  validateSearch: (search: Record<string, unknown>): { from?: string } =>
    typeof search.from === "string" ? { from: search.from } : {},
  component: lazyRouteComponent(() => import("../features/links/pages.tsx"), "NewLinkPage"),
});

const link = createRoute({
  getParentRoute: () => storeLayout,
  path: "/links/$linkId",
  component: lazyRouteComponent(() => import("../features/links/pages.tsx"), "LinkPage"),
});

const audit = createRoute({
  getParentRoute: () => storeLayout,
  path: "/audit",
  component: lazyRouteComponent(() => import("../features/audit/page.tsx"), "AuditPage"),
});

const developers = createRoute({
  getParentRoute: () => storeLayout,
  path: "/developers",
  component: lazyRouteComponent(() => import("../features/webhooks/pages.tsx"), "DevelopersLayout"),
});

const developerPages = [
  createRoute({
    getParentRoute: () => developers,
    path: "/",
    beforeLoad: ({ params }) => {
      throw redirect({ to: "/s/$storeId/developers/webhooks", params: params as { storeId: string } });
    },
  }),
  createRoute({
    getParentRoute: () => developers,
    path: "/webhooks",
    component: lazyRouteComponent(() => import("../features/webhooks/pages.tsx"), "WebhooksPage"),
  }),
  createRoute({
    getParentRoute: () => developers,
    path: "/webhooks/$endpointId",
    component: lazyRouteComponent(() => import("../features/webhooks/pages.tsx"), "WebhookPage"),
  }),
  createRoute({
    getParentRoute: () => developers,
    path: "/deliveries",
    component: lazyRouteComponent(() => import("../features/webhooks/pages.tsx"), "DeliveriesPage"),
  }),
  createRoute({
    getParentRoute: () => developers,
    path: "/events",
    component: lazyRouteComponent(() => import("../features/webhooks/pages.tsx"), "EventsPage"),
  }),
  createRoute({
    getParentRoute: () => developers,
    path: "/keys",
    component: lazyRouteComponent(() => import("../features/keys/page.tsx"), "KeysPage"),
  }),
] as const;

const settings = createRoute({
  getParentRoute: () => storeLayout,
  path: "/settings",
  component: lazyRouteComponent(() => import("../features/settings/pages.tsx"), "SettingsLayout"),
});

const settingsPages = [
  createRoute({
    getParentRoute: () => settings,
    path: "/",
    beforeLoad: ({ params }) => {
      throw redirect({ to: "/s/$storeId/settings/wallet", params: params as { storeId: string } });
    },
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/wallet",
    component: lazyRouteComponent(() => import("../features/settings/pages.tsx"), "WalletPage"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/payments",
    component: lazyRouteComponent(() => import("../features/settings/pages.tsx"), "PaymentRulesPage"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/checkout",
    component: lazyRouteComponent(() => import("../features/settings/pages.tsx"), "CheckoutPage"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/store",
    component: lazyRouteComponent(() => import("../features/settings/pages.tsx"), "StorePage"),
  }),
] as const;

export const storeRoutes = storeLayout.addChildren([
  overview,
  setup,
  payments.addChildren([payment]),
  attention,
  unmatched,
  links,
  newLink,
  link,
  audit,
  developers.addChildren(developerPages),
  settings.addChildren(settingsPages),
]);
