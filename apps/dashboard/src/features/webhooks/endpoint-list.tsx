import type { Endpoint } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Webhook } from "lucide-react";
import type { ReactNode } from "react";
import { useFormats } from "../../lib/format/formats.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { endpointBadge } from "../../shared/badge-styles.ts";
import { hostAndPath } from "../../shared/deliveries/delivery-columns.tsx";
import { useStore } from "../../shared/store-context.ts";
import { TimeText } from "../../ui/amounts.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { type PagedColumn, PagedTable } from "../../ui/table/paged-table.tsx";
import { webhookMessages as m } from "./messages.ts";

export function EndpointList({ action }: { readonly action: ReactNode }) {
  const list = useQuery(useTRPC().webhooks.list.queryOptions(undefined, { refetchInterval: 10_000 }));
  return (
    <Card flush>
      <PagedTable
        query={list}
        caption={m.webhooks}
        columns={useColumns()}
        rowKey={(endpoint) => endpoint.id}
        empty={
          <EmptyState icon={Webhook} title={m.none} action={action} help="webhooks">
            {m.noneText}
          </EmptyState>
        }
      />
    </Card>
  );
}

function useColumns(): PagedColumn<Endpoint>[] {
  const { when } = useFormats();
  return [
    {
      id: "url",
      title: m.endpoint,
      className: "max-w-72",
      cell: (endpoint) => <EndpointName endpoint={endpoint} />,
    },
    { id: "state", title: m.state, cell: ({ state }) => <Badge {...endpointBadge[state]} /> },
    {
      id: "events",
      title: m.eventsLabel,
      wide: true,
      className: "max-w-48 truncate text-ink-2",
      cell: ({ events }) => (events.includes("*") ? m.allEvents : events.join(", ")),
    },
    {
      id: "rate",
      title: m.success24h,
      align: "end",
      wide: true,
      className: "num text-ink-2",
      cell: ({ successRate24h: rate }) => (rate === null ? "–" : `${Math.round(rate * 100)} %`),
    },
    {
      id: "last",
      title: m.last,
      align: "end",
      wide: true,
      className: "text-sm text-ink-3",
      cell: ({ lastDelivery: last }) => (last === null ? m.never : <TimeText {...when(last.at)} />),
    },
  ];
}

function EndpointName({ endpoint }: { readonly endpoint: Endpoint }) {
  const storeId = useStore().id;
  return (
    <>
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
    </>
  );
}
