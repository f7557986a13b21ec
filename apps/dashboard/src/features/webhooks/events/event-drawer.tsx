import type { StoredEvent } from "@kaspa-pay/api-contract";
import { useFormats } from "../../../lib/format/formats.ts";
import { eventCatalogue } from "../../../lib/forms/contract.ts";
import { DeliveryList } from "../../../shared/deliveries/delivery-list.tsx";
import { TimeText } from "../../../ui/amounts.tsx";
import { Facts } from "../../../ui/card.tsx";
import { CodeBlock } from "../../../ui/copy/code-block.tsx";
import { CopyText } from "../../../ui/copy/copy.tsx";
import { Dialog } from "../../../ui/overlay/dialog.tsx";
import { webhookMessages as m } from "../messages.ts";

interface EventDrawerProps {
  readonly event: StoredEvent;
  readonly onClose: () => void;
}

export function EventDrawer({ event, onClose }: EventDrawerProps) {
  const { onDate } = useFormats();
  const { delivered: _delivered, ...body } = event;
  const meaning = eventCatalogue.find((entry) => entry.name === event.event)?.description;
  return (
    <Dialog kind="drawer" title={event.event} onClose={onClose}>
      <div className="grid gap-6">
        {meaning && <p className="text-ink-2">{meaning}</p>}
        <Facts
          rows={[
            ["Event id", <CopyText key="i" value={event.id} what="event id" />],
            [m.time, <TimeText key="t" {...onDate(event.timestamp)} />],
            event.sequence === null
              ? null
              : [
                  m.sequence,
                  <span key="s" className="num">
                    {event.sequence}
                  </span>,
                ],
          ]}
        />
        <section className="grid gap-2">
          <h3 className="font-semibold">{m.deliveries}</h3>
          <div className="-mx-5">
            <DeliveryList filter={{ eventId: event.id }} compact />
          </div>
        </section>
        <section className="grid gap-3">
          <h3 className="font-semibold">{m.body}</h3>
          <CodeBlock what="JSON" code={JSON.stringify(body, null, 2)} />
        </section>
      </div>
    </Dialog>
  );
}
