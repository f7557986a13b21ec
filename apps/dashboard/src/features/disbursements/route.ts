import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { HandCoins } from "lucide-react";
import { storeRoute } from "../../shared/routing/routes.ts";
import { type ListSearch, readListSearch } from "./search.ts";
import { WaitingCount } from "./waiting-count.tsx";

const validateSearch = (search: Record<string, unknown>): ListSearch => readListSearch(search);

const refundsRoute = createRoute({
  getParentRoute: () => storeRoute,
  path: "/refunds",
  validateSearch,
  component: lazyRouteComponent(() => import("./pages.tsx"), "RefundsPage"),
  staticData: {
    permission: "disbursements",
    entry: {
      label: "Refunds & payouts",
      icon: HandCoins,
      menu: "main",
      also: ["payouts", "signing"],
      badge: WaitingCount,
    },
  },
});

const payoutsRoute = createRoute({
  getParentRoute: () => storeRoute,
  path: "/payouts",
  validateSearch,
  component: lazyRouteComponent(() => import("./pages.tsx"), "PayoutsPage"),
  staticData: { permission: "disbursements" },
});

export const disbursementPages = [
  refundsRoute.addChildren([
    createRoute({
      getParentRoute: () => refundsRoute,
      path: "/$refundId",
      component: lazyRouteComponent(() => import("./detail-pages.tsx"), "RefundPage"),
    }),
  ]),
  payoutsRoute.addChildren([
    createRoute({
      getParentRoute: () => payoutsRoute,
      path: "/$payoutId",
      component: lazyRouteComponent(() => import("./detail-pages.tsx"), "PayoutPage"),
    }),
  ]),
  createRoute({
    getParentRoute: () => storeRoute,
    path: "/signing",
    component: lazyRouteComponent(() => import("./signing-page.tsx"), "SigningPage"),
    staticData: { permission: "disburse" },
  }),
] as const;
