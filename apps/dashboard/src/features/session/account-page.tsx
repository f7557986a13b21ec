import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useRef } from "react";
import { failureOf } from "../../lib/transport/failure.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { useMe } from "../../shared/store-context.ts";
import { SubmitButton } from "../../ui/button.tsx";
import { Card, Facts } from "../../ui/card.tsx";
import { toast } from "../../ui/overlay/toast.tsx";
import { Page } from "../../ui/page.tsx";
import { sessionMessages as m } from "./messages.ts";
import { PasswordField } from "./password-field.tsx";
import { PreferencesPanel } from "./preferences-panel.tsx";
import { SecurityLogPanel } from "./security-log-panel.tsx";
import { SessionsPanel } from "./sessions-panel.tsx";

export function AccountPage() {
  return (
    <Page title={m.account}>
      <ProfilePanel />
      <PasswordPanel />
      <SessionsPanel />
      <SecurityLogPanel />
      <PreferencesPanel />
    </Page>
  );
}

export function ProfilePanel() {
  const me = useMe();
  return (
    <Card title={m.profile} hint={m.profileHint}>
      <Facts
        rows={[
          [m.name, me.name],
          [m.email, me.email],
        ]}
      />
    </Card>
  );
}

export function PasswordPanel() {
  const trpc = useTRPC();
  const form = useRef<HTMLFormElement>(null);
  const change = useMutation(
    trpc.auth.changePassword.mutationOptions({
      meta: { inForm: true },
      onSuccess: () => {
        form.current?.reset();
        toast(m.changed);
      },
    }),
  );
  const failure = change.error ? failureOf(change.error) : null;
  const errorOf = (path: string) => failure?.issues.find((issue) => issue.path === path)?.message;
  const newError = errorOf("newPassword") ?? (failure?.param === "newPassword" ? failure.text : undefined);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    change.mutate({ password: String(data.get("password")), newPassword: String(data.get("newPassword")) });
  };
  return (
    <form ref={form} onSubmit={submit}>
      <Card
        title={m.changePassword}
        hint={m.changePasswordHint}
        footer={
          <SubmitButton type="submit" variant="primary" busy={change.isPending}>
            {m.changeAction}
          </SubmitButton>
        }
      >
        <div className="grid gap-5 sm:grid-cols-2">
          <PasswordField
            label={m.currentPassword}
            name="password"
            autoComplete="current-password"
            error={errorOf("password") ?? (failure && newError === undefined ? failure.text : undefined)}
          />
          <PasswordField
            label={m.newPassword}
            name="newPassword"
            autoComplete="new-password"
            minLength={8}
            meter
            error={newError}
          />
        </div>
      </Card>
    </form>
  );
}
