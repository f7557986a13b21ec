import type { StoredEvent } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, Clock, ScrollText } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useFormats } from "../../lib/format/formats.ts";
import { eventCatalogue } from "../../lib/forms/contract.ts";
import { Loaded } from "../../lib/panel.tsx";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { webhookWords as w } from "../../lib/words/webhooks.ts";
import { TimeText } from "../../ui/amounts.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Card, Facts } from "../../ui/card.tsx";
import { CodeBlock } from "../../ui/copy/code-block.tsx";
import { CopyText } from "../../ui/copy/copy.tsx";
import { Field, Select } from "../../ui/field.tsx";
import { Dialog } from "../../ui/overlay/dialog.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { Cell, Row, Table } from "../../ui/table.tsx";

export interface EventListProps {
  /** Deliveries of one event, drawn by the page. */
  readonly deliveriesOf: (eventId: string) => ReactNode;
}

export function EventList({ deliveriesOf }: EventListProps) {
  const [type, setType] = useState("");
  const [cursor, setCursor] = useState<string | null>(null);
  const [open, setOpen] = useState<StoredEvent | null>(null);
  const list = useQuery(
    useTRPC().events.list.queryOptions(
      { limit: 25, ...(type !== "" && { type }), ...(cursor !== null && { cursor }) },
      { placeholderData: (before) => before, refetchInterval: 10_000 },
    ),
  );
  const pick = (next: string) => {
    setType(next);
    setCursor(null);
  };
  return (
    <Card flush>
      <div className="border-b border-line px-5 py-4">
        <Field label={w.event} className="w-56">
          <Select value={type} onChange={(event) => pick(event.currentTarget.value)}>
            <option value="">{w.anyEvent}</option>
            {eventCatalogue.map((one) => (
              <option key={one.name} value={one.name}>
                {one.name}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <Loaded query={list}>
        {({ data, nextCursor }) =>
          data.length === 0 ? (
            <EmptyState
              icon={<ScrollText aria-hidden className="size-5" />}
              title={w.noEvents}
              help="webhooks"
            >
              {w.noEventsText}
            </EmptyState>
          ) : (
            <>
              <EventTable rows={data} onOpen={setOpen} />
              <div className="flex justify-between border-t border-line px-5 py-3">
                <Button size="sm" disabled={cursor === null} onClick={() => setCursor(null)}>
                  {w.newest}
                </Button>
                <Button size="sm" disabled={nextCursor === null} onClick={() => setCursor(nextCursor)}>
                  {w.older}
                </Button>
              </div>
            </>
          )
        }
      </Loaded>
      {open && <EventSheet event={open} deliveries={deliveriesOf(open.id)} onClose={() => setOpen(null)} />}
    </Card>
  );
}

interface EventTableProps {
  readonly rows: readonly StoredEvent[];
  readonly onOpen: (event: StoredEvent) => void;
}

function EventTable({ rows, onOpen }: EventTableProps) {
  const { when } = useFormats();
  return (
    <Table
      caption={w.eventsCaption}
      columns={[
        { id: "event", title: w.event },
        { id: "object", title: w.object, wide: true },
        { id: "state", title: w.state },
        { id: "time", title: w.time, align: "end", wide: true },
      ]}
    >
      {rows.map((event) => (
        <Row key={event.id} className="relative">
          <Cell>
            <button
              type="button"
              onClick={() => onOpen(event)}
              className="min-h-6 text-start font-medium after:absolute after:inset-0"
            >
              {event.event}
            </button>
          </Cell>
          <Cell wide className="text-ink-2">
            <code className="font-mono text-[0.8125rem]">{objectOf(event)}</code>
          </Cell>
          <Cell>
            {event.delivered ? (
              <Badge tone="green" icon={CircleCheck} label={w.deliveredAll} />
            ) : (
              <Badge tone="blue" icon={Clock} label={w.waiting} />
            )}
            <TimeText {...when(event.timestamp)} className="mt-1 block text-sm text-ink-3 md:hidden" />
          </Cell>
          <Cell end wide>
            <TimeText {...when(event.timestamp)} className="text-sm text-ink-3" />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

function objectOf(event: StoredEvent): string {
  const id = event.data.payment?.id ?? event.data.link?.id ?? event.data.endpoint?.id;
  return typeof id === "string" ? id : "–";
}

interface EventSheetProps {
  readonly event: StoredEvent;
  readonly deliveries: ReactNode;
  readonly onClose: () => void;
}

function EventSheet({ event, deliveries, onClose }: EventSheetProps) {
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

/** Every event there is, with what it means. */
export function EventCatalogue() {
  return (
    <details className="rounded-2xl border border-line bg-surface px-5 py-3.5 shadow-card">
      <summary className="min-h-6 font-semibold">{w.catalogue}</summary>
      <div className="mt-4">
        <Facts
          rows={eventCatalogue.map((one) => [
            one.name,
            <span key={one.name} className="text-ink-2">
              {one.description} {one.onlyByName && w.onlyByName}
            </span>,
          ])}
        />
      </div>
    </details>
  );
}
