import { useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { Field, Textarea } from "../../../ui/field.tsx";
import { FormDialog, textOf } from "../../../ui/overlay/form-dialog.tsx";
import { type Disbursement, type Kind, useActions } from "../changes.ts";
import { disbursementMessages as m } from "../messages.ts";

const WAITS: readonly Disbursement["status"][] = [
  "awaiting_approval",
  "awaiting_destination",
  "awaiting_signature",
];

/** Ends what the wallet has not paid yet, with the reason that the history keeps. */
export function CancelButton({ kind, item }: { readonly kind: Kind; readonly item: Disbursement }) {
  const [open, setOpen] = useState(false);
  const { cancel } = useActions(kind, () => setOpen(false));
  if (!WAITS.includes(item.status)) return null;
  const title = kind === "refund" ? m.cancel : m.cancelPayout;
  const submit = (form: FormData) => {
    const note = textOf(form, "note");
    cancel.mutate({ id: item.id, ...(note !== "" && { note }) });
  };
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        {title}
      </Button>
      {open && (
        <FormDialog
          title={title}
          action={title}
          danger
          busy={cancel.isPending}
          error={cancel.error}
          intro={<p className="text-ink-2">{m.cancelText}</p>}
          onClose={() => setOpen(false)}
          onSubmit={submit}
        >
          <Field label={m.reason} optional>
            <Textarea name="note" maxLength={500} />
          </Field>
        </FormDialog>
      )}
    </>
  );
}
