import { useQuery } from "@tanstack/react-query";
import { useMatch, useRouteContext } from "@tanstack/react-router";
import { type ReactNode, useMemo } from "react";
import { StoreFormats } from "../../lib/format/formats.ts";
import { browserZone } from "../../lib/format/time-text.ts";
import { makeClient, TRPCProvider, useTRPC } from "../../lib/transport/trpc.ts";
import { account, queryClient } from "../../shared/account.ts";
import { usePreferences } from "../../shared/preferences.ts";
import { MeContext, StoreContext } from "../../shared/store-context.ts";
import { PermittedOutlet } from "./area-layout.tsx";
import { Shell } from "./shell.tsx";

/** A store's pages: calls below this carry the store's id, and their cached answers too. */
export function StoreLayout() {
  const { storeId } = useMatch({ from: "/s/$storeId" }).params;
  return <InStore key={storeId} storeId={storeId} />;
}

/** Pages of the person or the server, in the layout of the store that was open last. */
export function AccountLayout() {
  const { storeId } = useRouteContext({ from: "/account" });
  return <InStore key={storeId} storeId={storeId} />;
}

function InStore({ storeId }: { readonly storeId: string }) {
  const client = useMemo(() => makeClient(storeId), [storeId]);
  const me = useQuery(account.auth.me.queryOptions()).data;
  const store = me?.stores.find((store) => store.id === storeId);
  if (me === undefined || store === undefined) return null;
  return (
    <MeContext value={me}>
      <StoreContext value={store}>
        <TRPCProvider trpcClient={client} queryClient={queryClient} keyPrefix={storeId}>
          <WithFormats>
            <Shell>
              <PermittedOutlet />
            </Shell>
          </WithFormats>
        </TRPCProvider>
      </StoreContext>
    </MeContext>
  );
}

function WithFormats({ children }: { readonly children: ReactNode }) {
  const settings = useQuery(useTRPC().settings.get.queryOptions(undefined, { staleTime: 60_000 })).data;
  const { zone } = usePreferences();
  const timeZone = zone === "browser" ? browserZone() : (settings?.timeZone ?? browserZone());
  const currency = settings?.currency ?? "USD";
  const formats = useMemo(() => ({ timeZone, currency }), [timeZone, currency]);
  return <StoreFormats value={formats}>{children}</StoreFormats>;
}
