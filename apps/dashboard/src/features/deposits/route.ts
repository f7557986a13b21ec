import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { depositsRoute } from "../../shared/routing/areas.ts";
import { type AccountSearch, type DepositSearch, readAccountSearch, readDepositSearch } from "./search.ts";

const pages = () => import("./pages.tsx");

export const depositPages = [
  createRoute({
    getParentRoute: () => depositsRoute,
    path: "/accounts",
    validateSearch: (search: Record<string, unknown>): AccountSearch => readAccountSearch(search),
    component: lazyRouteComponent(pages, "AccountsPage"),
    staticData: { tab: "Accounts" },
  }),
  createRoute({
    getParentRoute: () => depositsRoute,
    path: "/accounts/$accountId",
    component: lazyRouteComponent(pages, "AccountPage"),
  }),
  createRoute({
    getParentRoute: () => depositsRoute,
    path: "/received",
    validateSearch: (search: Record<string, unknown>): DepositSearch => readDepositSearch(search),
    component: lazyRouteComponent(pages, "ReceivedPage"),
    staticData: { tab: "Deposits" },
  }),
  createRoute({
    getParentRoute: () => depositsRoute,
    path: "/settings",
    component: lazyRouteComponent(() => import("./settings-page.tsx"), "DepositSettingsPage"),
    staticData: { tab: "Settings", permission: "editDeposits" },
  }),
] as const;
