import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { failureOf } from "../../lib/transport/failure.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { SubmitButton } from "../../ui/button.tsx";
import { Notice } from "../../ui/card.tsx";
import { Check, Field, Input } from "../../ui/field.tsx";
import { sessionMessages as m } from "./messages.ts";
import { PasswordField } from "./password-field.tsx";

/** E-mail and password; on success the session is in the cookie. */
export function SignInForm({ onDone }: { readonly onDone: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const login = useMutation(
    trpc.auth.startSession.mutationOptions({
      meta: { inForm: true },
      onSuccess: () => {
        queries.clear();
        onDone();
      },
    }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    login.mutate({
      email: String(form.get("email")).trim(),
      password: String(form.get("password")),
      keep: form.get("keep") === "on",
    });
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      {login.error && (
        <Notice tone="red" urgent>
          {failureOf(login.error).text}
        </Notice>
      )}
      <Field label={m.email} required>
        <Input name="email" type="email" autoComplete="username" required autoFocus />
      </Field>
      <PasswordField label={m.password} name="password" autoComplete="current-password" />
      <Check label={m.keep} name="keep" />
      <SubmitButton type="submit" variant="primary" busy={login.isPending} className="mt-1 w-full">
        {m.loginAction}
      </SubmitButton>
    </form>
  );
}
