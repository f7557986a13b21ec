import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { ActButton } from "../../ui/submit-button.tsx";
import { failureOf } from "../../lib/transport/failure.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { webhookWords as w } from "./messages.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/card.tsx";
import { Field, Select } from "../../ui/field.tsx";
import { Dialog } from "../../ui/overlay/dialog.tsx";
import { toast } from "../../ui/overlay/toast.tsx";

const HOUR_MS = 3_600_000;
const SPANS = [
  [1, "1 hour ago"],
  [24, "1 day ago"],
  [24 * 7, "7 days ago"],
  [24 * 30, "30 days ago"],
] as const;

/** Counts first, then sends again what failed. */
export function ResendDialog({
  endpointId,
  onClose,
}: {
  readonly endpointId: string;
  readonly onClose: () => void;
}) {
  const id = useId();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [hours, setHours] = useState(24);
  const dry = useMutation(trpc.webhooks.resendFailed.mutationOptions({ meta: { inForm: true } }));
  const send = useMutation(
    trpc.webhooks.resendFailed.mutationOptions({
      meta: { inForm: true },
      onSuccess: ({ count }) => {
        toast(w.resendStarted(count));
        void queries.invalidateQueries(trpc.webhooks.listDeliveries.queryFilter());
        onClose();
      },
    }),
  );
  const since = () => new Date(Date.now() - hours * HOUR_MS).toISOString();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (dry.data === undefined) dry.mutate({ id: endpointId, since: since(), dryRun: true });
    else send.mutate({ id: endpointId, since: since() });
  };
  const failure = dry.error ?? send.error;
  return (
    <Dialog
      title={w.resendFailed}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <ActButton
            type="submit"
            form={id}
            variant="primary"
            busy={dry.isPending || send.isPending}
            disabled={dry.data?.count === 0}
          >
            {dry.data === undefined ? "Count" : w.resendAction}
          </ActButton>
        </>
      }
    >
      <form id={id} onSubmit={submit} className="grid gap-4">
        <Field label={w.resendSince}>
          <Select
            value={hours}
            onChange={(event) => {
              setHours(Number(event.currentTarget.value));
              dry.reset();
            }}
          >
            {SPANS.map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        <p role="status">
          {dry.data === undefined ? "" : dry.data.count === 0 ? w.resendNone : w.resendCount(dry.data.count)}
        </p>
        {failure && <Notice tone="red">{failureOf(failure).text}</Notice>}
      </form>
    </Dialog>
  );
}
