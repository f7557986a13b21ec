import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ActButton } from "../../ui/submit-button.tsx";
import { useStore } from "../../shared/store-context.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { settingsWords as w } from "./messages.ts";
import { Card } from "../../ui/card.tsx";
import { Field, Input } from "../../ui/field.tsx";
import { ConfirmDialog } from "../../ui/overlay/dialog.tsx";
import { toast } from "../../ui/overlay/toast.tsx";

export function ArchiveSection({ onArchived }: { readonly onArchived: () => Promise<void> }) {
  const store = useStore();
  const [asking, setAsking] = useState(false);
  const [typed, setTyped] = useState("");
  const archive = useMutation(
    useTRPC().stores.update.mutationOptions({
      onSuccess: async () => {
        toast(w.archived);
        await onArchived();
      },
    }),
  );
  return (
    <Card title={w.archive} hint={w.archiveText.split(" Type")[0]}>
      <ActButton variant="danger" size="sm" onClick={() => setAsking(true)}>
        {w.archiveAction}
      </ActButton>
      {asking && (
        <ConfirmDialog
          title={w.archive}
          action={w.archiveAction}
          danger
          busy={archive.isPending}
          disabled={typed.trim() !== store.name.trim()}
          onConfirm={() => archive.mutate({ id: store.id, archived: true })}
          onClose={() => setAsking(false)}
        >
          <p>{w.archiveText}</p>
          <Field label={`${w.name}: ${store.name}`}>
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
