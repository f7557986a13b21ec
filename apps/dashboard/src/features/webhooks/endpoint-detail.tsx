import type { Endpoint } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { useFormats, useNow } from "../../lib/format/formats.ts";
import { span } from "../../lib/format/time-text.ts";
import { Loaded } from "../../ui/query-state.tsx";
import { endpointLook } from "../../shared/badge-styles.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { webhookWords as w } from "./messages.ts";
import { TimeText } from "../../ui/amounts.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Card, Facts, Notice } from "../../ui/card.tsx";
import { DeliveryLog } from "./delivery-log.tsx";
import { EndpointActs } from "./endpoint-actions.tsx";
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
    <Loaded query={endpoint}>
      {(data) => (
        <div className="grid gap-6">
          <EndpointFacts endpoint={data} onRemoved={onRemoved} />
          <TestPanel endpointId={endpointId} />
          <DeliveryLog endpointId={endpointId} />
        </div>
      )}
    </Loaded>
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
        {endpoint.state === "disabled" && <Notice tone="red">{endpoint.disabledReason ?? w.disabled}</Notice>}
        {overlap > 0 && <Notice tone="amber">{w.rotating(span(overlap))}</Notice>}
        <Facts
          rows={[
            [w.state, <Badge key="s" {...endpointLook[endpoint.state]} />],
            endpoint.failingSince === null
              ? null
              : [w.failingSince, <TimeText key="f" {...when(endpoint.failingSince)} />],
            [w.eventsLabel, endpoint.events.includes("*") ? w.allEvents : endpoint.events.join(", ")],
            [w.format, w.formats[endpoint.format]],
            [
              w.success24h,
              endpoint.successRate24h === null ? "–" : `${Math.round(endpoint.successRate24h * 100)} %`,
            ],
            [
              w.last,
              endpoint.lastDelivery === null ? (
                w.never
              ) : (
                <span key="l">
                  <TimeText {...when(endpoint.lastDelivery.at)} />{" "}
                  <span className="num text-ink-3">{endpoint.lastDelivery.status ?? ""}</span>
                </span>
              ),
            ],
            [
              w.masked,
              <code key="m" className="font-mono text-[0.8125rem]">
                {endpoint.secret}
              </code>,
            ],
          ]}
        />
        <EndpointActs endpoint={endpoint} onRemoved={onRemoved} />
      </div>
    </Card>
  );
}
