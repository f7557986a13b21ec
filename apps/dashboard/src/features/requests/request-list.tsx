import type { LoggedRequest } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { ListTree } from "lucide-react";
import { useState } from "react";
import { useFormats } from "../../lib/format/formats.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { useStore } from "../../shared/store-context.ts";
import { TimeText } from "../../ui/amounts.tsx";
import { Breakable } from "../../ui/breakable.tsx";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { type PagedColumn, PagedTable } from "../../ui/table/paged-table.tsx";
import { RowButton } from "../../ui/table/table.tsx";
import { requestMessages as m } from "./messages.ts";
import { RequestDrawer } from "./request-drawer.tsx";
import { RequestFilters } from "./request-filters.tsx";
import type { RequestSearch } from "./search.ts";
import { StatusBadge } from "./status-badge.tsx";

const PAGE_ROWS = 25;

export function RequestList() {
  const search = useSearch({ from: "/s/$storeId/developers/requests" });
  const { cursor = null, ...filter } = search;
  const storeId = useStore().id;
  const navigate = useNavigate();
  const show = (next: RequestSearch) =>
    void navigate({
      to: "/s/$storeId/developers/requests",
      params: { storeId },
      search: next,
      resetScroll: false,
    });
  const [open, setOpen] = useState<LoggedRequest | null>(null);
  const columns = useColumns(setOpen);
  const list = useQuery(
    useTRPC().requestLog.list.queryOptions(
      { limit: PAGE_ROWS, ...search },
      { placeholderData: (before) => before, refetchInterval: 5_000 },
    ),
  );
  const filtered = Object.keys(filter).length > 0;
  return (
    <Card flush>
      <RequestFilters key={JSON.stringify(filter)} filter={filter} onPick={show} />
      <PagedTable
        query={list}
        caption={m.caption}
        columns={columns}
        rowKey={(request) => request.id}
        cursor={[cursor, (next) => show({ ...filter, ...(next !== null && { cursor: next }) })]}
        empty={
          filtered ? (
            <p className="px-5 py-5 text-ink-3">{m.noMatch}</p>
          ) : (
            <EmptyState icon={ListTree} title={m.none}>
              {m.noneText}
            </EmptyState>
          )
        }
      />
      {open && (
        <RequestDrawer
          request={open}
          onClose={() => setOpen(null)}
          onOnlyKey={() => {
            setOpen(null);
            show({ keyId: open.keyId });
          }}
        />
      )}
    </Card>
  );
}

function useColumns(onOpen: (request: LoggedRequest) => void): PagedColumn<LoggedRequest>[] {
  const { when } = useFormats();
  return [
    {
      id: "call",
      title: m.call,
      cell: (request) => (
        <>
          <RowButton onClick={() => onOpen(request)}>
            {request.method} <Breakable text={request.route} />
          </RowButton>
          <TimeText {...when(request.at)} className="block text-sm text-ink-3 md:hidden" />
        </>
      ),
    },
    {
      id: "status",
      title: m.status,
      cell: (request) => (
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <StatusBadge status={request.status} />
          <span className="text-sm text-ink-3">
            {request.code !== null && <Breakable text={request.code} />}
          </span>
        </span>
      ),
    },
    {
      id: "key",
      title: m.key,
      wide: true,
      className: "max-w-52 truncate text-ink-2",
      cell: (request) => <bdi>{request.keyName ?? m.unknownKey}</bdi>,
    },
    {
      id: "duration",
      title: m.duration,
      align: "end",
      wide: true,
      className: "num text-ink-2",
      cell: (request) => m.milliseconds(request.durationMs),
    },
    {
      id: "time",
      title: m.time,
      align: "end",
      wide: true,
      cell: (request) => <TimeText {...when(request.at)} className="text-sm text-ink-3" />,
    },
  ];
}
