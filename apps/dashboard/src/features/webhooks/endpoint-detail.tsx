import type { Endpoint } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { useFormats, useNow } from "../../lib/format/formats.ts";
import { span } from "../../lib/format/time-text.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { endpointBadge } from "../../shared/badge-styles.ts";
import { TimeText } from "../../ui/amounts.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Card, Facts, Notice } from "../../ui/card.tsx";
import { QueryState } from "../../ui/query-state.tsx";
import { DeliveryLog } from "./delivery-log.tsx";
import { EndpointActions } from "./endpoint-actions.tsx";
import { webhookMessages as m } from "./messages.ts";
import { TestPanel } from "./test-panel.tsx";

export interface EndpointDetailProps {
  readonly endpointId: string;
  readonly onRemoved: () => void;
}

export function EndpointDetail({ endpointId, onRemoved }: EndpointDetailProps) {
  const endpoint = useQuery(
    useTRPC().webhooks.get.queryOptions({ id: endpointId }, { refetchInterval: 10_000 }),
  );
  return (
    <QueryState query={endpoint}>
      {(data) => (
        <div className="grid gap-6">
          <EndpointFacts endpoint={data} onRemoved={onRemoved} />
          <TestPanel endpointId={endpointId} />
          <DeliveryLog endpointId={endpointId} />
        </div>
      )}
    </QueryState>
  );
}

function EndpointFacts({
  endpoint,
  onRemoved,
}: {
  readonly endpoint: Endpoint;
  readonly onRemoved: () => void;
}) {
  const { when } = useFormats();
  const now = useNow();
  const overlap =
    endpoint.previousSecretExpiresAt === null ? 0 : Date.parse(endpoint.previousSecretExpiresAt) - now;
  return (
    <Card title={<span className="break-all">{endpoint.url}</span>} hint={endpoint.description ?? undefined}>
      <div className="grid gap-5">
        {endpoint.state === "disabled" && <Notice tone="red">{endpoint.disabledReason ?? m.disabled}</Notice>}
        {overlap > 0 && <Notice tone="amber">{m.rotating(span(overlap))}</Notice>}
        <Facts
          rows={[
            [m.state, <Badge key="s" {...endpointBadge[endpoint.state]} />],
            endpoint.failingSince === null
              ? null
              : [m.failingSince, <TimeText key="f" {...when(endpoint.failingSince)} />],
            [m.eventsLabel, endpoint.events.includes("*") ? m.allEvents : endpoint.events.join(", ")],
            [m.format, m.formats[endpoint.format]],
            [
              m.success24h,
              endpoint.successRate24h === null ? "–" : `${Math.round(endpoint.successRate24h * 100)} %`,
            ],
            [
              m.last,
              endpoint.lastDelivery === null ? (
                m.never
              ) : (
                <span key="l">
                  <TimeText {...when(endpoint.lastDelivery.at)} />{" "}
                  <span className="num text-ink-3">{endpoint.lastDelivery.status ?? ""}</span>
                </span>
              ),
            ],
            [
              m.masked,
              <code key="m" className="font-mono text-[0.8125rem]">
                {endpoint.secret}
              </code>,
            ],
          ]}
        />
        <EndpointActions endpoint={endpoint} onRemoved={onRemoved} />
      </div>
    </Card>
  );
}
