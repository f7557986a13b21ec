import { Field, Input, Select } from "../../../ui/field.tsx";
import { paymentMessages as m } from "../messages.ts";
import type { PaymentSearch } from "../payment-search.ts";

interface RangeFieldsProps {
  readonly search: PaymentSearch;
  readonly onChange: (part: Partial<Record<keyof PaymentSearch, string>>) => void;
}

export function RangeFields({ search, onChange }: RangeFieldsProps) {
  return (
    <>
      <Field label={m.range} className="w-40">
        <Select
          value={search.range ?? ""}
          onChange={(event) => onChange({ range: event.currentTarget.value, from: "", to: "" })}
        >
          {Object.entries(m.ranges).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      {search.range === "custom" && (
        <>
          <Field label={m.from}>
            <Input
              type="date"
              value={search.from ?? ""}
              onChange={(event) => onChange({ from: event.currentTarget.value })}
            />
          </Field>
          <Field label={m.to}>
            <Input
              type="date"
              value={search.to ?? ""}
              onChange={(event) => onChange({ to: event.currentTarget.value })}
            />
          </Field>
        </>
      )}
    </>
  );
}
