import { type FormEvent, useId } from "react";
import { ActButton } from "../../../ui/submit-button.tsx";
import { paymentWords as w } from "../messages.ts";
import { Button } from "../../../ui/button.tsx";
import { Field, Textarea } from "../../../ui/field.tsx";
import { Dialog } from "../../../ui/overlay/dialog.tsx";

export type Act =
  | { readonly kind: "cancel" }
  | { readonly kind: "mark"; readonly status: "paid" | "invalid" | "clear" };

function textsOf(act: Act): readonly [title: string, text: string, danger: boolean] {
  if (act.kind === "cancel") return [w.cancel, w.actText.cancel, true];
  const titles = { paid: w.markPaid, invalid: w.markInvalid, clear: w.clearMark } as const;
  return [titles[act.status], w.actText[act.status], act.status === "invalid"];
}

export interface ReasonDialogProps {
  readonly act: Act;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onSubmit: (act: Act, note: string) => void;
}

/** Says what the action does and asks why; marks always need a reason. */
export function ReasonDialog({ act, busy, onClose, onSubmit }: ReasonDialogProps) {
  const id = useId();
  const [title, text, danger] = textsOf(act);
  const required = act.kind === "mark";
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSubmit(act, String(new FormData(event.currentTarget).get("note")).trim());
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Back</Button>
          <ActButton type="submit" form={id} variant={danger ? "danger" : "primary"} busy={busy}>
            {title}
          </ActButton>
        </>
      }
    >
      <form id={id} onSubmit={submit} className="grid gap-4">
        <p className="text-ink-2">{text}</p>
        <Field label={required ? w.reason : w.note} required={required} optional={!required}>
          <Textarea name="note" required={required} maxLength={500} autoFocus />
        </Field>
      </form>
    </Dialog>
  );
}
