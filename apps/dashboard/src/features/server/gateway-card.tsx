import { useQuery } from "@tanstack/react-query";
import { Loaded } from "../../ui/query-state.tsx";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { serverWords as w } from "../unmatched/messages.ts";
import { Card, Facts } from "../../ui/card.tsx";

export function GatewayCard() {
  const setup = useQuery(useTRPC().market.setup.queryOptions());
  const link = (url: string) => (
    <a
      href={url}
      target="_blank"
      rel="noreferrer noopener"
      className="text-accent-ink underline underline-offset-3"
    >
      {url}
    </a>
  );
  return (
    <Card title={w.gateway}>
      <Loaded query={setup}>
        {(data) => (
          <Facts
            rows={[
              [w.version, data.version],
              [
                w.publicUrl,
                <span key="u">
                  {data.publicUrl}
                  {!data.publicUrl.startsWith("https://") && (
                    <span className="block text-sm text-ink-3">{w.noHttps}</span>
                  )}
                </span>,
              ],
              [w.registration, w.registrations[data.registration]],
              [w.mail, data.mailEnabled ? w.mailOn : w.mailOff],
              data.demoShopUrl === null ? null : [w.demoShop, link(data.demoShopUrl)],
              data.demoWalletUrl === null ? null : [w.demoWallet, link(data.demoWalletUrl)],
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}
