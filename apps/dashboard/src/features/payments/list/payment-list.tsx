import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ArrowUp, SearchX } from "lucide-react";
import { useEffect } from "react";
import { useFormats, useNow } from "../../../lib/format/formats.ts";
import { arrivedPayments } from "../../../lib/transport/signals.ts";
import { useTRPC } from "../../../lib/transport/trpc.ts";
import { NoPayments } from "../../../shared/no-payments.tsx";
import { useStore } from "../../../shared/store-context.ts";
import { Button } from "../../../ui/button.tsx";
import { Card } from "../../../ui/card.tsx";
import { EmptyState, SkeletonRows } from "../../../ui/states.tsx";
import { PagedRows } from "../../../ui/table/paged-table.tsx";
import { paymentMessages as m } from "../messages.ts";
import type { PaymentSearch } from "../payment-search.ts";
import { Filters } from "./filters.tsx";
import { listInput } from "./list-input.ts";
import { PageLinks } from "./page-links.tsx";
import { PaymentTable } from "./payment-table.tsx";
import { StatusTabs } from "./status-tabs.tsx";

const PAGE_ROWS = 25;
const MINUTE_MS = 60_000;

declare module "@tanstack/react-router" {
  interface HistoryState {
    /** Cursors of the pages before this one; an empty text is the first page. */
    readonly trail?: readonly string[];
  }
}

/** The filter as API input; ranges change with the day, not with each second. */
export function useListInput(search: PaymentSearch) {
  const { zone } = useFormats();
  const minute = Math.floor(useNow() / MINUTE_MS) * MINUTE_MS;
  return listInput(search, zone, minute);
}

export function PaymentList({ search }: { readonly search: PaymentSearch }) {
  const trpc = useTRPC();
  const input = useListInput(search);
  const page = useQuery(
    trpc.payments.list.queryOptions(
      { ...input, limit: PAGE_ROWS, ...(search.cursor !== undefined && { cursor: search.cursor }) },
      // The page never shifts under the reader: new rows are announced by the pill.
      { refetchOnWindowFocus: false, refetchOnMount: "always", placeholderData: (before) => before },
    ),
  );
  const { status: _status, attention: _attention, ...others } = input;
  const counts = useQuery(
    trpc.payments.counts.queryOptions(others, { staleTime: 5_000, placeholderData: (before) => before }),
  );
  const navigate = useNavigate();
  const params = { storeId: useStore().id };
  const go = (next: PaymentSearch) =>
    void navigate({ to: "/s/$storeId/payments", params, search: next, resetScroll: false });
  return (
    <div className="grid gap-4">
      <StatusTabs search={search} counts={counts.data} />
      <Card flush>
        <Filters search={search} onChange={go} />
        <ArrivedPill known={page.data?.data ?? []} onShow={() => void page.refetch()} />
        <PagedRows
          query={page}
          skeleton={<SkeletonRows rows={10} />}
          empty={<NoRows filtered={Object.keys(search).length > 0} onClear={() => go({})} />}
          pager={(nextCursor) => <PageLinks search={search} nextCursor={nextCursor} />}
        >
          {(rows) => <PaymentTable rows={rows} search={search} />}
        </PagedRows>
      </Card>
    </div>
  );
}

interface ArrivedPillProps {
  readonly known: readonly { readonly id: string }[];
  readonly onShow: () => void;
}

function ArrivedPill({ known, onShow }: ArrivedPillProps) {
  const arrived = arrivedPayments.use();
  // A list that is opened is read again and holds what arrived before.
  useEffect(() => arrivedPayments.set([]), []);
  const shown = new Set(known.map((row) => row.id));
  const fresh = arrived.filter((id) => !shown.has(id)).length;
  if (fresh === 0) return null;
  const show = () => {
    arrivedPayments.set([]);
    onShow();
  };
  return (
    <div className="sticky top-16 z-10 flex h-0 justify-center">
      <Button variant="primary" size="sm" className="arrive mt-2 rounded-full shadow-float" onClick={show}>
        <ArrowUp aria-hidden className="size-4" /> {m.arrived(fresh)}
      </Button>
    </div>
  );
}

export function NoRows({ filtered, onClear }: { readonly filtered: boolean; readonly onClear: () => void }) {
  if (!filtered) return <NoPayments>{m.noneText}</NoPayments>;
  return (
    <EmptyState icon={SearchX} title={m.noMatch} action={<Button onClick={onClear}>{m.clear}</Button>}>
      {m.noMatchText}
    </EmptyState>
  );
}
