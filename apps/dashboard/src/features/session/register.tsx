import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { type Failure, failureOf } from "../../lib/transport/failure.ts";
import { useIdempotencyKey, useTRPC } from "../../lib/transport/trpc.ts";
import { SubmitButton } from "../../ui/button.tsx";
import { Notice } from "../../ui/card.tsx";
import { SecretPanel } from "../../ui/copy/secret.tsx";
import { Field, Input } from "../../ui/field.tsx";
import { sessionMessages as m } from "./messages.ts";
import { PasswordField } from "./password-field.tsx";

/** Account and first store; then the first API key, shown once. */
export function RegisterForm({ onDone }: { readonly onDone: (storeId: string) => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const key = useIdempotencyKey();
  const setup = useQuery(trpc.market.setup.queryOptions()).data;
  const [made, setMade] = useState<{ storeId: string; apiKey: string } | null>(null);
  const register = useMutation(
    trpc.auth.registerSession.mutationOptions({
      meta: { inForm: true },
      trpc: key,
      gcTime: 0,
      onSuccess: ({ store, apiKey }) => {
        queries.clear();
        setMade({ storeId: store.id, apiKey });
      },
    }),
  );
  if (made !== null) {
    return (
      <SecretPanel
        title={m.apiKeyTitle}
        text={m.apiKeyText}
        value={made.apiKey}
        what={m.apiKeyWhat}
        done={m.apiKeyDone}
        onDone={() => onDone(made.storeId)}
      />
    );
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const field = (name: string) => String(form.get(name)).trim();
    register.mutate({
      email: field("email"),
      password: String(form.get("password")),
      name: field("storeName"),
      storeName: field("storeName"),
      ...(setup?.setupCodeNeeded && { setupCode: field("setupCode") }),
    });
  };
  return (
    <RegisterFields
      onSubmit={submit}
      busy={register.isPending}
      codeNeeded={setup?.setupCodeNeeded === true}
      failure={register.error ? failureOf(register.error) : null}
    />
  );
}

interface RegisterFieldsProps {
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  readonly busy: boolean;
  /** The first account, made from another machine than the server's. */
  readonly codeNeeded: boolean;
  readonly failure: Failure | null;
}

function RegisterFields({ onSubmit, busy, codeNeeded, failure }: RegisterFieldsProps) {
  const error = (path: string) => failure?.issues.find((issue) => issue.path === path)?.message;
  return (
    <form onSubmit={onSubmit} className="grid gap-4">
      {failure !== null && failure.issues.length === 0 && (
        <Notice tone="red" urgent>
          {failure.text}
        </Notice>
      )}
      <Field label={m.email} required error={error("email")}>
        <Input name="email" type="email" autoComplete="username" required autoFocus />
      </Field>
      <PasswordField
        label={m.password}
        name="password"
        autoComplete="new-password"
        minLength={8}
        meter
        error={error("password")}
      />
      <Field label={m.storeName} required hint={m.storeNameHint} error={error("storeName") ?? error("name")}>
        <Input name="storeName" autoComplete="organization" required maxLength={100} />
      </Field>
      {codeNeeded && (
        <Field label={m.setupCode} required hint={m.setupCodeHint} error={error("setupCode")}>
          <Input name="setupCode" autoComplete="off" spellCheck={false} required maxLength={64} />
        </Field>
      )}
      <SubmitButton type="submit" variant="primary" busy={busy} className="mt-1 w-full">
        {m.welcomeAction}
      </SubmitButton>
    </form>
  );
}
