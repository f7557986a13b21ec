import type { DepositAccountCreated } from "@kaspa-pay/api-contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { CreateDepositAccount } from "../../lib/forms/contract.ts";
import { useServerIssues } from "../../lib/forms/form-issues.ts";
import { schemaResolver } from "../../lib/forms/schema-resolver.ts";
import { failureOf } from "../../lib/transport/failure.ts";
import { useIdempotencyKey, useTRPC } from "../../lib/transport/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/card.tsx";
import { Field, Input } from "../../ui/field.tsx";
import { Dialog } from "../../ui/overlay/dialog.tsx";
import { FormDialog } from "../../ui/overlay/form-dialog.tsx";
import { AddressView } from "./address-view.tsx";
import { depositMessages as m } from "./messages.ts";

interface Fields {
  externalUserId: string;
  label: string;
}

const EMPTY: Fields = { externalUserId: "", label: "" };

const toInput = ({ externalUserId, label }: Fields) => ({
  externalUserId: externalUserId.trim(),
  ...(label.trim() !== "" && { label: label.trim() }),
});

export interface NewAccountProps {
  readonly onClose: () => void;
  readonly onOpen: (accountId: string) => void;
}

/** Asks for the customer, then shows the address that this customer has from now on. */
export function NewAccount({ onClose, onOpen }: NewAccountProps) {
  const [made, setMade] = useState<DepositAccountCreated | null>(null);
  if (made === null) return <AccountForm onClose={onClose} onMade={setMade} />;
  return (
    <Dialog
      title={made.created ? m.madeTitle : m.knownTitle}
      onClose={onClose}
      footer={
        <>
          <Button onClick={() => onOpen(made.id)}>{m.openDetail}</Button>
          <Button variant="primary" onClick={onClose}>
            {m.done}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <p className="text-ink-2">
          {m.customer}: <bdi className="font-medium text-ink">{made.externalUserId}</bdi>
          {made.label !== null && (
            <>
              {" "}
              · <bdi>{made.label}</bdi>
            </>
          )}
        </p>
        <AddressView address={made.address} />
        <p className="text-sm text-ink-3">{m.tell}</p>
      </div>
    </Dialog>
  );
}

interface AccountFormProps {
  readonly onClose: () => void;
  readonly onMade: (account: DepositAccountCreated) => void;
}

function AccountForm({ onClose, onMade }: AccountFormProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const create = useMutation(
    trpc.deposits.createAccount.mutationOptions({
      trpc: useIdempotencyKey(),
      meta: { inForm: true },
      onSuccess: (account) => {
        void queries.invalidateQueries(trpc.deposits.listAccounts.queryFilter());
        onMade(account);
      },
    }),
  );
  const { register, handleSubmit, setError, formState } = useForm<Fields>({
    defaultValues: EMPTY,
    resolver: schemaResolver<Fields>(CreateDepositAccount, toInput),
  });
  const failure = create.error ? failureOf(create.error) : null;
  const general = useServerIssues<Fields>(failure, Object.keys(EMPTY), setError);
  const { errors } = formState;
  return (
    <FormDialog
      title={m.newAccount}
      action={m.newAccount}
      busy={create.isPending}
      noValidate
      className="gap-5"
      intro={<p className="text-ink-2">{m.newAccountText}</p>}
      onClose={onClose}
      onSubmit={() => void handleSubmit((fields) => create.mutate(toInput(fields)))()}
    >
      {general !== null && (
        <Notice tone="red" urgent>
          {general}
        </Notice>
      )}
      <Field label={m.customerId} hint={m.customerIdHint} required error={errors.externalUserId?.message}>
        <Input {...register("externalUserId")} maxLength={200} autoComplete="off" spellCheck={false} />
      </Field>
      <Field label={m.label} hint={m.labelHint} optional error={errors.label?.message}>
        <Input {...register("label")} maxLength={200} autoComplete="off" />
      </Field>
    </FormDialog>
  );
}
