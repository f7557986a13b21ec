import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { developersRoute } from "../../shared/routing/areas.ts";

export const keyPages = [
  createRoute({
    getParentRoute: () => developersRoute,
    path: "/keys",
    component: lazyRouteComponent(() => import("./page.tsx"), "KeysPage"),
    staticData: { tab: "API keys" },
  }),
] as const;
