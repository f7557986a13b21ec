import { cx } from "./cx.ts";

export interface MoneyProps {
  /** Grouped for the reader: `1,250.5`. */
  readonly text: string;
  readonly unit: string;
  readonly className?: string;
}

/** A sum in tabular figures with its unit named. */
export function Money({ text, unit, className }: MoneyProps) {
  return (
    <span className={cx("num whitespace-nowrap", className)}>
      {text} <span className="text-[0.86em] text-ink-3">{unit}</span>
    </span>
  );
}

export interface TimeTextProps {
  readonly iso: string;
  /** What is read at a glance: `3 min ago`, `21 Nov, 04:10`. */
  readonly text: string;
  /** Date, time and zone in full, in UTC too. */
  readonly exact: string;
  readonly className?: string;
}

export function TimeText({ iso, text, exact, className }: TimeTextProps) {
  return (
    <time dateTime={iso} title={exact} className={cx("num whitespace-nowrap", className)}>
      {text}
    </time>
  );
}

export interface StatProps {
  readonly label: string;
  readonly value: string;
  readonly unit?: string;
  readonly aside?: string;
  /** Change against the period before, as text: `+12 %`. */
  readonly change?: { readonly text: string; readonly good: boolean | null } | null;
}

export function Stat({ label, value, unit, aside, change }: StatProps) {
  return (
    <div className="grid min-w-0 content-start gap-1 px-5 py-4.5">
      <dt className="text-sm text-ink-3">{label}</dt>
      <dd className="grid gap-0.5">
        <span className="num text-[1.3125rem] leading-tight sm:text-[1.625rem] font-semibold tracking-tight">
          {value} {unit && <span className="text-base font-medium text-ink-3">{unit}</span>}
        </span>
        <span className="num flex flex-wrap gap-x-2 text-sm text-ink-3">
          {aside && <span>{aside}</span>}
          {change && (
            <span
              className={cx(
                change.good === true && "text-accent-ink",
                change.good === false && "text-red-ink",
              )}
            >
              {change.text}
            </span>
          )}
        </span>
      </dd>
    </div>
  );
}
