import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { eventCatalogue } from "../../lib/forms/contract.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { SubmitButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Field, Select } from "../../ui/field.tsx";
import { webhookMessages as m } from "./messages.ts";
import { TestOutcome } from "./test-outcome.tsx";

/** Sends an example of any event now and shows the answer. */
export function TestPanel({ endpointId }: { readonly endpointId: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [event, setEvent] = useState("webhook.test");
  const test = useMutation(
    trpc.webhooks.test.mutationOptions({
      meta: { inForm: true },
      onSettled: () => {
        void queries.invalidateQueries(trpc.webhooks.listDeliveries.queryFilter());
        void queries.invalidateQueries(trpc.webhooks.get.queryFilter({ id: endpointId }));
      },
    }),
  );
  const submit = (sent: FormEvent) => {
    sent.preventDefault();
    test.mutate({ id: endpointId, event });
  };
  return (
    <Card title={m.testing}>
      <form onSubmit={submit} className="grid gap-4">
        <div className="flex flex-wrap items-end gap-3">
          <Field label={m.event} className="min-w-56">
            <Select value={event} onChange={(change) => setEvent(change.currentTarget.value)}>
              {eventCatalogue.map((entry) => (
                <option key={entry.name} value={entry.name}>
                  {entry.name}
                </option>
              ))}
            </Select>
          </Field>
          <SubmitButton type="submit" busy={test.isPending}>
            {m.test}
          </SubmitButton>
        </div>
        {(test.data || test.error) && <TestOutcome result={test.data ?? null} failure={test.error} />}
      </form>
    </Card>
  );
}
