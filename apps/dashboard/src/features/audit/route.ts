import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { FileClock } from "lucide-react";
import { storeRoute } from "../../shared/routing/routes.ts";

export const auditPages = [
  createRoute({
    getParentRoute: () => storeRoute,
    path: "/audit",
    component: lazyRouteComponent(() => import("./page.tsx"), "AuditPage"),
    staticData: {
      permission: "audit",
      entry: { label: "Audit log", icon: FileClock, menu: "account" },
    },
  }),
] as const;
