import type { CreateApiKey } from "@kaspa-pay/api-contract";
import type { FieldErrors, UseFormRegister } from "react-hook-form";
import type { z } from "zod";
import { Field, Input } from "../../ui/field.tsx";
import { keyMessages as m } from "./messages.ts";

type Fields = z.input<typeof CreateApiKey>;

/** Left empty, the key has the server's limits. */
const typedNumber = (typed: unknown): number | undefined =>
  typed === "" || typed === undefined ? undefined : Number(typed);

export function LimitFields({
  register,
  errors,
}: {
  readonly register: UseFormRegister<Fields>;
  readonly errors: FieldErrors<Fields>;
}) {
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      {(["readsPerMinute", "writesPerMinute"] as const).map((name) => (
        <Field key={name} label={m[name]} hint={m.limitHint} optional error={errors[name]?.message}>
          <Input {...register(name, { setValueAs: typedNumber })} inputMode="numeric" autoComplete="off" />
        </Field>
      ))}
    </div>
  );
}
