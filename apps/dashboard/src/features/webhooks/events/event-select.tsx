import { eventCatalogue } from "../../../lib/forms/contract.ts";
import { Field, Select } from "../../../ui/field.tsx";
import { webhookMessages as m } from "../messages.ts";

export interface EventSelectProps {
  /** Name of an event; empty for all. */
  readonly value: string;
  readonly onPick: (name: string) => void;
}

/** Filter of a list by the name of the event. */
export function EventSelect({ value, onPick }: EventSelectProps) {
  return (
    <Field label={m.event} className="w-56">
      <Select value={value} onChange={(change) => onPick(change.currentTarget.value)}>
        <option value="">{m.anyEvent}</option>
        {eventCatalogue.map((entry) => (
          <option key={entry.name} value={entry.name}>
            {entry.name}
          </option>
        ))}
      </Select>
    </Field>
  );
}
