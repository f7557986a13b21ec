import type { Endpoint } from "@kaspa-pay/api-contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { failureOf } from "../../lib/transport/failure.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { SubmitButton } from "../../ui/button.tsx";
import { ConfirmDialog, Dialog } from "../../ui/overlay/dialog.tsx";
import { toast } from "../../ui/overlay/toast.tsx";
import { EndpointForm } from "./endpoint-form.tsx";
import { webhookMessages as m } from "./messages.ts";
import { ResendDialog } from "./resend-dialog.tsx";
import { FinishDialog } from "./rotation/finish-dialog.tsx";
import { RotateDialog } from "./rotation/rotate-dialog.tsx";

type Open = "edit" | "rotate" | "finish" | "remove" | "resend" | null;

export function EndpointActions({
  endpoint,
  onRemoved,
}: {
  readonly endpoint: Endpoint;
  readonly onRemoved: () => void;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const update = useMutation(
    trpc.webhooks.update.mutationOptions({
      onSuccess: (now) => {
        queries.setQueryData(trpc.webhooks.get.queryKey({ id: endpoint.id }), now);
        toast(m.saved);
      },
    }),
  );
  return (
    <div className="flex flex-wrap gap-2">
      <SubmitButton size="sm" onClick={() => setOpen("edit")}>
        {m.edit}
      </SubmitButton>
      <SubmitButton
        size="sm"
        busy={update.isPending}
        onClick={() => update.mutate({ id: endpoint.id, isActive: !endpoint.isActive })}
      >
        {endpoint.isActive ? m.disable : m.enable}
      </SubmitButton>
      {endpoint.previousSecretExpiresAt === null ? (
        <SubmitButton size="sm" onClick={() => setOpen("rotate")}>
          {m.rotate}
        </SubmitButton>
      ) : (
        <SubmitButton size="sm" onClick={() => setOpen("finish")}>
          {m.finish}
        </SubmitButton>
      )}
      <SubmitButton size="sm" onClick={() => setOpen("resend")}>
        {m.resendFailed}
      </SubmitButton>
      <SubmitButton size="sm" variant="quiet" className="text-red-ink" onClick={() => setOpen("remove")}>
        {m.remove}
      </SubmitButton>
      {open === "edit" && <EditDialog endpoint={endpoint} onClose={close} />}
      {open === "rotate" && <RotateDialog endpointId={endpoint.id} onClose={close} />}
      {open === "finish" && <FinishDialog endpointId={endpoint.id} onClose={close} />}
      {open === "resend" && <ResendDialog endpointId={endpoint.id} onClose={close} />}
      {open === "remove" && <RemoveDialog endpointId={endpoint.id} onClose={close} onRemoved={onRemoved} />}
    </div>
  );
}

function EditDialog({ endpoint, onClose }: { readonly endpoint: Endpoint; readonly onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const update = useMutation(
    trpc.webhooks.update.mutationOptions({
      meta: { inForm: true },
      onSuccess: (now) => {
        queries.setQueryData(trpc.webhooks.get.queryKey({ id: endpoint.id }), now);
        toast(m.saved);
        onClose();
      },
    }),
  );
  return (
    <Dialog kind="drawer" title={m.edit} onClose={onClose}>
      <EndpointForm
        initial={{
          url: endpoint.url,
          events: endpoint.events,
          format: endpoint.format,
          description: endpoint.description ?? "",
        }}
        action={m.save}
        busy={update.isPending}
        failure={update.error ? failureOf(update.error) : null}
        onSubmit={(fields) => update.mutate({ id: endpoint.id, ...fields })}
      />
    </Dialog>
  );
}

interface RemoveDialogProps {
  readonly endpointId: string;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}

function RemoveDialog({ endpointId, onClose, onRemoved }: RemoveDialogProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.webhooks.remove.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.webhooks.list.queryFilter());
        toast(m.removed);
        onRemoved();
      },
    }),
  );
  return (
    <ConfirmDialog
      title={m.removeTitle}
      action={m.remove}
      danger
      busy={remove.isPending}
      onConfirm={() => remove.mutate({ id: endpointId })}
      onClose={onClose}
    >
      <p>{m.removeText}</p>
    </ConfirmDialog>
  );
}
