import { cx } from "./cx.ts";

export interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly (readonly [value: T, label: string])[];
  readonly onChange: (value: T) => void;
}

/** A few choices side by side, one pressed. */
export function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  return (
    <fieldset
      aria-label={label}
      className="flex w-fit min-w-0 max-w-full gap-0.5 overflow-x-auto rounded-lg bg-sunken p-0.5"
    >
      {options.map(([option, text]) => (
        <button
          key={option}
          type="button"
          aria-pressed={value === option}
          onClick={() => onChange(option)}
          className={cx(
            "h-8 grow rounded-md px-3 text-sm font-medium whitespace-nowrap focus-visible:-outline-offset-2",
            value === option ? "bg-surface text-ink shadow-card" : "text-ink-3 hover:text-ink",
          )}
        >
          {text}
        </button>
      ))}
    </fieldset>
  );
}
