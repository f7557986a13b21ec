import type { Delivery } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useState } from "react";
import { useFormats } from "../../lib/format/formats.ts";
import { Loaded } from "../../lib/panel.tsx";
import { deliveryLook } from "../../lib/status.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { webhookWords as w } from "../../lib/words/webhooks.ts";
import { TimeText } from "../../ui/amounts.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState, SkeletonRows } from "../../ui/states.tsx";
import { Cell, Row, Table } from "../../ui/table.tsx";
import { DeliverySheet } from "./delivery-sheet.tsx";

export interface DeliveryFilter {
  readonly endpointId?: string;
  readonly paymentId?: string;
  readonly eventId?: string;
  readonly state?: Delivery["state"];
  readonly event?: string;
}

export interface DeliveryListProps {
  readonly filter: DeliveryFilter;
  /** Few columns: inside another page. */
  readonly compact?: boolean;
}

const PAGE_ROWS = 25;

export function DeliveryList({ filter, compact = false }: DeliveryListProps) {
  const [cursor, setCursor] = useState<string | null>(null);
  const [open, setOpen] = useState<string | null>(null);
  const list = useQuery(
    useTRPC().webhooks.listDeliveries.queryOptions(
      { ...filter, limit: compact ? 10 : PAGE_ROWS, ...(cursor !== null && { cursor }) },
      { placeholderData: (before) => before, refetchInterval: 5_000 },
    ),
  );
  return (
    <>
      <Loaded query={list} skeleton={<SkeletonRows rows={compact ? 2 : 8} />}>
        {({ data, nextCursor }) =>
          data.length === 0 ? (
            <NoDeliveries
              compact={compact}
              filtered={filter.state !== undefined || filter.event !== undefined}
            />
          ) : (
            <>
              <DeliveryTable rows={data} compact={compact} onOpen={setOpen} />
              {(cursor !== null || nextCursor !== null) && (
                <div className="flex justify-between border-t border-line px-5 py-3">
                  <Button size="sm" disabled={cursor === null} onClick={() => setCursor(null)}>
                    {w.newest}
                  </Button>
                  <Button size="sm" disabled={nextCursor === null} onClick={() => setCursor(nextCursor)}>
                    {w.older}
                  </Button>
                </div>
              )}
            </>
          )
        }
      </Loaded>
      {open !== null && <DeliverySheet deliveryId={open} onClose={() => setOpen(null)} />}
    </>
  );
}

function NoDeliveries({ compact, filtered }: { readonly compact: boolean; readonly filtered: boolean }) {
  if (compact || filtered) {
    return <p className="px-5 pt-1 pb-5 text-ink-3">{filtered ? w.noDeliveriesMatch : w.noDeliveries}</p>;
  }
  return (
    <EmptyState icon={<Send aria-hidden className="size-5" />} title={w.noDeliveries} help="webhooks">
      {w.noDeliveriesText}
    </EmptyState>
  );
}

interface DeliveryTableProps {
  readonly rows: readonly Delivery[];
  readonly compact: boolean;
  readonly onOpen: (id: string) => void;
}

function DeliveryTable({ rows, compact, onOpen }: DeliveryTableProps) {
  const columns = [
    { id: "event", title: w.event },
    { id: "state", title: w.state },
    ...(compact ? [] : [{ id: "endpoint", title: w.endpoint, wide: true }]),
    { id: "attempt", title: w.attempt, wide: true },
    ...(compact ? [] : [{ id: "latency", title: w.latency, align: "end" as const, wide: true }]),
    { id: "time", title: w.time, align: "end" as const, wide: true },
  ];
  return (
    <Table caption={w.caption} columns={columns}>
      {rows.map((row) => (
        <DeliveryRow key={row.id} row={row} compact={compact} onOpen={onOpen} />
      ))}
    </Table>
  );
}

function DeliveryRow({
  row,
  compact,
  onOpen,
}: { row: Delivery } & Pick<DeliveryTableProps, "compact" | "onOpen">) {
  const { when } = useFormats();
  return (
    <Row className="relative">
      <Cell>
        <button
          type="button"
          onClick={() => onOpen(row.id)}
          className="min-h-6 text-start font-medium after:absolute after:inset-0"
        >
          {row.event}
        </button>
      </Cell>
      <Cell>
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Badge {...deliveryLook[row.state]} />
          <span className="num text-sm text-ink-3">{row.lastStatus ?? row.errorClass ?? ""}</span>
        </span>
        <TimeText
          {...when(row.lastAttemptAt ?? row.createdAt)}
          className="mt-1 block text-sm text-ink-3 md:hidden"
        />
      </Cell>
      {!compact && (
        <Cell wide className="max-w-56 truncate text-ink-2">
          {hostAndPath(row.url)}
        </Cell>
      )}
      <Cell wide className="num text-ink-2">
        {w.attempts(row.attempts, row.maxAttempts)}
        {row.state === "pending" && row.nextAttemptAt !== null && row.attempts > 0 && (
          <span className="block text-sm text-ink-3">
            {w.next} <TimeText {...when(row.nextAttemptAt)} />
          </span>
        )}
      </Cell>
      {!compact && (
        <Cell wide end className="num text-ink-2">
          {row.latencyMs === null ? "–" : `${row.latencyMs} ms`}
        </Cell>
      )}
      <Cell end wide>
        <TimeText {...when(row.lastAttemptAt ?? row.createdAt)} className="text-sm text-ink-3" />
      </Cell>
    </Row>
  );
}

export function hostAndPath(url: string): string {
  return url.replace(/^https?:\/\//, "");
}
