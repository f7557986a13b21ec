import { LINK_STATUSES, type LinkStatus } from "@kaspa-pay/core";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { Link2 } from "lucide-react";
import { storeRoute } from "../../shared/routing/routes.ts";

interface LinksSearch {
  status?: LinkStatus;
}

function readLinksSearch({ status }: Record<string, unknown>): LinksSearch {
  const known = LINK_STATUSES.find((state) => state === status);
  return known === undefined ? {} : { status: known };
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
