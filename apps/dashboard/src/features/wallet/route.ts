import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { settingsRoute } from "../../shared/routing/areas.ts";

export const walletPages = [
  createRoute({
    getParentRoute: () => settingsRoute,
    path: "/wallet",
    component: lazyRouteComponent(() => import("./page.tsx"), "WalletPage"),
    staticData: { permission: "wallet", tab: "Wallet" },
  }),
] as const;
