import type { Settings } from "@kaspa-pay/api-contract";
import { type ChangeEvent, useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { PreviewBox } from "../../shared/checkout-preview/preview-box.tsx";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/card.tsx";
import { Field, Input, Select, Textarea } from "../../ui/field.tsx";
import { contrastWithWhite, logoOf } from "./branding.ts";
import { settingsMessages as m } from "./messages.ts";
import { Section } from "./section.tsx";

interface Branding {
  /** A data URL just chosen, the stored address, or empty for none. */
  logo: string;
  accentColor: string;
  supportUrl: string;
  successMessage: string;
  language: string;
}

const orNull = (text: string) => (text.trim() === "" ? null : text.trim());

export function BrandingSection({ settings }: { readonly settings: Settings }) {
  return (
    <Section<Branding>
      title={m.branding}
      hint={m.brandingHint}
      values={{
        logo: settings.logoUrl ?? "",
        accentColor: settings.accentColor ?? "#0d7566",
        supportUrl: settings.supportUrl ?? "",
        successMessage: settings.successMessage ?? "",
        language: settings.language,
      }}
      toInput={(values) => ({
        ...(values.logo === "" ? { logo: null } : values.logo.startsWith("data:") && { logo: values.logo }),
        accentColor: orNull(values.accentColor),
        supportUrl: orNull(values.supportUrl),
        successMessage: orNull(values.successMessage),
        language: values.language,
      })}
    >
      {settings.supportUrl === null && <Notice tone="amber">{m.supportNag}</Notice>}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="grid gap-5">
          <LogoField />
          <BrandingFields />
        </div>
        <Preview />
      </div>
    </Section>
  );
}

/** The checkout element with the branding of the form. */
function Preview() {
  const branding = useWatch<Branding>() as Branding;
  return (
    <div className="grid gap-2">
      <p className="text-sm font-medium">{m.preview}</p>
      <PreviewBox
        fields={{ title: m.previewTitle, amount: "100", successMessage: branding.successMessage }}
        store={{
          logoUrl: branding.logo || null,
          accentColor: branding.accentColor,
          supportUrl: branding.supportUrl || null,
        }}
      />
    </div>
  );
}

function LogoField() {
  const { setValue } = useFormContext<Branding>();
  const logo = useWatch<Branding, "logo">({ name: "logo" });
  const [bad, setBad] = useState(false);
  const pick = async (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.currentTarget.files ?? [];
    if (file === undefined) return;
    const url = await logoOf(file).catch(() => null);
    setBad(url === null);
    if (url !== null) setValue("logo", url, { shouldDirty: true });
  };
  return (
    <div className="flex flex-wrap items-end gap-4">
      <div className="grid size-20 shrink-0 place-items-center overflow-hidden rounded-xl border border-line bg-sunken">
        {logo !== "" && <img src={logo} alt={m.logo} className="max-h-full max-w-full object-contain" />}
      </div>
      <Field label={m.logo} hint={m.logoHint} error={bad ? m.logoBad : undefined} className="min-w-60 grow">
        <Input
          type="file"
          accept="image/png,image/jpeg,image/webp"
          onChange={(event) => void pick(event)}
          className="py-2 text-sm file:me-3 file:rounded-md file:bg-sunken file:px-2"
        />
      </Field>
      {logo !== "" && (
        <Button size="sm" onClick={() => setValue("logo", "", { shouldDirty: true })}>
          {m.logoRemove}
        </Button>
      )}
    </div>
  );
}

function BrandingFields() {
  const { register, formState } = useFormContext<Branding>();
  const { errors } = formState;
  const contrast = contrastWithWhite(useWatch<Branding, "accentColor">({ name: "accentColor" }));
  const low = contrast !== null && contrast < 4.5;
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field
          label={m.accent}
          hint={contrast === null ? undefined : m.contrast(contrast.toFixed(1))}
          error={errors.accentColor?.message ?? (low ? m.contrastLow : undefined)}
        >
          <Input {...register("accentColor")} type="color" className="p-1" />
        </Field>
        <Field label={m.language}>
          <Select {...register("language")}>
            {Object.entries(m.languages).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <Field label={m.support} hint={m.supportHint} error={errors.supportUrl?.message}>
        <Input {...register("supportUrl")} placeholder="mailto:help@shop.example" autoComplete="off" />
      </Field>
      <Field label={m.success} optional error={errors.successMessage?.message}>
        <Textarea {...register("successMessage")} maxLength={500} rows={2} />
      </Field>
    </>
  );
}
