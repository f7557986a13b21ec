import type { Delivery } from "@kaspa-pay/api-contract";
import { useFormats } from "../../lib/format/formats.ts";
import { TimeText } from "../../ui/amounts.tsx";
import { Badge } from "../../ui/badge.tsx";
import type { PagedColumn } from "../../ui/table/paged-table.tsx";
import { RowButton } from "../../ui/table/table.tsx";
import { deliveryBadge } from "../badge-styles.ts";
import { deliveryMessages as m } from "./messages.ts";

/** The columns of a list of deliveries; inside another page without endpoint and latency. */
export function useDeliveryColumns(compact: boolean, onOpen: (id: string) => void): PagedColumn<Delivery>[] {
  const { when } = useFormats();
  const tried = (row: Delivery) => when(row.lastAttemptAt ?? row.createdAt);
  const full: PagedColumn<Delivery>[] = [
    {
      id: "event",
      title: m.event,
      cell: (row) => (
        <>
          <RowButton onClick={() => onOpen(row.id)}>{row.event}</RowButton>
          {row.callback && <span className="block text-sm text-ink-3">{m.callback}</span>}
        </>
      ),
    },
    {
      id: "state",
      title: m.state,
      cell: (row) => (
        <>
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <Badge {...deliveryBadge[row.state]} />
            <span className="num text-sm text-ink-3">{row.lastStatus ?? row.errorClass ?? ""}</span>
          </span>
          <TimeText {...tried(row)} className="mt-1 block text-sm text-ink-3 md:hidden" />
        </>
      ),
    },
    {
      id: "endpoint",
      title: m.endpoint,
      wide: true,
      className: "max-w-56 truncate text-ink-2",
      cell: (row) => hostAndPath(row.url),
    },
    {
      id: "attempt",
      title: m.attempt,
      wide: true,
      className: "num text-ink-2",
      cell: (row) => <Attempts row={row} />,
    },
    {
      id: "latency",
      title: m.latency,
      align: "end",
      wide: true,
      className: "num text-ink-2",
      cell: (row) => (row.latencyMs === null ? "–" : `${row.latencyMs} ms`),
    },
    {
      id: "time",
      title: m.time,
      align: "end",
      wide: true,
      cell: (row) => <TimeText {...tried(row)} className="text-sm text-ink-3" />,
    },
  ];
  return compact ? full.filter(({ id }) => id !== "endpoint" && id !== "latency") : full;
}

function Attempts({ row }: { readonly row: Delivery }) {
  const { when } = useFormats();
  return (
    <>
      {m.attempts(row.attempts, row.maxAttempts)}
      {row.state === "pending" && row.nextAttemptAt !== null && row.attempts > 0 && (
        <span className="block text-sm text-ink-3">
          {m.next} <TimeText {...when(row.nextAttemptAt)} />
        </span>
      )}
    </>
  );
}

export function hostAndPath(url: string): string {
  return url.replace(/^https?:\/\//, "");
}
