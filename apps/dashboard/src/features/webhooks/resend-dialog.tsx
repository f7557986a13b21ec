import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { Field, Select } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/overlay/form-dialog.tsx";
import { toast } from "../../ui/overlay/toast.tsx";
import { webhookMessages as m } from "./messages.ts";

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
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [hours, setHours] = useState(24);
  const dry = useMutation(trpc.webhooks.resendFailed.mutationOptions({ meta: { inForm: true } }));
  const send = useMutation(
    trpc.webhooks.resendFailed.mutationOptions({
      meta: { inForm: true },
      onSuccess: ({ count }) => {
        toast(m.resendStarted(count));
        void queries.invalidateQueries(trpc.webhooks.listDeliveries.queryFilter());
        onClose();
      },
    }),
  );
  const since = () => new Date(Date.now() - hours * HOUR_MS).toISOString();
  const submit = () => {
    if (dry.data === undefined) dry.mutate({ id: endpointId, since: since(), dryRun: true });
    else send.mutate({ id: endpointId, since: since() });
  };
  const pick = (next: number) => {
    setHours(next);
    dry.reset();
  };
  return (
    <FormDialog
      title={m.resendFailed}
      action={dry.data === undefined ? m.count : m.resendAction}
      back={m.cancel}
      busy={dry.isPending || send.isPending}
      disabled={dry.data?.count === 0}
      error={dry.error ?? send.error}
      intro={
        <>
          <Since hours={hours} onPick={pick} />
          <p role="status">
            {dry.data === undefined
              ? ""
              : dry.data.count === 0
                ? m.resendNone
                : m.resendCount(dry.data.count)}
          </p>
        </>
      }
      onClose={onClose}
      onSubmit={submit}
    />
  );
}

function Since({ hours, onPick }: { readonly hours: number; readonly onPick: (hours: number) => void }) {
  return (
    <Field label={m.resendSince}>
      <Select value={hours} onChange={(event) => onPick(Number(event.currentTarget.value))}>
        {SPANS.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
    </Field>
  );
}
