import type { Endpoint } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Webhook } from "lucide-react";
import type { ReactNode } from "react";
import { useFormats } from "../../lib/format/formats.ts";
import { Loaded } from "../../ui/query-state.tsx";
import { endpointLook } from "../../shared/badge-styles.ts";
import { useStore } from "../../shared/store-context.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { webhookWords as w } from "./messages.ts";
import { TimeText } from "../../ui/amounts.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { Cell, Row, Table } from "../../ui/table.tsx";
import { hostAndPath } from "../../shared/deliveries/delivery-row.tsx";

export function EndpointList({ action }: { readonly action: ReactNode }) {
  const list = useQuery(useTRPC().webhooks.list.queryOptions(undefined, { refetchInterval: 10_000 }));
  return (
    <Card flush>
      <Loaded query={list}>
        {({ data }) =>
          data.length === 0 ? (
            <EmptyState
              icon={<Webhook aria-hidden className="size-5" />}
              title={w.none}
              action={action}
              help="webhooks"
            >
              {w.noneText}
            </EmptyState>
          ) : (
            <Table
              caption={w.webhooks}
              columns={[
                { id: "url", title: w.endpoint },
                { id: "state", title: w.state },
                { id: "events", title: w.eventsLabel, wide: true },
                { id: "rate", title: w.success24h, align: "end", wide: true },
                { id: "last", title: w.last, align: "end", wide: true },
              ]}
            >
              {data.map((endpoint) => (
                <EndpointRow key={endpoint.id} endpoint={endpoint} />
              ))}
            </Table>
          )
        }
      </Loaded>
    </Card>
  );
}

function EndpointRow({ endpoint }: { readonly endpoint: Endpoint }) {
  const storeId = useStore().id;
  const { when } = useFormats();
  const last = endpoint.lastDelivery;
  return (
    <Row className="relative">
      <Cell className="max-w-72">
        <Link
          to="/s/$storeId/developers/webhooks/$endpointId"
          params={{ storeId, endpointId: endpoint.id }}
          className="block truncate font-medium after:absolute after:inset-0"
        >
          {hostAndPath(endpoint.url)}
        </Link>
        {endpoint.description && (
          <span className="block truncate text-sm text-ink-3">{endpoint.description}</span>
        )}
      </Cell>
      <Cell>
        <Badge {...endpointLook[endpoint.state]} />
      </Cell>
      <Cell wide className="max-w-48 truncate text-ink-2">
        {endpoint.events.includes("*") ? w.allEvents : endpoint.events.join(", ")}
      </Cell>
      <Cell wide end className="num text-ink-2">
        {endpoint.successRate24h === null ? "–" : `${Math.round(endpoint.successRate24h * 100)} %`}
      </Cell>
      <Cell wide end className="text-sm text-ink-3">
        {last === null ? w.never : <TimeText {...when(last.at)} />}
      </Cell>
    </Row>
  );
}
