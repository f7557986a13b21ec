// The routes that pages hang below. app/router.tsx gives them their layouts.
import { createRootRoute, createRoute, notFound } from "@tanstack/react-router";
import { homeStore, rememberStore, requireMe } from "./session.ts";

export const rootRoute = createRootRoute();

/** The pages of one store. */
export const storeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/s/$storeId",
  beforeLoad: async ({ params, location }) => {
    const me = await requireMe(location.pathname);
    const store = me.stores.find((store) => store.id === params.storeId);
    if (store === undefined) throw notFound();
    rememberStore(store.id);
    return { me, store };
  },
});

/** The pages of the person and of the server, shown in the layout of the store that was open last. */
export const accountRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "account",
  beforeLoad: async ({ location }) => ({ storeId: await homeStore(location.pathname) }),
});
