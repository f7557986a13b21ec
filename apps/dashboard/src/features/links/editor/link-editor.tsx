import type { Link as PaymentLink } from "@kaspa-pay/api-contract";
import { useBlocker } from "@tanstack/react-router";
import { FormProvider, useForm } from "react-hook-form";
import { CreateLink } from "../../../lib/forms/contract.ts";
import { mapPaths, useServerIssues } from "../../../lib/forms/form-issues.ts";
import { schemaResolver } from "../../../lib/forms/schema-resolver.ts";
import type { Failure } from "../../../lib/transport/failure.ts";
import { SubmitButton } from "../../../ui/button.tsx";
import { Card, Notice } from "../../../ui/card.tsx";
import { ConfirmDialog } from "../../../ui/overlay/dialog.tsx";
import { linkMessages as m } from "../messages.ts";
import { AfterFields, LimitFields, PayerFields } from "./checkout-fields.tsx";
import { createInput, fieldOf, type LinkFields } from "./link-form.ts";
import { LinkPreview } from "./link-preview.tsx";
import { PriceFields } from "./price-fields.tsx";

const linkResolver = schemaResolver<LinkFields>(CreateLink, createInput, fieldOf);

export interface LinkEditorProps {
  readonly initial: LinkFields;
  /** The link being edited; null for a new one. */
  readonly link: PaymentLink | null;
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly saved: boolean;
  readonly onSubmit: (fields: LinkFields) => void;
}

/** The form, and beside it the real element with the values of the form. */
export function LinkEditor({ initial, link, busy, failure, saved, onSubmit }: LinkEditorProps) {
  const form = useForm<LinkFields>({ defaultValues: initial, resolver: linkResolver });
  const mapped = failure && mapPaths(failure, fieldOf);
  const general = useServerIssues(mapped, Object.keys(initial), form.setError);
  const unsaved = form.formState.isDirty && !saved;
  return (
    <FormProvider {...form}>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <form
          noValidate
          onSubmit={(event) => void form.handleSubmit(onSubmit)(event)}
          className="grid gap-6"
          aria-label={link === null ? m.newLink : m.editLink}
        >
          {general !== null && (
            <Notice tone="red" urgent>
              {general}
            </Notice>
          )}
          <Card title={m.sections.what} {...(link !== null && { hint: m.priceNote })}>
            <PriceFields slugNow={link?.slug ?? null} />
          </Card>
          <Card title={m.sections.payer}>
            <PayerFields />
          </Card>
          <Card title={m.sections.after}>
            <AfterFields />
          </Card>
          <Card title={m.sections.limits}>
            <LimitFields endsAt={link?.expiresAt ?? null} />
          </Card>
          <div className="sticky bottom-16 z-10 -mx-1 flex items-center gap-3 rounded-xl border border-line bg-surface/95 px-4 py-3 shadow-float backdrop-blur-sm md:bottom-4">
            <SubmitButton type="submit" variant="primary" busy={busy}>
              {link === null ? m.create : m.save}
            </SubmitButton>
            {link !== null && unsaved && <p className="text-sm text-ink-3">{m.leaveText}</p>}
          </div>
        </form>
        <LinkPreview link={link} />
      </div>
      <LeaveGuard active={unsaved && !busy} />
    </FormProvider>
  );
}

function LeaveGuard({ active }: { readonly active: boolean }) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => active && current.pathname !== next.pathname,
    enableBeforeUnload: () => active,
    withResolver: true,
  });
  if (blocker.status !== "blocked") return null;
  return (
    <ConfirmDialog
      title={m.leave}
      action={m.leaveAction}
      danger
      onConfirm={blocker.proceed}
      onClose={blocker.reset}
    >
      <p>{m.leaveText}</p>
    </ConfirmDialog>
  );
}
