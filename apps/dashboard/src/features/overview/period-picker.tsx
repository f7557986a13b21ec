import { overviewWords as w } from "../../lib/words/overview.ts";
import { cx } from "../../ui/cx.ts";
import { Field, Input } from "../../ui/field.tsx";
import type { Period } from "./overview.tsx";

export interface PeriodPickerProps {
  readonly range: Period["range"];
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly onRange: (range: Period["range"]) => void;
  readonly onDates: (dates: { from?: string; to?: string }) => void;
}

const RANGES = ["today", "7d", "30d", "custom"] as const;

export function PeriodPicker({ range, from, to, onRange, onDates }: PeriodPickerProps) {
  return (
    <div className="flex flex-wrap items-end gap-3">
      {range === "custom" && (
        <>
          <Field label={w.from}>
            <Input type="date" value={from ?? ""} onChange={(event) => onDates({ from: event.currentTarget.value })} />
          </Field>
          <Field label={w.to}>
            <Input type="date" value={to ?? ""} onChange={(event) => onDates({ to: event.currentTarget.value })} />
          </Field>
        </>
      )}
      <fieldset aria-label={w.range} className="flex gap-0.5 rounded-lg bg-sunken p-0.5">
        {RANGES.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={range === one}
            onClick={() => onRange(one)}
            className={cx(
              "h-8 rounded-md px-3 text-sm font-medium",
              range === one ? "bg-surface text-ink shadow-card" : "text-ink-3 hover:text-ink",
            )}
          >
            {w.ranges[one]}
          </button>
        ))}
      </fieldset>
    </div>
  );
}
