import { createRouter } from "@tanstack/react-router";
import { PageSkeleton, RouteCrash, RouteMissing } from "../shared/routing/route-states.tsx";
import { accountRoutes, galleryRoutes, guestRoutes, homeRoute, rootRoute } from "../shared/routing/routes.ts";
import { storeRoutes } from "./features.ts";

export const router = createRouter({
  routeTree: rootRoute.addChildren([homeRoute, ...guestRoutes, ...galleryRoutes, accountRoutes, storeRoutes]),
  basepath: "/app",
  defaultPreload: "intent",
  defaultPendingMs: 150,
  defaultPendingMinMs: 0,
  defaultPendingComponent: PageSkeleton,
  defaultErrorComponent: RouteCrash,
  defaultNotFoundComponent: RouteMissing,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
