import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { Server } from "lucide-react";
import { accountRoute } from "../../shared/routing/routes.ts";
import { requireMe } from "../../shared/routing/session.ts";

export const serverPages = [
  createRoute({
    getParentRoute: () => accountRoute,
    path: "/server",
    beforeLoad: async ({ location }) => ({ me: await requireMe(location.pathname) }),
    component: lazyRouteComponent(() => import("./page.tsx"), "ServerPage"),
    staticData: { entry: { label: "Server", icon: Server, menu: "account", serverAdmin: true } },
  }),
] as const;
