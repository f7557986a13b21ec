import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Connect } from "../../features/onboarding/connect.tsx";
import { FirstLink } from "../../features/onboarding/first-link.tsx";
import { onboardingMessages as m } from "../../features/onboarding/messages.ts";
import { Onboarding } from "../../features/onboarding/onboarding.tsx";
import { TryIt } from "../../features/onboarding/try-it.tsx";
import { WalletSetup } from "../../features/wallet/wallet-setup.tsx";
import { NewEndpoint } from "../../features/webhooks/new-endpoint.tsx";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { useStore } from "../../shared/store-context.ts";
import { Button } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";

/** The guided first run; the steps of wallet and webhooks are parts of those features. */
export function SetupPage() {
  const { network } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [addingWebhook, setAddingWebhook] = useState(false);
  const state = useQuery(trpc.dashboard.onboarding.queryOptions()).data;
  const tickAgain = () => void queries.invalidateQueries(trpc.dashboard.onboarding.queryFilter());
  return (
    <Page title={m.title} hint={m.hint}>
      <div className="max-w-4xl">
        <Onboarding
          wallet={(skip) => (
            <div className="grid gap-5">
              <WalletSetup onSaved={tickAgain} />
              {network === "simnet" && (
                <p className="flex flex-wrap items-center gap-x-3 text-sm text-ink-3">
                  <Button variant="quiet" size="sm" className="-ms-3" onClick={skip}>
                    {m.skip}
                  </Button>
                  {m.skipHint}
                </p>
              )}
            </div>
          )}
          link={<FirstLink />}
          payment={(linkId) => <TryIt linkId={linkId} confirmed={state?.payment ?? false} />}
          connect={(linkId) => (
            <Connect
              linkId={linkId}
              connected={state?.connected ?? false}
              addWebhook={
                <Button icon={<Plus aria-hidden className="size-4" />} onClick={() => setAddingWebhook(true)}>
                  {m.addWebhook}
                </Button>
              }
            />
          )}
        />
      </div>
      {/* Outside the steps: the test event closes its step while the secret is still on screen. */}
      {addingWebhook && <NewEndpoint onClose={() => setAddingWebhook(false)} />}
    </Page>
  );
}
