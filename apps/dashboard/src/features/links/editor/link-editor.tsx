import type { Link as PaymentLink } from "@kaspa-pay/api-contract";
import { useBlocker } from "@tanstack/react-router";
import { FormProvider, useForm } from "react-hook-form";
import { ActButton } from "../../../ui/submit-button.tsx";
import { useServerIssues } from "../../../lib/forms/form-issues.ts";
import type { Failure } from "../../../lib/transport/failure.ts";
import { linkWords as w } from "../messages.ts";
import { Card, Notice } from "../../../ui/card.tsx";
import { ConfirmDialog } from "../../../ui/overlay/dialog.tsx";
import { fieldOf, type LinkFields } from "./link-form.ts";
import { LinkPreview } from "./link-preview.tsx";
import { linkResolver } from "./link-resolver.ts";
import { AfterFields, LimitFields, PayerFields } from "./checkout-fields.tsx";
import { WhatFields } from "./price-fields.tsx";

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
  const mapped = failure && {
    ...failure,
    param: failure.param === null ? null : fieldOf(failure.param),
    issues: failure.issues.map((issue) => ({ ...issue, path: fieldOf(issue.path) })),
  };
  const general = useServerIssues(mapped, Object.keys(initial), form.setError);
  const unsaved = form.formState.isDirty && !saved;
  return (
    <FormProvider {...form}>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <form
          noValidate
          onSubmit={(event) => void form.handleSubmit(onSubmit)(event)}
          className="grid gap-6"
          aria-label={link === null ? w.newLink : w.editLink}
        >
          {general !== null && (
            <Notice tone="red" urgent>
              {general}
            </Notice>
          )}
          <Card title={w.sections.what} {...(link !== null && { hint: w.priceNote })}>
            <WhatFields slugNow={link?.slug ?? null} />
          </Card>
          <Card title={w.sections.payer}>
            <PayerFields />
          </Card>
          <Card title={w.sections.after}>
            <AfterFields />
          </Card>
          <Card title={w.sections.limits}>
            <LimitFields endsAt={link?.expiresAt ?? null} />
          </Card>
          <div className="sticky bottom-16 z-10 -mx-1 flex items-center gap-3 rounded-xl border border-line bg-surface/95 px-4 py-3 shadow-float backdrop-blur-sm md:bottom-4">
            <ActButton type="submit" variant="primary" busy={busy}>
              {link === null ? w.create : w.save}
            </ActButton>
            {link !== null && unsaved && <p className="text-sm text-ink-3">{w.leaveText}</p>}
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
      title={w.leave}
      action={w.leaveAction}
      danger
      onConfirm={blocker.proceed}
      onClose={blocker.reset}
    >
      <p>{w.leaveText}</p>
    </ConfirmDialog>
  );
}
