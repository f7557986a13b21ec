import { zodResolver } from "@hookform/resolvers/zod";
import { Controller, useForm } from "react-hook-form";
import type { z } from "zod";
import { CreateEndpoint } from "../../lib/forms/contract.ts";
import { useServerIssues } from "../../lib/forms/form-issues.ts";
import type { Failure } from "../../lib/transport/failure.ts";
import { SubmitButton } from "../../ui/button.tsx";
import { Notice } from "../../ui/card.tsx";
import { Field, Input, Select } from "../../ui/field.tsx";
import { EventPicker } from "./events/event-picker.tsx";
import { webhookMessages as m } from "./messages.ts";

export type EndpointFields = z.input<typeof CreateEndpoint>;

export interface EndpointFormProps {
  readonly initial: EndpointFields;
  readonly action: string;
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly onSubmit: (fields: EndpointFields) => void;
}

export function EndpointForm({ initial, action, busy, failure, onSubmit }: EndpointFormProps) {
  const { register, handleSubmit, control, setError, formState } = useForm<
    EndpointFields,
    unknown,
    EndpointFields
  >({
    resolver: zodResolver(CreateEndpoint, undefined, { raw: true }),
    defaultValues: initial,
  });
  const general = useServerIssues(failure, ["url", "events", "format", "description"], setError);
  const { errors } = formState;
  return (
    <form noValidate onSubmit={(event) => void handleSubmit(onSubmit)(event)} className="grid gap-5">
      {general !== null && (
        <Notice tone="red" urgent>
          {general}
        </Notice>
      )}
      <Field label={m.url} hint={m.urlHint} required error={errors.url?.message}>
        <Input
          {...register("url")}
          type="url"
          inputMode="url"
          placeholder="https://shop.example/hooks/kaspa"
        />
      </Field>
      <Controller
        control={control}
        name="events"
        render={({ field }) => (
          <EventPicker
            value={field.value ?? ["*"]}
            onChange={field.onChange}
            error={errors.events?.message}
          />
        )}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label={m.format}>
          <Select {...register("format")}>
            <option value="event">{m.formats.event}</option>
            <option value="flat">{m.formats.flat}</option>
          </Select>
        </Field>
        <Field label={m.description} optional error={errors.description?.message}>
          <Input {...register("description")} maxLength={200} />
        </Field>
      </div>
      <div>
        <SubmitButton type="submit" variant="primary" busy={busy}>
          {action}
        </SubmitButton>
      </div>
    </form>
  );
}
