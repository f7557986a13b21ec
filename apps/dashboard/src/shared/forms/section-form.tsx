import type { ReactNode } from "react";
import { type FieldValues, FormProvider, type UseFormReturn } from "react-hook-form";
import { SubmitButton } from "../../ui/button.tsx";
import { Card, Notice } from "../../ui/card.tsx";
import { formMessages as m } from "./messages.ts";

export interface SectionFormProps<T extends FieldValues> {
  readonly title: string;
  readonly hint?: string;
  readonly form: UseFormReturn<T>;
  readonly busy: boolean;
  /** What belongs to no field. */
  readonly problem: string | null;
  readonly onSave: (values: T) => void;
  readonly children: ReactNode;
}

/** A card of settings with its own submit button, which works once something was changed. */
export function SectionForm<T extends FieldValues>({
  title,
  hint,
  form,
  busy,
  problem,
  onSave,
  children,
}: SectionFormProps<T>) {
  const { isDirty } = form.formState;
  return (
    <FormProvider {...form}>
      <form noValidate onSubmit={(event) => void form.handleSubmit(onSave)(event)}>
        <Card
          title={title}
          {...(hint !== undefined && { hint })}
          footer={
            <>
              {isDirty && <span className="me-auto text-sm text-ink-3">{m.unsaved}</span>}
              <SubmitButton type="submit" variant="primary" size="sm" busy={busy} disabled={!isDirty}>
                {m.save}
              </SubmitButton>
            </>
          }
        >
          <div className="grid gap-5">
            {problem !== null && (
              <Notice tone="red" urgent>
                {problem}
              </Notice>
            )}
            {children}
          </div>
        </Card>
      </form>
    </FormProvider>
  );
}
