import { eventGroups } from "../../../lib/forms/contract.ts";
import { Check } from "../../../ui/field.tsx";
import { webhookMessages as m } from "../messages.ts";

/** The events that a shop needs to ship and to notice problems. */
const USUAL = [
  "payment.confirmed",
  "payment.underpaid",
  "payment.expired",
  "payment.late",
  "payment.reverted",
];

export interface EventPickerProps {
  readonly value: readonly string[];
  readonly onChange: (names: string[]) => void;
  readonly error?: string | undefined;
}

/** Either everything, or names with what each means. */
export function EventPicker({ value, onChange, error }: EventPickerProps) {
  const all = value.includes("*");
  const toggle = (name: string, on: boolean) =>
    onChange(on ? [...value, name] : value.filter((chosen) => chosen !== name));
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1.5 text-sm font-medium">{m.eventsLabel}</legend>
      <Check
        label={m.allEvents}
        hint={m.allEventsHint}
        checked={all}
        onChange={(event) => onChange(event.currentTarget.checked ? ["*"] : USUAL)}
      />
      {error !== undefined && <p className="text-sm text-red-ink">{error}</p>}
      {!all && (
        <div className="grid max-h-80 gap-5 overflow-y-auto rounded-xl border border-line p-4">
          {eventGroups.map(([title, events]) => (
            <div key={title} className="grid gap-2">
              <p className="text-sm font-semibold">{title}</p>
              {events
                .filter((event) => event.name !== "webhook.test")
                .map((entry) => (
                  <Check
                    key={entry.name}
                    label={entry.name}
                    hint={entry.description}
                    checked={value.includes(entry.name)}
                    onChange={(event) => toggle(entry.name, event.currentTarget.checked)}
                  />
                ))}
            </div>
          ))}
        </div>
      )}
    </fieldset>
  );
}
