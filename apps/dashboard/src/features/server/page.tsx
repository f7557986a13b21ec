import type { NodeStatus, Rates } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { useFormats } from "../../lib/format/formats.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { sharedMessages } from "../../shared/messages.ts";
import { RateSourcesTable } from "../../shared/rate-sources-table.tsx";
import { RouteMissing } from "../../shared/routing/route-states.tsx";
import { useMe } from "../../shared/store-context.ts";
import { TimeText } from "../../ui/amounts.tsx";
import { Badge, type Tone } from "../../ui/badge.tsx";
import { Card, Facts, Notice } from "../../ui/card.tsx";
import { Page } from "../../ui/page.tsx";
import { QueryState } from "../../ui/query-state.tsx";
import { GatewayCard } from "./gateway-card.tsx";
import { serverMessages as m } from "./messages.ts";

export function ServerPage() {
  if (!useMe().isServerAdmin) return <RouteMissing />;
  return (
    <Page title={m.title} hint={m.hint}>
      <ServerView />
    </Page>
  );
}

export function ServerView() {
  const status = useQuery(useTRPC().market.status.queryOptions(undefined, { refetchInterval: 5_000 }));
  return (
    <>
      <QueryState query={status}>
        {({ nodes, rates }) => (
          <>
            {nodes.map((node) => (
              <NodeCard key={node.network} node={node} />
            ))}
            {rates.map((rate) => (
              <RatesCard key={`${rate.base}:${rate.quote}`} rates={rate} />
            ))}
          </>
        )}
      </QueryState>
      <GatewayCard />
    </>
  );
}

const NODE_TONES: Record<NodeStatus["state"], Tone> = {
  connected: "green",
  unsynced: "amber",
  unsupported: "red",
  wrong_network: "red",
  unavailable: "red",
};

function NodeCard({ node }: { readonly node: NodeStatus }) {
  const { when } = useFormats();
  return (
    <Card title={sharedMessages.networks[node.network]} hint={node.detail}>
      <div className="grid gap-4">
        {node.syncGap && <Notice tone="amber">{m.syncGap}</Notice>}
        <Facts
          rows={[
            [m.state, <Badge key="s" tone={NODE_TONES[node.state]} label={m.states[node.state]} />],
            node.nodeName === null ? null : [m.node, node.nodeName],
            node.lagSeconds === null
              ? null
              : [
                  m.lag,
                  <span key="l" className="num">
                    {m.seconds(node.lagSeconds.toFixed(1))}
                  </span>,
                ],
            node.virtualDaaScore === null
              ? null
              : [
                  m.daa,
                  <span key="d" className="num">
                    {node.virtualDaaScore}
                  </span>,
                ],
            node.lastSyncAt === null ? null : [m.lastSync, <TimeText key="t" {...when(node.lastSyncAt)} />],
            node.serverVersion === null ? null : [m.version, node.serverVersion],
          ]}
        />
      </div>
    </Card>
  );
}

function RatesCard({ rates }: { readonly rates: Rates }) {
  return (
    <Card title={`${m.rates}: ${rates.base}/${rates.quote}`} hint={rates.rate ?? undefined} flush>
      <RateSourcesTable caption={m.rates} sources={rates.sources} withMessages />
    </Card>
  );
}
