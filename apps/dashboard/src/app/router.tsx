import { createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { depositsRoute, developersRoute, settingsRoute } from "../shared/routing/areas.ts";
import { PageSkeleton, RouteCrash, RouteMissing } from "../shared/routing/route-states.tsx";
import { accountRoute, rootRoute, storeRoute } from "../shared/routing/routes.ts";
import { routeTree } from "./features.ts";
import { RootLayout } from "./shell/root-layout.tsx";

const layouts = () => import("./shell/store-layout.tsx");
const areas = () => import("./shell/area-layout.tsx");

rootRoute.update({ component: RootLayout });
storeRoute.update({ component: lazyRouteComponent(layouts, "StoreLayout") });
accountRoute.update({ component: lazyRouteComponent(layouts, "AccountLayout") });
depositsRoute.update({ component: lazyRouteComponent(areas, "DepositsLayout") });
developersRoute.update({ component: lazyRouteComponent(areas, "DevelopersLayout") });
settingsRoute.update({ component: lazyRouteComponent(areas, "SettingsLayout") });

export const router = createRouter({
  routeTree,
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
