import { createRootRoute, createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { freshSetup, homeStore, requireMe } from "./session.ts";
import { RootLayout } from "../../app/shell/root-layout.tsx";

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

export const rootRoute = createRootRoute({ component: RootLayout });

export const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  beforeLoad: async () => {
    throw redirect({ to: "/s/$storeId", params: { storeId: await homeStore("/") } });
  },
});

const session = () => import("../../features/session/sign-in-pages.tsx");

export const guestRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/welcome",
    // Checked once, on entering: after the account is created its key still has to be shown here.
    beforeLoad: async () => {
      if ((await freshSetup()).hasUsers) throw redirect({ to: "/login" });
    },
    component: lazyRouteComponent(session, "WelcomePage"),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/login",
    validateSearch: (search: Record<string, unknown>): { next?: string } => {
      const next = text(search.next);
      // Only a path of this app: never another host.
      return next !== undefined && /^\/(?![/\\])/.test(next) ? { next } : {};
    },
    component: lazyRouteComponent(session, "LoginPage"),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/register",
    component: lazyRouteComponent(session, "RegisterPage"),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/forgot",
    component: lazyRouteComponent(session, "ForgotPage"),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    // The token of the mail stands behind `#`, which no browser sends to a server and no log holds.
    path: "/reset",
    component: lazyRouteComponent(session, "ResetPage"),
  }),
] as const;

/** The UI parts in all states, in development only; the built product holds neither branch nor page. */
export const galleryRoutes = import.meta.env.DEV
  ? [
      createRoute({
        getParentRoute: () => rootRoute,
        path: "/gallery",
        component: lazyRouteComponent(() => import("../../app/gallery-page.tsx"), "GalleryPage"),
      }),
    ]
  : [];

const accountLayout = createRoute({
  getParentRoute: () => rootRoute,
  id: "account",
  beforeLoad: async ({ location }) => ({ storeId: await homeStore(location.pathname) }),
  component: lazyRouteComponent(() => import("../../app/shell/store-layout.tsx"), "AccountLayout"),
});

export const accountRoutes = accountLayout.addChildren([
  createRoute({
    getParentRoute: () => accountLayout,
    path: "/account",
    component: lazyRouteComponent(() => import("../../features/session/account-page.tsx"), "AccountPage"),
  }),
  createRoute({
    getParentRoute: () => accountLayout,
    path: "/server",
    beforeLoad: async ({ location }) => ({ me: await requireMe(location.pathname) }),
    component: lazyRouteComponent(() => import("../../features/server/page.tsx"), "ServerPage"),
  }),
]);
