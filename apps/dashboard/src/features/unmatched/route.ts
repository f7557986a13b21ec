import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { LifeBuoy } from "lucide-react";
import { storeRoute } from "../../shared/routing/routes.ts";

export const unmatchedPages = [
  createRoute({
    getParentRoute: () => storeRoute,
    path: "/unmatched",
    component: lazyRouteComponent(() => import("./page.tsx"), "UnmatchedPage"),
    staticData: {
      permission: "unmatched",
      entry: { label: "Unmatched", icon: LifeBuoy, menu: "main" },
    },
  }),
] as const;
