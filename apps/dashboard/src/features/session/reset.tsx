import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { failureOf } from "../../lib/transport/failure.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { SubmitButton } from "../../ui/button.tsx";
import { Notice } from "../../ui/card.tsx";
import { Field, Input } from "../../ui/field.tsx";
import { sessionMessages as m } from "./messages.ts";
import { PasswordField } from "./password-field.tsx";

export function ForgotForm() {
  const trpc = useTRPC();
  const forgot = useMutation(trpc.auth.forgotPassword.mutationOptions({ meta: { inForm: true } }));
  if (forgot.isSuccess) {
    return (
      <Notice tone="green" urgent>
        {m.forgotDone}
      </Notice>
    );
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    forgot.mutate({ email: String(new FormData(event.currentTarget).get("email")).trim() });
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field label={m.email} required error={forgot.error ? failureOf(forgot.error).text : undefined}>
        <Input name="email" type="email" autoComplete="username" required autoFocus />
      </Field>
      <SubmitButton type="submit" variant="primary" busy={forgot.isPending} className="w-full">
        {m.forgotAction}
      </SubmitButton>
    </form>
  );
}

export function ResetForm({ token, onDone }: { readonly token: string; readonly onDone: () => void }) {
  const trpc = useTRPC();
  const reset = useMutation(
    trpc.auth.resetPassword.mutationOptions({ meta: { inForm: true }, onSuccess: onDone }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    reset.mutate({ token, newPassword: String(new FormData(event.currentTarget).get("password")) });
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <PasswordField
        label={m.newPassword}
        name="password"
        autoComplete="new-password"
        minLength={8}
        meter
        error={reset.error ? failureOf(reset.error).text : undefined}
      />
      <SubmitButton type="submit" variant="primary" busy={reset.isPending} className="w-full">
        {m.resetAction}
      </SubmitButton>
    </form>
  );
}
