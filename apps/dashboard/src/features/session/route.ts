import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { User } from "lucide-react";
import { accountRoute, rootRoute } from "../../shared/routing/routes.ts";
import { freshSetup } from "../../shared/routing/session.ts";

const pages = () => import("./sign-in-pages.tsx");

/** Only a path of this app: never another host. */
function readLoginSearch({ next }: Record<string, unknown>): { next?: string } {
  return typeof next === "string" && /^\/(?![/\\])/.test(next) ? { next } : {};
}

export const guestPages = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/welcome",
    // Checked once, on entering: after the account is created its key still has to be shown here.
    beforeLoad: async () => {
      if ((await freshSetup()).hasUsers) throw redirect({ to: "/login" });
    },
    component: lazyRouteComponent(pages, "WelcomePage"),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/login",
    validateSearch: readLoginSearch,
    component: lazyRouteComponent(pages, "LoginPage"),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/register",
    component: lazyRouteComponent(pages, "RegisterPage"),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/forgot",
    component: lazyRouteComponent(pages, "ForgotPage"),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    // The token of the mail comes after `#`, which no browser sends to a server and no log holds.
    path: "/reset",
    component: lazyRouteComponent(pages, "ResetPage"),
  }),
] as const;

export const accountPages = [
  createRoute({
    getParentRoute: () => accountRoute,
    path: "/account",
    component: lazyRouteComponent(() => import("./account-page.tsx"), "AccountPage"),
    staticData: { entry: { label: "Account", icon: User, menu: "account" } },
  }),
] as const;
