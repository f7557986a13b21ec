import type { StoredEvent } from "@kaspa-pay/api-contract";
import type { ReactNode } from "react";
import { useFormats } from "../../../lib/format/formats.ts";
import { eventCatalogue } from "../../../lib/forms/contract.ts";
import { webhookWords as w } from "../messages.ts";
import { TimeText } from "../../../ui/amounts.tsx";
import { Facts } from "../../../ui/card.tsx";
import { CodeBlock } from "../../../ui/copy/code-block.tsx";
import { CopyText } from "../../../ui/copy/copy.tsx";
import { Dialog } from "../../../ui/overlay/dialog.tsx";

interface EventSheetProps {
  readonly event: StoredEvent;
  readonly deliveries: ReactNode;
  readonly onClose: () => void;
}

export function EventSheet({ event, deliveries, onClose }: EventSheetProps) {
  const { onDate } = useFormats();
  const { delivered: _delivered, ...body } = event;
  const meaning = eventCatalogue.find((one) => one.name === event.event)?.description;
  return (
    <Dialog kind="sheet" title={event.event} onClose={onClose}>
      <div className="grid gap-6">
        {meaning && <p className="text-ink-2">{meaning}</p>}
        <Facts
          rows={[
            ["Event id", <CopyText key="i" value={event.id} what="event id" />],
            [w.time, <TimeText key="t" {...onDate(event.timestamp)} />],
            event.sequence === null
              ? null
              : [
                  w.sequence,
                  <span key="s" className="num">
                    {event.sequence}
                  </span>,
                ],
          ]}
        />
        <section className="grid gap-2">
          <h3 className="font-semibold">{w.deliveries}</h3>
          <div className="-mx-5">{deliveries}</div>
        </section>
        <section className="grid gap-3">
          <h3 className="font-semibold">{w.body}</h3>
          <CodeBlock what="JSON" code={JSON.stringify(body, null, 2)} />
        </section>
      </div>
    </Dialog>
  );
}
