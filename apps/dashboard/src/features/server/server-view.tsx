import type { NodeStatus, Rates } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { useFormats } from "../../lib/format/formats.ts";
import { Loaded } from "../../ui/query-state.tsx";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { serverWords as w } from "../unmatched/messages.ts";
import { walletWords } from "../wallet/messages.ts";
import { TimeText } from "../../ui/amounts.tsx";
import { Badge, type Tone } from "../../ui/badge.tsx";
import { Card, Facts, Notice } from "../../ui/card.tsx";
import { Cell, Row, Table } from "../../ui/table.tsx";
import { GatewayCard } from "./gateway-card.tsx";

export function ServerView() {
  const status = useQuery(useTRPC().market.status.queryOptions(undefined, { refetchInterval: 5_000 }));
  return (
    <>
      <Loaded query={status}>
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
      </Loaded>
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
    <Card title={walletWords.networks[node.network]} hint={node.detail}>
      <div className="grid gap-4">
        {node.syncGap && <Notice tone="amber">{w.syncGap}</Notice>}
        <Facts
          rows={[
            [w.state, <Badge key="s" tone={NODE_TONES[node.state]} label={w.states[node.state]} />],
            node.nodeName === null ? null : [w.node, node.nodeName],
            node.lagSeconds === null
              ? null
              : [
                  w.lag,
                  <span key="l" className="num">
                    {w.seconds(node.lagSeconds.toFixed(1))}
                  </span>,
                ],
            node.virtualDaaScore === null
              ? null
              : [
                  w.daa,
                  <span key="d" className="num">
                    {node.virtualDaaScore}
                  </span>,
                ],
            node.lastSyncAt === null ? null : [w.lastSync, <TimeText key="t" {...when(node.lastSyncAt)} />],
            node.serverVersion === null ? null : [w.version, node.serverVersion],
          ]}
        />
      </div>
    </Card>
  );
}

const RATE_TONES: Record<"fresh" | "stale" | "aside" | "failing", Tone> = {
  fresh: "green",
  stale: "amber",
  aside: "amber",
  failing: "red",
};

function RatesCard({ rates }: { readonly rates: Rates }) {
  const { when } = useFormats();
  return (
    <Card title={`${w.rates}: ${rates.base}/${rates.quote}`} hint={rates.rate ?? undefined} flush>
      <Table
        caption={w.rates}
        columns={[
          { id: "source", title: w.source },
          { id: "rate", title: w.rate, align: "end" },
          { id: "state", title: w.state },
          { id: "age", title: w.age, align: "end", wide: true },
        ]}
      >
        {rates.sources.map((source) => (
          <Row key={source.name}>
            <Cell>{source.name}</Cell>
            <Cell end className="num">
              {source.rate ?? "–"}
            </Cell>
            <Cell>
              <Badge tone={RATE_TONES[source.state]} label={w.sourceStates[source.state]} />
              {source.message && <span className="ms-2 text-sm text-ink-3">{source.message}</span>}
            </Cell>
            <Cell end wide className="text-sm text-ink-3">
              {source.fetchedAt === null ? "–" : <TimeText {...when(source.fetchedAt)} />}
            </Cell>
          </Row>
        ))}
      </Table>
    </Card>
  );
}
