import type { StoredEvent } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, Clock, ScrollText } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useFormats } from "../../../lib/format/formats.ts";
import { eventCatalogue } from "../../../lib/forms/contract.ts";
import { Loaded } from "../../../ui/query-state.tsx";
import { useTRPC } from "../../../lib/transport/trpc.ts";
import { webhookWords as w } from "../messages.ts";
import { TimeText } from "../../../ui/amounts.tsx";
import { Badge } from "../../../ui/badge.tsx";
import { Card } from "../../../ui/card.tsx";
import { Field, Select } from "../../../ui/field.tsx";
import { Pager } from "../../../ui/pager.tsx";
import { EmptyState } from "../../../ui/states.tsx";
import { Cell, Row, Table } from "../../../ui/table.tsx";
import { EventSheet } from "./event-drawer.tsx";

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
              <Pager cursor={cursor} nextCursor={nextCursor} onPick={setCursor} />
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
