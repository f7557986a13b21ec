import type { Settings } from "@kaspa-pay/api-contract";
import { useFormContext } from "react-hook-form";
import { numberOf } from "../../lib/forms/schema-resolver.ts";
import { Field, Textarea } from "../../ui/field.tsx";
import { settingsMessages as m } from "./messages.ts";
import { NumberField } from "./payment-rules.tsx";
import { Section } from "./section.tsx";

interface RedirectSettings {
  allowedOrigins: string;
  redirectHosts: string;
  autoRedirectSeconds: string;
}

const lines = (text: string) =>
  text
    .split(/[\s,]+/)
    .map((line) => line.replace(/\/+$/, ""))
    .filter((line) => line !== "");

export function RedirectSettingsSection({ settings }: { readonly settings: Settings }) {
  return (
    <Section<RedirectSettings>
      title={m.redirectSettings}
      hint={m.redirectSettingsHint}
      values={{
        allowedOrigins: settings.allowedOrigins.join("\n"),
        redirectHosts: settings.redirectHosts.join("\n"),
        autoRedirectSeconds:
          settings.autoRedirectSeconds === null ? "" : String(settings.autoRedirectSeconds),
      }}
      toInput={(values) => ({
        allowedOrigins: lines(values.allowedOrigins),
        redirectHosts: lines(values.redirectHosts),
        autoRedirectSeconds:
          values.autoRedirectSeconds.trim() === "" ? null : numberOf(values.autoRedirectSeconds),
      })}
      fieldOf={(path) => path.split(".")[0] ?? path}
    >
      <RedirectSettingsFields />
    </Section>
  );
}

function RedirectSettingsFields() {
  const { register, formState } = useFormContext<RedirectSettings>();
  const { errors } = formState;
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label={m.origins} hint={m.originsHint} error={errors.allowedOrigins?.message}>
          <Textarea {...register("allowedOrigins")} spellCheck={false} className="font-mono text-sm" />
        </Field>
        <Field label={m.hosts} hint={m.hostsHint} error={errors.redirectHosts?.message}>
          <Textarea {...register("redirectHosts")} spellCheck={false} className="font-mono text-sm" />
        </Field>
      </div>
      <div className="max-w-80">
        <NumberField name="autoRedirectSeconds" label={m.autoReturn} hint={m.autoReturnHint} />
      </div>
    </>
  );
}
