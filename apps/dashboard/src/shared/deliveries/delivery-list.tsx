import type { Delivery } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useState } from "react";
import { Loaded } from "../../ui/query-state.tsx";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { webhookWords as w } from "../../features/webhooks/messages.ts";
import { Pager } from "../../ui/pager.tsx";
import { EmptyState, SkeletonRows } from "../../ui/states.tsx";
import { Table } from "../../ui/table.tsx";
import { DeliveryRow } from "./delivery-row.tsx";
import { DeliverySheet } from "./delivery-drawer.tsx";

export interface DeliveryFilter {
  readonly endpointId?: string;
  readonly paymentId?: string;
  readonly eventId?: string;
  readonly state?: Delivery["state"];
  readonly event?: string;
}

export interface DeliveryListProps {
  readonly filter: DeliveryFilter;
  /** Fewer columns, for use inside another page. */
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
              <Pager cursor={cursor} nextCursor={nextCursor} onPick={setCursor} />
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
