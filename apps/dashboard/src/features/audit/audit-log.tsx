import { useQuery } from "@tanstack/react-query";
import { FileClock } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useActorText } from "../../shared/actor.ts";
import { useFormats } from "../../lib/format/formats.ts";
import { Loaded } from "../../ui/query-state.tsx";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { auditWords as w } from "../unmatched/messages.ts";
import { TimeText } from "../../ui/amounts.tsx";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Field, Input } from "../../ui/field.tsx";
import { Pager } from "../../ui/pager.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { Cell, Row, Table } from "../../ui/table.tsx";
import { AuditSheet, type Entry } from "./audit-drawer.tsx";

export function AuditLog() {
  const [filter, setFilter] = useState<{ action?: string; object?: string }>({});
  const [cursor, setCursor] = useState<string | null>(null);
  const [open, setOpen] = useState<Entry | null>(null);
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
        <Field label={w.action} className="w-56">
          <Input name="action" placeholder={w.actionHint} autoComplete="off" />
        </Field>
        <Field label={w.object} className="w-56">
          <Input name="object" autoComplete="off" />
        </Field>
        <Button type="submit">Filter</Button>
      </form>
      <Loaded query={log}>
        {({ data, nextCursor }) =>
          data.length === 0 ? (
            <EmptyState icon={<FileClock aria-hidden className="size-5" />} title={w.none}>
              {Object.keys(filter).length > 0 ? w.noMatch : w.noneText}
            </EmptyState>
          ) : (
            <>
              <AuditTable rows={data} onOpen={setOpen} />
              <Pager cursor={cursor} nextCursor={nextCursor} onPick={setCursor} />
            </>
          )
        }
      </Loaded>
      {open && <AuditSheet entry={open} onClose={() => setOpen(null)} />}
    </Card>
  );
}

function AuditTable({
  rows,
  onOpen,
}: {
  readonly rows: readonly Entry[];
  readonly onOpen: (entry: Entry) => void;
}) {
  const actorText = useActorText();
  const { when } = useFormats();
  return (
    <Table
      caption={w.caption}
      columns={[
        { id: "what", title: w.what },
        { id: "who", title: w.who, wide: true },
        { id: "object", title: w.object, wide: true },
        { id: "ip", title: w.ip, wide: true },
        { id: "time", title: w.time, align: "end" },
      ]}
    >
      {rows.map((entry) => (
        <Row key={entry.id} className="relative">
          <Cell>
            <button
              type="button"
              onClick={() => onOpen(entry)}
              className="min-h-6 text-start font-medium after:absolute after:inset-0"
            >
              {entry.action}
            </button>
            <span className="block text-sm text-ink-3 md:hidden">
              {actorText(entry.actor, entry.actorName)}
            </span>
          </Cell>
          <Cell wide className="text-ink-2">
            {actorText(entry.actor, entry.actorName)}
          </Cell>
          <Cell wide className="max-w-52 truncate text-ink-2">
            {entry.objectKind} {entry.objectId}
          </Cell>
          <Cell wide className="num text-ink-2">
            {entry.ip ?? "–"}
          </Cell>
          <Cell end>
            <TimeText {...when(entry.at)} className="text-sm text-ink-3" />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
