import { useNavigate } from "@tanstack/react-router";
import { SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { useStore } from "../../../shared/store-context.ts";
import { Card } from "../../../ui/card.tsx";
import { EmptyState } from "../../../ui/states.tsx";
import { PagedTable, type PagedTableProps } from "../../../ui/table/paged-table.tsx";
import type { Kind } from "../changes.ts";
import { disbursementMessages as m } from "../messages.ts";
import type { ListSearch } from "../search.ts";

const PAGE_ROWS = 25;
const LIST_POLL_MS = 5_000;

/** What a list asks for, and how often; its last page stays visible while the next one comes. */
export const listQuery = (search: ListSearch) =>
  [
    { ...search, limit: PAGE_ROWS },
    { refetchInterval: LIST_POLL_MS, placeholderData: <T,>(before: T) => before },
  ] as const;

export interface DisbursementTableProps<T extends { readonly id: string }>
  extends Pick<PagedTableProps<T>, "query" | "columns"> {
  readonly kind: Kind;
  readonly search: ListSearch;
  /** Where there is none at all. */
  readonly none: ReactNode;
}

export function DisbursementTable<T extends { readonly id: string }>({
  kind,
  search: { status, cursor },
  none,
  ...list
}: DisbursementTableProps<T>) {
  const storeId = useStore().id;
  const navigate = useNavigate();
  const turn = (next: string | null) =>
    void navigate({
      to: kind === "refund" ? "/s/$storeId/refunds" : "/s/$storeId/payouts",
      params: { storeId },
      search: { ...(status && { status }), ...(next !== null && { cursor: next }) },
    });
  return (
    <Card flush>
      <PagedTable
        {...list}
        caption={m.captions[kind]}
        rowKey={(row) => row.id}
        cursor={[cursor ?? null, turn]}
        empty={
          status === undefined ? (
            none
          ) : (
            <EmptyState icon={SearchX} title={m.noMatch}>
              {m.noMatchText}
            </EmptyState>
          )
        }
      />
    </Card>
  );
}
