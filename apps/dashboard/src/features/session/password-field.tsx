import { Eye, EyeOff } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { IconButton } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import { Field, Input } from "../../ui/field.tsx";
import { sessionMessages as m } from "./messages.ts";

export interface PasswordFieldProps extends Omit<ComponentProps<"input">, "type"> {
  readonly label: string;
  readonly error?: string | undefined;
  /** Field for a new password: shows its length against the advised one. */
  readonly meter?: boolean;
}

export function PasswordField({ label, error, meter = false, onChange, ...rest }: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  const [length, setLength] = useState(0);
  const Icon = shown ? EyeOff : Eye;
  return (
    <Field label={label} error={error} required {...(meter && { hint: <Meter length={length} /> })}>
      <div className="relative">
        <Input
          {...rest}
          required
          type={shown ? "text" : "password"}
          className="pe-11"
          onChange={(event) => {
            setLength(event.currentTarget.value.length);
            onChange?.(event);
          }}
        />
        <span className="absolute end-0.5 top-0.5">
          <IconButton
            label={shown ? m.hidePassword : m.showPassword}
            icon={<Icon aria-hidden className="size-4" />}
            onClick={() => setShown(!shown)}
          />
        </span>
      </div>
    </Field>
  );
}

function Meter({ length }: { readonly length: number }) {
  const level = length === 0 ? -1 : length < 8 ? 0 : length < 15 ? 1 : length < 22 ? 2 : 3;
  return (
    <span className="grid gap-1.5">
      <span aria-hidden className="mt-0.5 grid grid-cols-4 gap-1">
        {[0, 1, 2, 3].map((step) => (
          <span
            key={step}
            className={cx(
              "h-1 rounded-full transition-colors",
              step > level ? "bg-line" : level === 0 ? "bg-red" : level === 1 ? "bg-amber-ink" : "bg-accent",
            )}
          />
        ))}
      </span>
      <span>{level === -1 ? m.passwordHint : m.meter[level]}</span>
    </span>
  );
}
