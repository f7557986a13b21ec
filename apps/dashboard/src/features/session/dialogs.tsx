import { useMutation, useQueryClient } from "@tanstack/react-query";
import { failureOf } from "../../lib/transport/failure.ts";
import { type StepUpRequest, sessionEnded } from "../../lib/transport/signals.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { Field, Input } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/overlay/form-dialog.tsx";
import { sessionMessages as m } from "./messages.ts";
import { PasswordField } from "./password-field.tsx";

/** Asks for the password again; the waiting call is then repeated. */
export function StepUpDialog({ request }: { readonly request: StepUpRequest }) {
  const trpc = useTRPC();
  const stepUp = useMutation(
    trpc.auth.stepUp.mutationOptions({ meta: { inForm: true }, onSuccess: request.confirmed }),
  );
  return (
    <FormDialog
      title={m.stepUpTitle}
      action={m.stepUpAction}
      back={m.cancel}
      busy={stepUp.isPending}
      onClose={request.dismissed}
      onSubmit={(form) => stepUp.mutate({ password: String(form.get("password")) })}
    >
      <p className="text-ink-2">{m.stepUpText}</p>
      <Password error={stepUp.error} />
    </FormDialog>
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
    <FormDialog
      title={m.endedTitle}
      action={m.loginAction}
      busy={login.isPending}
      sticky
      onClose={() => {}}
      onSubmit={(form) =>
        login.mutate({ email: String(form.get("email")), password: String(form.get("password")) })
      }
    >
      <p className="text-ink-2">{m.endedText}</p>
      <Field label={m.email} required>
        <Input name="email" type="email" autoComplete="username" required defaultValue={known?.email} />
      </Field>
      <Password error={login.error} />
    </FormDialog>
  );
}

function Password({ error }: { readonly error: unknown }) {
  return (
    <PasswordField
      label={m.password}
      name="password"
      autoComplete="current-password"
      autoFocus
      error={error === null ? undefined : failureOf(error).text}
    />
  );
}
