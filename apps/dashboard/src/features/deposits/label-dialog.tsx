import type { DepositAccount } from "@kaspa-pay/api-contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { Field, Input } from "../../ui/field.tsx";
import { FormDialog, textOf } from "../../ui/overlay/form-dialog.tsx";
import { toast } from "../../ui/overlay/toast.tsx";
import { depositMessages as m } from "./messages.ts";

export interface LabelDialogProps {
  readonly account: DepositAccount;
  readonly onClose: () => void;
}

export function LabelDialog({ account, onClose }: LabelDialogProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const update = useMutation(
    trpc.deposits.updateAccount.mutationOptions({
      meta: { inForm: true },
      onSuccess: (now) => {
        queries.setQueryData(trpc.deposits.getAccount.queryKey({ id: now.id }), now);
        void queries.invalidateQueries(trpc.deposits.listAccounts.queryFilter());
        toast(m.labelSaved);
        onClose();
      },
    }),
  );
  const submit = (form: FormData) => update.mutate({ id: account.id, label: textOf(form, "label") || null });
  return (
    <FormDialog
      title={m.editLabel}
      action={m.saveLabel}
      busy={update.isPending}
      error={update.error}
      onClose={onClose}
      onSubmit={submit}
    >
      <Field label={m.label} hint={m.labelHint} optional>
        <Input name="label" defaultValue={account.label ?? ""} maxLength={200} autoComplete="off" />
      </Field>
    </FormDialog>
  );
}
