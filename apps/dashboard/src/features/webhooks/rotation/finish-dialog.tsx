import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../../lib/transport/trpc.ts";
import { ConfirmDialog } from "../../../ui/overlay/dialog.tsx";
import { toast } from "../../../ui/overlay/toast.tsx";
import { webhookMessages as m } from "../messages.ts";

/** Ends a rotation before its 24 hours are over. */
export function FinishDialog({
  endpointId,
  onClose,
}: {
  readonly endpointId: string;
  readonly onClose: () => void;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const finish = useMutation(
    trpc.webhooks.finishRotation.mutationOptions({
      onSuccess: (now) => {
        queries.setQueryData(trpc.webhooks.get.queryKey({ id: endpointId }), now);
        toast(m.finished);
        onClose();
      },
    }),
  );
  return (
    <ConfirmDialog
      title={m.finish}
      action={m.finish}
      busy={finish.isPending}
      onConfirm={() => finish.mutate({ id: endpointId })}
      onClose={onClose}
    >
      <p>{m.finishText}</p>
    </ConfirmDialog>
  );
}
