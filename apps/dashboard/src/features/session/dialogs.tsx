import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent, ReactNode } from "react";
import { useId } from "react";
import { ActButton } from "../../ui/submit-button.tsx";
import { failureOf } from "../../lib/transport/failure.ts";
import { type StepUpRequest, sessionEnded } from "../../lib/transport/signals.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { sessionWords as w } from "./messages.ts";
import { Button } from "../../ui/button.tsx";
import { Field, Input } from "../../ui/field.tsx";
import { Dialog } from "../../ui/overlay/dialog.tsx";
import { PasswordField } from "./password-field.tsx";

interface AskProps {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly busy: boolean;
  readonly error: string | undefined;
  readonly onClose: () => void;
  readonly sticky?: boolean;
  readonly onSubmit: (form: FormData) => void;
  readonly children?: ReactNode;
}

function AskDialog({ title, text, action, busy, error, onClose, sticky, onSubmit, children }: AskProps) {
  const id = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSubmit(new FormData(event.currentTarget));
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      sticky={sticky ?? false}
      footer={
        <>
          {!sticky && <Button onClick={onClose}>Cancel</Button>}
          <ActButton type="submit" form={id} variant="primary" busy={busy}>
            {action}
          </ActButton>
        </>
      }
    >
      <form id={id} onSubmit={submit} className="grid gap-4">
        <p className="text-ink-2">{text}</p>
        {children}
        <PasswordField
          label={w.password}
          name="password"
          autoComplete="current-password"
          autoFocus
          error={error}
        />
      </form>
    </Dialog>
  );
}

/** Asks for the password again; the waiting call is then repeated. */
export function StepUpDialog({ request }: { readonly request: StepUpRequest }) {
  const trpc = useTRPC();
  const stepUp = useMutation(
    trpc.auth.stepUp.mutationOptions({ meta: { inForm: true }, onSuccess: request.confirmed }),
  );
  return (
    <AskDialog
      title={w.stepUpTitle}
      text={w.stepUpText}
      action={w.stepUpAction}
      busy={stepUp.isPending}
      error={stepUp.error ? failureOf(stepUp.error).text : undefined}
      onClose={request.dismissed}
      onSubmit={(form) => stepUp.mutate({ password: String(form.get("password")) })}
    />
  );
}

/** Shown over the current page, which is unchanged after signing in. */
export function SessionEndedDialog() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const known = queries.getQueryData(trpc.auth.me.queryKey());
  const login = useMutation(
    trpc.auth.startSession.mutationOptions({
      meta: { inForm: true },
      onSuccess: async () => {
        sessionEnded.set(false);
        await queries.invalidateQueries();
      },
    }),
  );
  return (
    <AskDialog
      title={w.endedTitle}
      text={w.endedText}
      action={w.loginAction}
      busy={login.isPending}
      error={login.error ? failureOf(login.error).text : undefined}
      sticky
      onClose={() => {}}
      onSubmit={(form) =>
        login.mutate({ email: String(form.get("email")), password: String(form.get("password")) })
      }
    >
      <Field label={w.email} required>
        <Input name="email" type="email" autoComplete="username" required defaultValue={known?.email} />
      </Field>
    </AskDialog>
  );
}
