// Routes that belong to no feature.
import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { rootRoute } from "../shared/routing/routes.ts";
import { homeStore } from "../shared/routing/session.ts";

export const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  beforeLoad: async () => {
    throw redirect({ to: "/s/$storeId", params: { storeId: await homeStore("/") } });
  },
});

/** The UI parts in all states, in development only; the built product holds neither branch nor page. */
export const developmentPages = import.meta.env.DEV
  ? [
      createRoute({
        getParentRoute: () => rootRoute,
        path: "/gallery",
        component: lazyRouteComponent(() => import("./gallery-page.tsx"), "GalleryPage"),
      }),
    ]
  : [];
