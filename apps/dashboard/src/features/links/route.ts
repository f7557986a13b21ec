import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { Link2 } from "lucide-react";
import { storeRoute } from "../../shared/routing/routes.ts";

interface LinksSearch {
  status?: "active" | "draft" | "inactive" | "archived";
}

function readLinksSearch({ status }: Record<string, unknown>): LinksSearch {
  return status === "active" || status === "draft" || status === "inactive" || status === "archived"
    ? { status }
    : {};
}

export const linkPages = [
  createRoute({
    getParentRoute: () => storeRoute,
    path: "/links",
    validateSearch: readLinksSearch,
    component: lazyRouteComponent(() => import("./page.tsx"), "LinksPage"),
    staticData: { permission: "links", entry: { label: "Links", icon: Link2, menu: "main" } },
  }),
  createRoute({
    getParentRoute: () => storeRoute,
    path: "/links/new",
    validateSearch: (search: Record<string, unknown>): { from?: string } =>
      typeof search.from === "string" ? { from: search.from } : {},
    component: lazyRouteComponent(() => import("./link-pages.tsx"), "NewLinkPage"),
    staticData: { permission: "editLinks" },
  }),
  createRoute({
    getParentRoute: () => storeRoute,
    path: "/links/$linkId",
    component: lazyRouteComponent(() => import("./link-pages.tsx"), "LinkPage"),
  }),
] as const;
