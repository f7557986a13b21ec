import type { Settings, UpdateSettings as UpdateType } from "@kaspa-pay/api-contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { type DefaultValues, type FieldValues, useForm } from "react-hook-form";
import type { z } from "zod";
import { UpdateSettings } from "../../lib/forms/contract.ts";
import { mapPaths, useServerIssues } from "../../lib/forms/form-issues.ts";
import { schemaResolver } from "../../lib/forms/schema-resolver.ts";
import { failureOf } from "../../lib/transport/failure.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { SectionForm } from "../../shared/forms/section-form.tsx";
import { toast } from "../../ui/overlay/toast.tsx";
import { settingsMessages as m } from "./messages.ts";

export type SettingsInput = z.input<typeof UpdateType>;

export interface SectionProps<T extends FieldValues> {
  readonly title: string;
  readonly hint?: string;
  readonly values: T;
  readonly toInput: (values: T) => SettingsInput;
  /** The form's field for a path of the API, where they differ. */
  readonly fieldOf?: (path: string) => string;
  readonly children: ReactNode;
}

/**
 * One part of the settings with its own submit button; errors are at their fields, whether the browser or the server
 * found them.
 */
export function Section<T extends FieldValues>({
  title,
  hint,
  values,
  toInput,
  fieldOf = (path) => path,
  children,
}: SectionProps<T>) {
  const form = useForm<T>({
    defaultValues: values as DefaultValues<T>,
    resolver: schemaResolver<T>(UpdateSettings, toInput, fieldOf),
  });
  const save = useSave(() => form.reset(form.getValues()));
  const failure = save.error ? failureOf(save.error) : null;
  const mapped = failure && mapPaths(failure, fieldOf);
  const general = useServerIssues<T>(mapped, Object.keys(values), form.setError);
  return (
    <SectionForm
      title={title}
      {...(hint !== undefined && { hint })}
      form={form}
      busy={save.isPending}
      problem={failure?.code === "reauth_required" ? null : general}
      onSave={(now) => save.mutate(toInput(now))}
    >
      {children}
    </SectionForm>
  );
}

function useSave(onSaved: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useMutation(
    trpc.settings.update.mutationOptions({
      meta: { inForm: true },
      onSuccess: (settings: Settings) => {
        queries.setQueryData(trpc.settings.get.queryKey(), settings);
        onSaved();
        toast(m.saved);
      },
    }),
  );
}
