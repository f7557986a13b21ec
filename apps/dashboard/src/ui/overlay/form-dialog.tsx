import { type FormEvent, type ReactNode, useId } from "react";
import { failureOf } from "../../lib/transport/failure.ts";
import { Button, SubmitButton } from "../button.tsx";
import { Notice } from "../card.tsx";
import { cx } from "../cx.ts";
import { Dialog, type DialogProps } from "./dialog.tsx";

export interface FormDialogProps extends Pick<DialogProps, "title" | "onClose" | "sticky"> {
  /** Text of the submit button. */
  readonly action: string;
  /** Text of the button that closes without doing anything. */
  readonly back?: string;
  readonly danger?: boolean;
  readonly busy: boolean;
  /** The form cannot be sent now. */
  readonly disabled?: boolean;
  /** Why the last try failed, as the call threw it. */
  readonly error?: unknown;
  /** The text above the error: what the action will do. */
  readonly intro?: ReactNode;
  readonly noValidate?: boolean;
  readonly className?: string;
  readonly onSubmit: (form: FormData) => void;
  readonly children?: ReactNode;
}

/** A dialog that asks for something and then does it: its fields, its error, and the two buttons below. */
export function FormDialog({
  action,
  back = "Back",
  danger = false,
  busy,
  disabled = false,
  error,
  intro,
  noValidate = false,
  className,
  onSubmit,
  children,
  ...dialog
}: FormDialogProps) {
  const id = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSubmit(new FormData(event.currentTarget));
  };
  const footer = (
    <>
      {!dialog.sticky && <Button onClick={dialog.onClose}>{back}</Button>}
      <SubmitButton
        type="submit"
        form={id}
        variant={danger ? "danger" : "primary"}
        busy={busy}
        disabled={disabled}
      >
        {action}
      </SubmitButton>
    </>
  );
  return (
    <Dialog {...dialog} footer={footer}>
      <form id={id} onSubmit={submit} noValidate={noValidate} className={cx("grid gap-4", className)}>
        {intro}
        {error != null && (
          <Notice tone="red" urgent>
            {failureOf(error).text}
          </Notice>
        )}
        {children}
      </form>
    </Dialog>
  );
}

/** A field of a form as text, without blanks around it. */
export function textOf(form: FormData, name: string): string {
  return String(form.get(name)).trim();
}
