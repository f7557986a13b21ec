import type { Delivery } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { EmptyState, SkeletonRows } from "../../ui/states.tsx";
import { PagedTable } from "../../ui/table/paged-table.tsx";
import { useDeliveryColumns } from "./delivery-columns.tsx";
import { DeliveryDrawer } from "./delivery-drawer.tsx";
import { deliveryMessages as m } from "./messages.ts";

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
  const columns = useDeliveryColumns(compact, setOpen);
  const list = useQuery(
    useTRPC().webhooks.listDeliveries.queryOptions(
      { ...filter, limit: compact ? 10 : PAGE_ROWS, ...(cursor !== null && { cursor }) },
      { placeholderData: (before) => before, refetchInterval: 5_000 },
    ),
  );
  return (
    <>
      <PagedTable
        query={list}
        skeleton={<SkeletonRows rows={compact ? 2 : 8} />}
        caption={m.caption}
        columns={columns}
        rowKey={(row) => row.id}
        cursor={[cursor, setCursor]}
        empty={
          <NoDeliveries
            compact={compact}
            filtered={filter.state !== undefined || filter.event !== undefined}
          />
        }
      />
      {open !== null && <DeliveryDrawer deliveryId={open} onClose={() => setOpen(null)} />}
    </>
  );
}

function NoDeliveries({ compact, filtered }: { readonly compact: boolean; readonly filtered: boolean }) {
  if (compact || filtered) {
    return <p className="px-5 pt-1 pb-5 text-ink-3">{filtered ? m.noDeliveriesMatch : m.noDeliveries}</p>;
  }
  return (
    <EmptyState icon={Send} title={m.noDeliveries} help="webhooks">
      {m.noDeliveriesText}
    </EmptyState>
  );
}
