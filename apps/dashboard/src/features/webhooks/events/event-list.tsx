import type { StoredEvent } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, Clock, ScrollText } from "lucide-react";
import { useState } from "react";
import { useFormats } from "../../../lib/format/formats.ts";
import { useTRPC } from "../../../lib/transport/trpc.ts";
import { TimeText } from "../../../ui/amounts.tsx";
import { Badge } from "../../../ui/badge.tsx";
import { Card } from "../../../ui/card.tsx";
import { EmptyState } from "../../../ui/states.tsx";
import { type PagedColumn, PagedTable } from "../../../ui/table/paged-table.tsx";
import { RowButton } from "../../../ui/table/table.tsx";
import { webhookMessages as m } from "../messages.ts";
import { EventDrawer } from "./event-drawer.tsx";
import { EventSelect } from "./event-select.tsx";

export function EventList() {
  const [type, setType] = useState("");
  const [cursor, setCursor] = useState<string | null>(null);
  const [open, setOpen] = useState<StoredEvent | null>(null);
  const columns = useColumns(setOpen);
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
        <EventSelect value={type} onPick={pick} />
      </div>
      <PagedTable
        query={list}
        caption={m.eventsCaption}
        columns={columns}
        rowKey={(event) => event.id}
        cursor={[cursor, setCursor]}
        empty={
          <EmptyState icon={ScrollText} title={m.noEvents} help="webhooks">
            {m.noEventsText}
          </EmptyState>
        }
      />
      {open && <EventDrawer event={open} onClose={() => setOpen(null)} />}
    </Card>
  );
}

function useColumns(onOpen: (event: StoredEvent) => void): PagedColumn<StoredEvent>[] {
  const { when } = useFormats();
  return [
    {
      id: "event",
      title: m.event,
      cell: (event) => <RowButton onClick={() => onOpen(event)}>{event.event}</RowButton>,
    },
    {
      id: "object",
      title: m.object,
      wide: true,
      className: "text-ink-2",
      cell: (event) => <code className="font-mono text-[0.8125rem]">{objectOf(event)}</code>,
    },
    {
      id: "state",
      title: m.state,
      cell: (event) => (
        <>
          {event.delivered ? (
            <Badge tone="green" icon={CircleCheck} label={m.deliveredAll} />
          ) : (
            <Badge tone="blue" icon={Clock} label={m.waiting} />
          )}
          <TimeText {...when(event.timestamp)} className="mt-1 block text-sm text-ink-3 md:hidden" />
        </>
      ),
    },
    {
      id: "time",
      title: m.time,
      align: "end",
      wide: true,
      cell: (event) => <TimeText {...when(event.timestamp)} className="text-sm text-ink-3" />,
    },
  ];
}

function objectOf(event: StoredEvent): string {
  const id = event.data.payment?.id ?? event.data.link?.id ?? event.data.endpoint?.id;
  return typeof id === "string" ? id : "–";
}
