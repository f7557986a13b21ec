import type { Settings } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { account, queryClient } from "../../shared/account.ts";
import { ShowCurl } from "../../shared/show-curl.tsx";
import { Page } from "../../ui/page.tsx";
import { QueryState } from "../../ui/query-state.tsx";
import { ArchiveSection } from "./archive-section.tsx";
import { BrandingSection } from "./branding-section.tsx";
import { CallbackSecretSection } from "./callback-secret.tsx";
import { settingsMessages as m } from "./messages.ts";
import { PayoutsSection, RulesSection, ToleranceSection, WindowSection } from "./payment-rules.tsx";
import { FixedRateSection, RateSources, RatesSection } from "./rates-section.tsx";
import { RedirectSecretSection } from "./redirect-secret.tsx";
import { RedirectSettingsSection } from "./redirect-settings-section.tsx";
import { ReceiptSection, StoreSection } from "./store-section.tsx";
import { TiersSection } from "./tiers-section.tsx";

const showCurl = <ShowCurl call={{ method: "GET", path: "/settings" }} />;

/** Resets the sections when somebody else's change arrives, not while a person types here. */
function WithSettings({ children }: { readonly children: (settings: Settings) => ReactNode }) {
  const settings = useQuery(
    useTRPC().settings.get.queryOptions(undefined, { staleTime: 60_000, refetchOnWindowFocus: false }),
  );
  return <QueryState query={settings}>{children}</QueryState>;
}

export function PaymentRulesPage() {
  return (
    <Page title={m.paymentRules} actions={showCurl}>
      <WithSettings>
        {(settings) => (
          <>
            <WindowSection settings={settings} />
            <ToleranceSection settings={settings} />
            <TiersSection settings={settings} />
            <RulesSection settings={settings} />
            <PayoutsSection settings={settings} />
            <RatesSection settings={settings} />
            <FixedRateSection settings={settings} />
            <RateSources settings={settings} />
          </>
        )}
      </WithSettings>
    </Page>
  );
}

export function CheckoutPage() {
  return (
    <Page title={m.checkout} actions={showCurl}>
      <WithSettings>
        {(settings) => (
          <>
            <BrandingSection settings={settings} />
            <RedirectSettingsSection settings={settings} />
            <RedirectSecretSection />
            <CallbackSecretSection />
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
    <Page title={m.store} actions={showCurl}>
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
