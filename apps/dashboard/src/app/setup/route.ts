import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { storeRoute } from "../../shared/routing/routes.ts";

export const setupPages = [
  createRoute({
    getParentRoute: () => storeRoute,
    path: "/setup",
    component: lazyRouteComponent(() => import("./page.tsx"), "SetupPage"),
    staticData: { permission: "wallet" },
  }),
] as const;
