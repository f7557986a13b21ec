import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { BarChart3 } from "lucide-react";
import { storeRoute } from "../../shared/routing/routes.ts";

export interface PeriodSearch {
  range?: "today" | "30d" | "custom";
  /** Days as `2026-02-08`, in the store's zone. */
  from?: string;
  to?: string;
}

function readPeriodSearch(search: Record<string, unknown>): PeriodSearch {
  const { range, from, to } = search;
  if (range !== "today" && range !== "30d" && range !== "custom") return {};
  const day = (value: unknown) => typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
  return {
    range,
    ...(range === "custom" && day(from) && { from: from as string }),
    ...(range === "custom" && day(to) && { to: to as string }),
  };
}

export const overviewPages = [
  createRoute({
    getParentRoute: () => storeRoute,
    path: "/",
    validateSearch: readPeriodSearch,
    component: lazyRouteComponent(() => import("./page.tsx"), "OverviewPage"),
    staticData: {
      permission: "payments",
      entry: { label: "Overview", icon: BarChart3, menu: "main", exact: true },
    },
  }),
] as const;
