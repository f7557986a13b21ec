import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { CreditCard } from "lucide-react";
import { storeRoute } from "../../shared/routing/routes.ts";
import { AttentionCount } from "./attention/attention-count.tsx";
import { type PaymentSearch, readPaymentSearch } from "./payment-search.ts";

const paymentsRoute = createRoute({
  getParentRoute: () => storeRoute,
  path: "/payments",
  validateSearch: (search: Record<string, unknown>): PaymentSearch => readPaymentSearch(search),
  component: lazyRouteComponent(() => import("./page.tsx"), "PaymentsPage"),
  staticData: {
    permission: "payments",
    entry: { label: "Payments", icon: CreditCard, menu: "main", badge: AttentionCount },
  },
});

const paymentRoute = createRoute({
  getParentRoute: () => paymentsRoute,
  path: "/$paymentId",
  component: lazyRouteComponent(() => import("./payment-page.tsx"), "PaymentPage"),
});

export const paymentPages = [
  paymentsRoute.addChildren([paymentRoute]),
  createRoute({
    getParentRoute: () => storeRoute,
    path: "/attention",
    component: lazyRouteComponent(() => import("./attention/page.tsx"), "AttentionPage"),
  }),
] as const;
