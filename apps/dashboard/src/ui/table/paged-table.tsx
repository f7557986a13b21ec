import type { ReactNode } from "react";
import { QueryState, type QueryStateProps } from "../query-state.tsx";
import { Pager } from "./pager.tsx";
import { Cell, type Column, Row, Table } from "./table.tsx";

interface Page<T> {
  readonly data: readonly T[];
  readonly nextCursor?: string | null;
}

export interface PagedRowsProps<T> extends Omit<QueryStateProps<Page<T>>, "children"> {
  /** Shown instead of the rows where there are none. */
  readonly empty: ReactNode;
  /** Steps through the pages. Left out where all rows come at once. */
  readonly pager?: (nextCursor: string | null) => ReactNode;
  readonly children: (rows: readonly T[]) => ReactNode;
}

/** A list by pages: its states, its rows, and the buttons to other pages. */
export function PagedRows<T>({ empty, pager, children, ...query }: PagedRowsProps<T>) {
  return (
    <QueryState {...query}>
      {({ data, nextCursor = null }) =>
        data.length === 0 ? (
          empty
        ) : (
          <>
            {children(data)}
            {pager?.(nextCursor)}
          </>
        )
      }
    </QueryState>
  );
}

export interface PagedColumn<T> extends Column {
  readonly cell: (row: T) => ReactNode;
  readonly className?: string;
}

export interface PagedTableProps<T> extends Omit<PagedRowsProps<T>, "children" | "pager"> {
  readonly caption: string;
  readonly columns: readonly PagedColumn<T>[];
  readonly rowKey: (row: T) => string;
  /** The cursor of the page that is shown, and what takes the next one. */
  readonly cursor?: readonly [cursor: string | null, pick: (cursor: string | null) => void];
}

/** A table by pages. A cell that holds a `RowButton` makes its whole row open something. */
export function PagedTable<T>({ caption, columns, rowKey, cursor, ...list }: PagedTableProps<T>) {
  return (
    <PagedRows
      {...list}
      {...(cursor && {
        pager: (next) => <Pager cursor={cursor[0]} nextCursor={next} onPick={cursor[1]} />,
      })}
    >
      {(rows) => (
        <Table caption={caption} columns={columns}>
          {rows.map((row) => (
            <Row key={rowKey(row)} className="relative">
              {columns.map(({ id, align, wide, className, cell }) => (
                <Cell key={id} end={align === "end"} wide={wide ?? false} className={className}>
                  {cell(row)}
                </Cell>
              ))}
            </Row>
          ))}
        </Table>
      )}
    </PagedRows>
  );
}
