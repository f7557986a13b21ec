import { useQuery } from "@tanstack/react-query";
import { FileClock } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useFormats } from "../../lib/format/formats.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { useActorText } from "../../shared/actor.ts";
import { TimeText } from "../../ui/amounts.tsx";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Field, Input } from "../../ui/field.tsx";
import { Page } from "../../ui/page.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { type PagedColumn, PagedTable } from "../../ui/table/paged-table.tsx";
import { RowButton } from "../../ui/table/table.tsx";
import { AuditDrawer, type Entry } from "./audit-drawer.tsx";
import { auditMessages as m } from "./messages.ts";

export function AuditPage() {
  return (
    <Page title={m.title} hint={m.hint}>
      <AuditLog />
    </Page>
  );
}

export function AuditLog() {
  const [filter, setFilter] = useState<{ action?: string; object?: string }>({});
  const [cursor, setCursor] = useState<string | null>(null);
  const [open, setOpen] = useState<Entry | null>(null);
  const columns = useColumns(setOpen);
  const log = useQuery(
    useTRPC().dashboard.audit.queryOptions(
      { limit: 25, ...filter, ...(cursor !== null && { cursor }) },
      { placeholderData: (before) => before },
    ),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const entries = [...form].map(([key, value]) => [key, String(value).trim()] as const);
    setFilter(Object.fromEntries(entries.filter(([, value]) => value !== "")));
    setCursor(null);
  };
  return (
    <Card flush>
      <form onSubmit={submit} className="flex flex-wrap items-end gap-3 border-b border-line px-5 py-4">
        <Field label={m.action} className="w-56">
          <Input name="action" placeholder={m.actionHint} autoComplete="off" />
        </Field>
        <Field label={m.object} className="w-56">
          <Input name="object" autoComplete="off" />
        </Field>
        <Button type="submit">Filter</Button>
      </form>
      <PagedTable
        query={log}
        caption={m.caption}
        columns={columns}
        rowKey={(entry) => entry.id}
        cursor={[cursor, setCursor]}
        empty={
          <EmptyState icon={FileClock} title={m.none}>
            {Object.keys(filter).length > 0 ? m.noMatch : m.noneText}
          </EmptyState>
        }
      />
      {open && <AuditDrawer entry={open} onClose={() => setOpen(null)} />}
    </Card>
  );
}

function useColumns(onOpen: (entry: Entry) => void): PagedColumn<Entry>[] {
  const actorText = useActorText();
  const { when } = useFormats();
  const who = (entry: Entry) => actorText(entry.actor, entry.actorName);
  return [
    {
      id: "what",
      title: m.what,
      cell: (entry) => (
        <>
          <RowButton onClick={() => onOpen(entry)}>{entry.action}</RowButton>
          <span className="block text-sm text-ink-3 md:hidden">{who(entry)}</span>
        </>
      ),
    },
    { id: "who", title: m.who, wide: true, className: "text-ink-2", cell: who },
    {
      id: "object",
      title: m.object,
      wide: true,
      className: "max-w-52 truncate text-ink-2",
      cell: (entry) => `${entry.objectKind} ${entry.objectId ?? ""}`,
    },
    { id: "ip", title: m.ip, wide: true, className: "num text-ink-2", cell: (entry) => entry.ip ?? "–" },
    {
      id: "time",
      title: m.time,
      align: "end",
      cell: (entry) => <TimeText {...when(entry.at)} className="text-sm text-ink-3" />,
    },
  ];
}
