import type { ApiKey } from "@kaspa-pay/api-contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { Field, Input } from "../../ui/field.tsx";
import { ConfirmDialog } from "../../ui/overlay/dialog.tsx";
import { toast } from "../../ui/overlay/toast.tsx";
import { keyMessages as m } from "./messages.ts";

export function RevokeDialog({ apiKey, onClose }: { readonly apiKey: ApiKey; readonly onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [typed, setTyped] = useState("");
  const revoke = useMutation(
    trpc.apiKeys.revoke.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.apiKeys.list.queryFilter());
        toast(m.revoked);
        onClose();
      },
    }),
  );
  return (
    <ConfirmDialog
      title={m.revokeTitle}
      action={m.revoke}
      danger
      busy={revoke.isPending}
      disabled={typed.trim() !== apiKey.name.trim()}
      onConfirm={() => revoke.mutate({ id: apiKey.id })}
      onClose={onClose}
    >
      <p>{m.revokeText}</p>
      <Field label={`${m.name}: ${apiKey.name}`}>
        <Input value={typed} onChange={(event) => setTyped(event.currentTarget.value)} autoComplete="off" />
      </Field>
    </ConfirmDialog>
  );
}
