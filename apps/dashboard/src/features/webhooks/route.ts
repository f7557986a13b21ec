import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { developersRoute } from "../../shared/routing/areas.ts";

const pages = () => import("./pages.tsx");

export const webhookPages = [
  createRoute({
    getParentRoute: () => developersRoute,
    path: "/webhooks",
    component: lazyRouteComponent(pages, "WebhooksPage"),
    staticData: { tab: "Webhooks" },
  }),
  createRoute({
    getParentRoute: () => developersRoute,
    path: "/webhooks/$endpointId",
    component: lazyRouteComponent(pages, "WebhookPage"),
  }),
  createRoute({
    getParentRoute: () => developersRoute,
    path: "/deliveries",
    component: lazyRouteComponent(pages, "DeliveriesPage"),
    staticData: { tab: "Deliveries" },
  }),
  createRoute({
    getParentRoute: () => developersRoute,
    path: "/events",
    component: lazyRouteComponent(pages, "EventsPage"),
    staticData: { tab: "Events" },
  }),
] as const;
