import type { ReactNode } from "react";
import { cx } from "./cx.ts";

export interface CardProps {
  readonly title?: ReactNode;
  readonly hint?: ReactNode;
  readonly action?: ReactNode;
  readonly footer?: ReactNode;
  /** The body touches the edges: tables and lists. */
  readonly flush?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A titled panel; the title is a level-two heading of the page. */
export function Card({ title, hint, action, footer, flush = false, className, children }: CardProps) {
  return (
    <section className={cx("min-w-0 rounded-2xl border border-line bg-surface shadow-card", className)}>
      {title !== undefined && (
        <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-5 pt-4.5">
          <div className="grid gap-0.5">
            <h2 className="text-base font-semibold">{title}</h2>
            {hint !== undefined && <p className="text-sm text-ink-3">{hint}</p>}
          </div>
          {action}
        </header>
      )}
      <div className={cx(!flush && "p-5", flush && title !== undefined && "pt-3")}>{children}</div>
      {footer !== undefined && (
        <footer className="flex flex-wrap items-center justify-end gap-2 rounded-b-2xl border-t border-line bg-surface px-5 py-3.5">
          {footer}
        </footer>
      )}
    </section>
  );
}

export interface NoticeProps {
  readonly tone: "amber" | "red" | "green" | "blue";
  readonly icon?: ReactNode;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** Announced at once when it appears. */
  readonly urgent?: boolean;
}

const NOTICES = {
  amber: "bg-amber-soft text-amber-ink",
  red: "bg-red-soft text-red-ink",
  green: "bg-accent-soft text-accent-ink",
  blue: "bg-blue-soft text-blue-ink",
} as const;

export function Notice({ tone, icon, title, children, action, urgent = false }: NoticeProps) {
  return (
    <div
      role={urgent ? "alert" : undefined}
      className={cx("flex flex-wrap items-start gap-3 rounded-xl px-4 py-3 text-[0.9375rem]", NOTICES[tone])}
    >
      {icon && <span className="mt-0.5 shrink-0">{icon}</span>}
      <div className="grid min-w-0 grow basis-56 gap-1">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div>{children}</div>}
      </div>
      {action}
    </div>
  );
}

/** Name and value pairs, one under the other on narrow screens. */
export function Facts({ rows }: { readonly rows: readonly (readonly [string, ReactNode] | null)[] }) {
  return (
    <dl className="grid gap-x-6 gap-y-2.5 sm:grid-cols-[10rem_minmax(0,1fr)]">
      {rows.map(
        (row) =>
          row && (
            <div key={row[0]} className="grid gap-0.5 sm:contents">
              <dt className="text-sm text-ink-3 sm:py-0.5">{row[0]}</dt>
              <dd className="min-w-0">{row[1]}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
