import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { developersRoute } from "../../shared/routing/areas.ts";
import { type RequestSearch, readRequestSearch } from "./search.ts";

export const requestPages = [
  createRoute({
    getParentRoute: () => developersRoute,
    path: "/requests",
    validateSearch: (search: Record<string, unknown>): RequestSearch => readRequestSearch(search),
    component: lazyRouteComponent(() => import("./page.tsx"), "RequestsPage"),
    staticData: { tab: "Requests" },
  }),
] as const;
