import { Field, Textarea } from "../../../ui/field.tsx";
import { FormDialog, textOf } from "../../../ui/overlay/form-dialog.tsx";
import { paymentMessages as m } from "../messages.ts";

export type PaymentAction =
  | { readonly kind: "cancel" }
  | { readonly kind: "mark"; readonly status: "paid" | "invalid" | "clear" };

function textsOf(action: PaymentAction): readonly [title: string, text: string, danger: boolean] {
  if (action.kind === "cancel") return [m.cancel, m.actionText.cancel, true];
  const titles = { paid: m.markPaid, invalid: m.markInvalid, clear: m.clearMark } as const;
  return [titles[action.status], m.actionText[action.status], action.status === "invalid"];
}

export interface ReasonDialogProps {
  readonly action: PaymentAction;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onSubmit: (action: PaymentAction, note: string) => void;
}

/** Says what the action does and asks why; marks always need a reason. */
export function ReasonDialog({ action, busy, onClose, onSubmit }: ReasonDialogProps) {
  const [title, text, danger] = textsOf(action);
  const required = action.kind === "mark";
  return (
    <FormDialog
      title={title}
      action={title}
      danger={danger}
      busy={busy}
      intro={<p className="text-ink-2">{text}</p>}
      onClose={onClose}
      onSubmit={(form) => onSubmit(action, textOf(form, "note"))}
    >
      <Field label={required ? m.reason : m.note} required={required} optional={!required}>
        <Textarea name="note" required={required} maxLength={500} autoFocus />
      </Field>
    </FormDialog>
  );
}
