import { Choice } from "../../ui/choice.tsx";
import { Field, Input } from "../../ui/field.tsx";
import { overviewMessages as m } from "./messages.ts";
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
          <Field label={m.from}>
            <Input
              type="date"
              value={from ?? ""}
              onChange={(event) => onDates({ from: event.currentTarget.value })}
            />
          </Field>
          <Field label={m.to}>
            <Input
              type="date"
              value={to ?? ""}
              onChange={(event) => onDates({ to: event.currentTarget.value })}
            />
          </Field>
        </>
      )}
      <Choice
        label={m.range}
        value={range}
        options={RANGES.map((range) => [range, m.ranges[range]])}
        onChange={onRange}
      />
    </div>
  );
}
