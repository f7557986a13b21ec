import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { developersRoute } from "../../shared/routing/areas.ts";

export const samplePages = [
  createRoute({
    getParentRoute: () => developersRoute,
    path: "/samples",
    component: lazyRouteComponent(() => import("./page.tsx"), "SamplesPage"),
    staticData: { tab: "Samples" },
  }),
] as const;
