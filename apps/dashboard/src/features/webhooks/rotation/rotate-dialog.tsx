import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../../../lib/transport/trpc.ts";
import { SecretPanel } from "../../../ui/copy/secret.tsx";
import { ConfirmDialog, Dialog } from "../../../ui/overlay/dialog.tsx";
import { webhookMessages as m } from "../messages.ts";
import { VerifierSnippets } from "../verifier-snippets.tsx";

export function RotateDialog({
  endpointId,
  onClose,
}: {
  readonly endpointId: string;
  readonly onClose: () => void;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [secret, setSecret] = useState<string | null>(null);
  const rotate = useMutation(
    trpc.webhooks.rotateSecret.mutationOptions({
      gcTime: 0,
      onSuccess: (rotated) => {
        setSecret(rotated.secret);
        void queries.invalidateQueries(trpc.webhooks.get.queryFilter({ id: endpointId }));
      },
    }),
  );
  if (secret === null) {
    return (
      <ConfirmDialog
        title={m.rotate}
        action={m.rotate}
        busy={rotate.isPending}
        onConfirm={() => rotate.mutate({ id: endpointId })}
        onClose={onClose}
      >
        <p>{m.rotateText}</p>
      </ConfirmDialog>
    );
  }
  return (
    <Dialog kind="drawer" title={m.rotate} onClose={onClose} sticky>
      <div className="grid gap-6">
        <SecretPanel
          title={m.secretTitle}
          text={m.secretText}
          value={secret}
          what={m.secretWhat}
          done="Done"
          onDone={onClose}
        />
        <VerifierSnippets secret={secret} />
      </div>
    </Dialog>
  );
}
