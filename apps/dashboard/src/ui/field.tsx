import { CircleAlert } from "lucide-react";
import { type ComponentProps, createContext, type ReactNode, useContext, useId } from "react";
import { cx } from "./cx.ts";

interface FieldIds {
  readonly control: string;
  readonly described: string | undefined;
  readonly invalid: boolean;
  readonly required: boolean;
}

const FieldContext = createContext<FieldIds | null>(null);

export interface FieldProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly optional?: boolean;
  readonly required?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Label, control, hint and error, tied together by ids. */
export function Field({ label, hint, error, optional, required = false, className, children }: FieldProps) {
  const id = useId();
  const described = cx(hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`) || undefined;
  return (
    <FieldContext value={{ control: id, described, invalid: error !== undefined, required }}>
      <div className={cx("grid content-start gap-1.5", className)}>
        <label htmlFor={id} className="flex items-baseline gap-2 text-sm font-medium text-ink">
          {label}
          {optional && <span className="text-xs font-normal text-ink-3">optional</span>}
        </label>
        {children}
        {error !== undefined && (
          <p id={`${id}-error`} className="flex items-start gap-1.5 text-sm text-red-ink">
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            <span>{error}</span>
          </p>
        )}
        {hint !== undefined && (
          <p id={`${id}-hint`} className="text-sm text-ink-3">
            {hint}
          </p>
        )}
      </div>
    </FieldContext>
  );
}

function useControl() {
  const field = useContext(FieldContext);
  if (!field) return {};
  return {
    id: field.control,
    "aria-describedby": field.described,
    "aria-invalid": field.invalid || undefined,
    "aria-required": field.required || undefined,
  };
}

const CONTROL =
  "w-full min-w-0 rounded-lg border border-line-strong/70 bg-surface px-3 text-ink placeholder:text-ink-3/80 transition-colors hover:border-line-strong focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent/35 aria-invalid:border-red disabled:bg-sunken disabled:text-ink-3";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input {...useControl()} {...rest} className={cx(CONTROL, "h-10", className)} />;
}

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea rows={3} {...useControl()} {...rest} className={cx(CONTROL, "py-2", className)} />;
}

/** The platform's own list: it works with keyboard and touch, and adds no element to the page. */
export function Select({ className, ...rest }: ComponentProps<"select">) {
  return <select {...useControl()} {...rest} className={cx(CONTROL, "h-10 pr-8", className)} />;
}

export interface CheckProps extends Omit<ComponentProps<"input">, "type"> {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
}

export function Check({ label, hint, className, ...rest }: CheckProps) {
  const id = useId();
  return (
    <div className={cx("flex items-start gap-2.5", className)}>
      <input
        type="checkbox"
        id={id}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        {...rest}
        className="mt-[0.1875rem] size-[1.125rem] shrink-0 accent-accent"
      />
      <div className="min-w-0">
        <label htmlFor={id} className="block min-h-6 text-[0.9375rem] text-ink">
          {label}
        </label>
        {hint !== undefined && (
          <p id={`${id}-hint`} className="text-sm text-ink-3">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
