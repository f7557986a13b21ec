import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { settingsRoute } from "../../shared/routing/areas.ts";

const pages = () => import("./pages.tsx");

export const settingsPages = [
  createRoute({
    getParentRoute: () => settingsRoute,
    path: "/payments",
    component: lazyRouteComponent(pages, "PaymentRulesPage"),
    staticData: { tab: "Payments" },
  }),
  createRoute({
    getParentRoute: () => settingsRoute,
    path: "/checkout",
    component: lazyRouteComponent(pages, "CheckoutPage"),
    staticData: { tab: "Checkout" },
  }),
  createRoute({
    getParentRoute: () => settingsRoute,
    path: "/store",
    component: lazyRouteComponent(pages, "StorePage"),
    staticData: { tab: "Store" },
  }),
] as const;
