import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { ShowCurl } from "../../shared/show-curl.tsx";
import { Card } from "../../ui/card.tsx";
import { Page } from "../../ui/page.tsx";
import { QueryState } from "../../ui/query-state.tsx";
import { depositMessages as m } from "./messages.ts";
import { NotReadyYet, useReadiness } from "./readiness.tsx";
import { SettingsForm } from "./settings-form.tsx";

export function DepositSettingsPage() {
  const trpc = useTRPC();
  const readiness = useReadiness();
  const stays = { staleTime: 60_000, refetchOnWindowFocus: false };
  const rules = useQuery(trpc.deposits.getSettings.queryOptions(undefined, stays));
  const currencies = useQuery(trpc.settings.get.queryOptions()).data?.currencies ?? [];
  const cannot = (readiness === "needsKey" || readiness === "needsWallet") && !rules.data?.enabled;
  return (
    <Page
      title={m.settings}
      hint={m.settingsHint}
      actions={<ShowCurl call={{ method: "GET", path: "/deposit-settings" }} />}
    >
      {cannot ? (
        <Card>
          <NotReadyYet readiness={readiness} />
        </Card>
      ) : (
        <QueryState query={rules}>
          {(data) => <SettingsForm settings={data} currencies={currencies} />}
        </QueryState>
      )}
    </Page>
  );
}
