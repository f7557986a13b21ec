import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { Card, Facts } from "../../ui/card.tsx";
import { QueryState } from "../../ui/query-state.tsx";
import { serverMessages as m } from "./messages.ts";

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
    <Card title={m.gateway}>
      <QueryState query={setup}>
        {(data) => (
          <Facts
            rows={[
              [m.version, data.version],
              [
                m.publicUrl,
                <span key="u">
                  {data.publicUrl}
                  {!data.publicUrl.startsWith("https://") && (
                    <span className="block text-sm text-ink-3">{m.noHttps}</span>
                  )}
                </span>,
              ],
              [m.registration, m.registrations[data.registration]],
              [m.mail, data.mailEnabled ? m.mailOn : m.mailOff],
              data.demoShopUrl === null ? null : [m.demoShop, link(data.demoShopUrl)],
              data.demoWalletUrl === null ? null : [m.demoWallet, link(data.demoWalletUrl)],
            ]}
          />
        )}
      </QueryState>
    </Card>
  );
}
