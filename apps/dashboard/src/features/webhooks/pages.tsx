import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { ArrowLeft, Plus } from "lucide-react";
import { useState } from "react";
import { ShowCurl } from "../../shared/show-curl.tsx";
import { SubmitButton } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { DeliveryLog } from "./delivery-log.tsx";
import { EndpointDetail } from "./endpoint-detail.tsx";
import { EndpointList } from "./endpoint-list.tsx";
import { EventCatalogue } from "./events/event-catalogue.tsx";
import { EventList } from "./events/event-list.tsx";
import { webhookMessages as m } from "./messages.ts";
import { NewEndpoint } from "./new-endpoint.tsx";

export function WebhooksPage() {
  const [making, setMaking] = useState(false);
  const { storeId } = useParams({ from: "/s/$storeId" });
  const navigate = useNavigate();
  const button = (
    <SubmitButton
      variant="primary"
      icon={<Plus aria-hidden className="size-4" />}
      onClick={() => setMaking(true)}
    >
      {m.newEndpoint}
    </SubmitButton>
  );
  return (
    <Page
      title={m.webhooks}
      hint={m.hint}
      actions={
        <>
          <ShowCurl call={{ method: "GET", path: "/webhooks" }} />
          {button}
        </>
      }
    >
      <EndpointList action={button} />
      {making && (
        <NewEndpoint
          onClose={() => setMaking(false)}
          onMade={(endpointId) =>
            void navigate({
              to: "/s/$storeId/developers/webhooks/$endpointId",
              params: { storeId, endpointId },
            })
          }
        />
      )}
    </Page>
  );
}

export function WebhookPage() {
  const { storeId, endpointId } = useParams({ from: "/s/$storeId/developers/webhooks/$endpointId" });
  const navigate = useNavigate();
  return (
    <Page
      title={m.endpoint}
      back={
        <Link
          to="/s/$storeId/developers/webhooks"
          params={{ storeId }}
          className="inline-flex min-h-6 items-center gap-1.5 text-sm text-ink-3 hover:text-ink"
        >
          <ArrowLeft aria-hidden className="size-4" /> {m.webhooks}
        </Link>
      }
      actions={<ShowCurl call={{ method: "GET", path: `/webhooks/${endpointId}` }} />}
    >
      <EndpointDetail
        key={endpointId}
        endpointId={endpointId}
        onRemoved={() => void navigate({ to: "/s/$storeId/developers/webhooks", params: { storeId } })}
      />
    </Page>
  );
}

export function DeliveriesPage() {
  return (
    <Page title={m.deliveries}>
      <DeliveryLog />
    </Page>
  );
}

export function EventsPage() {
  return (
    <Page
      title={m.events}
      hint={m.eventsHint}
      actions={<ShowCurl call={{ method: "GET", path: "/events" }} />}
    >
      <EventList />
      <EventCatalogue />
    </Page>
  );
}
