import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../../lib/transport/trpc.ts";
import { webhookWords as w } from "../messages.ts";
import { ConfirmDialog } from "../../../ui/overlay/dialog.tsx";
import { toast } from "../../../ui/overlay/toast.tsx";

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
        toast(w.finished);
        onClose();
      },
    }),
  );
  return (
    <ConfirmDialog
      title={w.finish}
      action={w.finish}
      busy={finish.isPending}
      onConfirm={() => finish.mutate({ id: endpointId })}
      onClose={onClose}
    >
      <p>{w.finishText}</p>
    </ConfirmDialog>
  );
}
