import type { ComponentProps, ReactNode } from "react";
import { cx } from "../cx.ts";

export interface Column {
  readonly id: string;
  readonly title: string;
  readonly align?: "end";
  /** Left out on narrow screens. */
  readonly wide?: boolean;
}

export interface TableProps {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly children: ReactNode;
}

/** A real table with a caption; narrow screens drop the columns marked `wide`. */
export function Table({ caption, columns, children }: TableProps) {
  return (
    <div className="relative overflow-x-auto">
      <table className="w-full border-collapse text-[0.9375rem]">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line text-[0.8125rem] text-ink-3">
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                className={cx(
                  "h-10 px-3 font-medium whitespace-nowrap first:ps-5 last:pe-5",
                  column.align === "end" ? "text-end" : "text-start",
                  column.wide && "max-md:hidden",
                )}
              >
                {column.title === "" ? <span className="sr-only">Actions</span> : column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">{children}</tbody>
      </table>
    </div>
  );
}

export function Row({ className, ...rest }: ComponentProps<"tr">) {
  return <tr {...rest} className={cx("group/row hover:bg-sunken/60", className)} />;
}

export interface CellProps extends ComponentProps<"td"> {
  readonly end?: boolean;
  readonly wide?: boolean;
}

export function Cell({ end, wide, className, ...rest }: CellProps) {
  return (
    <td
      {...rest}
      className={cx(
        "h-13 px-3 py-2 wrap-break-word first:ps-5 last:pe-5",
        end && "text-end",
        wide && "max-md:hidden",
        className,
      )}
    />
  );
}

/** The button of a row: a click anywhere in the row presses it. */
export function RowButton({ className, ...rest }: ComponentProps<"button">) {
  return (
    <button
      type="button"
      {...rest}
      className={cx("min-h-6 text-start font-medium after:absolute after:inset-0", className)}
    />
  );
}

/** The link of a row: a click anywhere in the row follows it. */
export const rowLinkClass =
  "block truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent";
