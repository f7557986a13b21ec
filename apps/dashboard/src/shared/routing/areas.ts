// Areas: several pages of a store under one entry of the menu, with a row of their names above each.
import { createRoute, redirect } from "@tanstack/react-router";
import { Code2, PiggyBank, Settings2 } from "lucide-react";
import { storeRoute } from "./routes.ts";

export const depositsRoute = createRoute({
  getParentRoute: () => storeRoute,
  path: "/deposits",
  staticData: { permission: "deposits", entry: { label: "Deposits", icon: PiggyBank, menu: "main" } },
});

/** The area's own address leads to its first page. */
export const depositsIndex = createRoute({
  getParentRoute: () => depositsRoute,
  path: "/",
  beforeLoad: ({ params }) => {
    throw redirect({ to: "/s/$storeId/deposits/accounts", params: params as { storeId: string } });
  },
});

export const developersRoute = createRoute({
  getParentRoute: () => storeRoute,
  path: "/developers",
  staticData: { permission: "developers", entry: { label: "Developers", icon: Code2, menu: "main" } },
});

/** The area's own address leads to its first page. */
export const developersIndex = createRoute({
  getParentRoute: () => developersRoute,
  path: "/",
  beforeLoad: ({ params }) => {
    throw redirect({ to: "/s/$storeId/developers/webhooks", params: params as { storeId: string } });
  },
});

export const settingsRoute = createRoute({
  getParentRoute: () => storeRoute,
  path: "/settings",
  staticData: { permission: "settings", entry: { label: "Settings", icon: Settings2, menu: "main" } },
});

export const settingsIndex = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/",
  beforeLoad: ({ params }) => {
    throw redirect({ to: "/s/$storeId/settings/wallet", params: params as { storeId: string } });
  },
});
