import { useFormContext, useWatch } from "react-hook-form";
import { Button } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/card.tsx";
import { Choice } from "../../../ui/choice.tsx";
import { shorten } from "../../../ui/copy/copy.tsx";
import { Field, Input, Textarea } from "../../../ui/field.tsx";
import { refundMessages as m } from "./messages.ts";
import type { RefundFields } from "./refund-form.ts";

export interface DestinationFieldsProps {
  /** The customer's. */
  readonly email: string | null;
  /** Where the payment came from. */
  readonly senders: readonly string[];
}

/** Where the money goes: the payer is asked, or an address is typed. The sender is offered with a warning only. */
export function DestinationFields({ email, senders }: DestinationFieldsProps) {
  const { register, setValue, formState } = useFormContext<RefundFields>();
  const to = useWatch<RefundFields, "to">({ name: "to" });
  const { errors } = formState;
  return (
    <div className="grid gap-4">
      <div className="grid gap-2">
        <span className="text-sm font-medium">{m.destination}</span>
        <Choice
          label={m.destination}
          value={to}
          options={[
            ["ask", m.ask],
            ["address", m.toAddress],
          ]}
          onChange={(picked) => setValue("to", picked)}
        />
        <p className="text-sm text-ink-3">{to === "ask" ? m.askHint : m.toAddressHint}</p>
      </div>
      {to === "ask" ? (
        <Field label={m.email} hint={m.emailHint(email)} optional error={errors.email?.message}>
          <Input {...register("email")} type="email" autoComplete="off" />
        </Field>
      ) : (
        <>
          <Field label={m.address} required error={errors.address?.message}>
            <Textarea
              {...register("address")}
              rows={3}
              spellCheck={false}
              autoComplete="off"
              className="font-mono text-sm"
            />
          </Field>
          {senders.length > 0 && <Senders senders={senders} />}
        </>
      )}
    </div>
  );
}

function Senders({ senders }: { readonly senders: readonly string[] }) {
  const { setValue } = useFormContext<RefundFields>();
  return (
    <Notice tone="amber" title={m.sender}>
      <ul className="grid gap-1">
        {senders.map((address) => (
          <li key={address} className="flex flex-wrap items-center gap-x-3">
            <code title={address} className="font-mono text-[0.8125rem]">
              {shorten(address)}
            </code>
            <Button
              size="sm"
              variant="quiet"
              onClick={() => setValue("address", address, { shouldValidate: true })}
            >
              {m.use}
            </Button>
          </li>
        ))}
      </ul>
      <p className="text-sm">{m.senderWarning}</p>
    </Notice>
  );
}
