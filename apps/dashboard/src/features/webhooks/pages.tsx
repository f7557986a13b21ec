import { Link, Outlet, useNavigate, useParams } from "@tanstack/react-router";
import { ArrowLeft, Plus } from "lucide-react";
import { useState } from "react";
import { EventCatalogue } from "./events/event-catalogue.tsx";
import { EventList } from "./events/event-list.tsx";
import { DeliveryList } from "../../shared/deliveries/delivery-list.tsx";
import { DeliveryLog } from "./delivery-log.tsx";
import { EndpointDetail } from "./endpoint-detail.tsx";
import { EndpointList } from "./endpoint-list.tsx";
import { NewEndpoint } from "./new-endpoint.tsx";
import { ActButton } from "../../ui/submit-button.tsx";
import { ShowCurl } from "../../shared/show-curl.tsx";
import { shellWords } from "../../app/shell/messages.ts";
import { webhookWords as w } from "./messages.ts";
import { Page } from "../../ui/page.tsx";
import { SubNav } from "../../app/shell/navigation/sub-nav.tsx";
import { Guard } from "../../shared/routing/route-states.tsx";

export function DevelopersLayout() {
  return (
    <Guard right="developers">
      <SubNav
        label={w.developers}
        entries={[
          { to: "/s/$storeId/developers/webhooks", label: w.webhooks },
          { to: "/s/$storeId/developers/deliveries", label: w.deliveries },
          { to: "/s/$storeId/developers/events", label: w.events },
          { to: "/s/$storeId/developers/keys", label: shellWords.keys },
        ]}
      />
      <Outlet />
    </Guard>
  );
}

export function WebhooksPage() {
  const [making, setMaking] = useState(false);
  const { storeId } = useParams({ from: "/s/$storeId" });
  const navigate = useNavigate();
  const button = (
    <ActButton
      variant="primary"
      icon={<Plus aria-hidden className="size-4" />}
      onClick={() => setMaking(true)}
    >
      {w.newEndpoint}
    </ActButton>
  );
  return (
    <Page
      title={w.webhooks}
      hint={w.hint}
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
      title={w.endpoint}
      back={
        <Link
          to="/s/$storeId/developers/webhooks"
          params={{ storeId }}
          className="inline-flex min-h-6 items-center gap-1.5 text-sm text-ink-3 hover:text-ink"
        >
          <ArrowLeft aria-hidden className="size-4" /> {w.webhooks}
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
    <Page title={w.deliveries}>
      <DeliveryLog />
    </Page>
  );
}

export function EventsPage() {
  return (
    <Page
      title={w.events}
      hint={w.eventsHint}
      actions={<ShowCurl call={{ method: "GET", path: "/events" }} />}
    >
      <EventList deliveriesOf={(eventId) => <DeliveryList filter={{ eventId }} compact />} />
      <EventCatalogue />
    </Page>
  );
}
