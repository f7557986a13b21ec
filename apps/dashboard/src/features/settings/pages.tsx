import type { Settings } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { Outlet, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { PreviewBox } from "../links/editor/link-preview.tsx";
import { ArchiveSection } from "./archive-section.tsx";
import { LookSection } from "./branding-section.tsx";
import { RulesSection, ToleranceSection, WindowSection } from "./payment-rules.tsx";
import { PlacesSection } from "./redirect-settings-section.tsx";
import { RateSources, RatesSection } from "./rates-section.tsx";
import { RedirectSecretSection } from "./redirect-secret.tsx";
import { ReceiptSection, StoreSection } from "./store-section.tsx";
import { TiersSection } from "./tiers-section.tsx";
import { WalletPanel } from "../wallet/wallet-panel.tsx";
import { ShowCurl } from "../../shared/show-curl.tsx";
import { Loaded } from "../../ui/query-state.tsx";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { settingsWords as w } from "./messages.ts";
import { Page } from "../../ui/page.tsx";
import { account, queryClient } from "../../shared/routing/session.ts";
import { SubNav } from "../../app/shell/navigation/sub-nav.tsx";
import { Guard } from "../../shared/routing/route-states.tsx";

export function SettingsLayout() {
  return (
    <Guard right="settings">
      <SubNav
        label={w.title}
        entries={[
          { to: "/s/$storeId/settings/wallet", label: w.wallet },
          { to: "/s/$storeId/settings/payments", label: w.payments },
          { to: "/s/$storeId/settings/checkout", label: w.checkout },
          { to: "/s/$storeId/settings/store", label: w.store },
        ]}
      />
      <Outlet />
    </Guard>
  );
}

const showCurl = <ShowCurl call={{ method: "GET", path: "/settings" }} />;

/** Resets the sections when somebody else's change arrives, not while a person types here. */
function WithSettings({ children }: { readonly children: (settings: Settings) => ReactNode }) {
  const settings = useQuery(
    useTRPC().settings.get.queryOptions(undefined, { staleTime: 60_000, refetchOnWindowFocus: false }),
  );
  return <Loaded query={settings}>{children}</Loaded>;
}

export function WalletPage() {
  return (
    <Guard right="wallet">
      <Page title={w.wallet} actions={showCurl}>
        <WalletPanel />
      </Page>
    </Guard>
  );
}

export function PaymentRulesPage() {
  return (
    <Page title={w.paymentRules} actions={showCurl}>
      <WithSettings>
        {(settings) => (
          <>
            <WindowSection settings={settings} />
            <ToleranceSection settings={settings} />
            <TiersSection settings={settings} />
            <RulesSection settings={settings} />
            <RatesSection settings={settings} />
            <RateSources currency={settings.currency} />
          </>
        )}
      </WithSettings>
    </Page>
  );
}

export function CheckoutPage() {
  return (
    <Page title={w.checkout} actions={showCurl}>
      <WithSettings>
        {(settings) => (
          <>
            <LookSection
              settings={settings}
              preview={(look) => (
                <PreviewBox
                  fields={{ title: w.previewTitle, amount: "100", successMessage: look.successMessage }}
                  store={{
                    logoUrl: look.logo || null,
                    accentColor: look.accentColor,
                    supportUrl: look.supportUrl || null,
                  }}
                />
              )}
            />
            <PlacesSection settings={settings} />
            <RedirectSecretSection />
          </>
        )}
      </WithSettings>
    </Page>
  );
}

export function StorePage() {
  const navigate = useNavigate();
  const archived = async () => {
    await queryClient.invalidateQueries(account.auth.me.queryFilter());
    await navigate({ to: "/" });
  };
  return (
    <Page title={w.store} actions={showCurl}>
      <WithSettings>
        {(settings) => (
          <>
            <StoreSection settings={settings} />
            <ReceiptSection />
            <ArchiveSection onArchived={archived} />
          </>
        )}
      </WithSettings>
    </Page>
  );
}
