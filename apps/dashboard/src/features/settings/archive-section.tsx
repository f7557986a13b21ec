import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { useStore } from "../../shared/store-context.ts";
import { SubmitButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Field, Input } from "../../ui/field.tsx";
import { ConfirmDialog } from "../../ui/overlay/dialog.tsx";
import { toast } from "../../ui/overlay/toast.tsx";
import { settingsMessages as m } from "./messages.ts";

export function ArchiveSection({ onArchived }: { readonly onArchived: () => Promise<void> }) {
  const store = useStore();
  const [asking, setAsking] = useState(false);
  const [typed, setTyped] = useState("");
  const archive = useMutation(
    useTRPC().stores.update.mutationOptions({
      onSuccess: async () => {
        toast(m.archived);
        await onArchived();
      },
    }),
  );
  return (
    <Card title={m.archive} hint={m.archiveText.split(" Type")[0]}>
      <SubmitButton variant="danger" size="sm" onClick={() => setAsking(true)}>
        {m.archiveAction}
      </SubmitButton>
      {asking && (
        <ConfirmDialog
          title={m.archive}
          action={m.archiveAction}
          danger
          busy={archive.isPending}
          disabled={typed.trim() !== store.name.trim()}
          onConfirm={() => archive.mutate({ id: store.id, archived: true })}
          onClose={() => setAsking(false)}
        >
          <p>{m.archiveText}</p>
          <Field label={`${m.name}: ${store.name}`}>
            <Input
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              autoComplete="off"
            />
          </Field>
        </ConfirmDialog>
      )}
    </Card>
  );
}
