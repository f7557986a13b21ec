import type { Settings } from "@kaspa-pay/api-contract";
import { type ChangeEvent, type ReactNode, useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { settingsWords as w } from "./messages.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/card.tsx";
import { Field, Input, Select, Textarea } from "../../ui/field.tsx";
import { contrastWithWhite } from "./contrast.ts";
import { logoOf } from "./logo-file.ts";
import { Section } from "./section.tsx";

export interface Look {
  /** A data URL just chosen, the stored address, or empty for none. */
  logo: string;
  accentColor: string;
  supportUrl: string;
  successMessage: string;
  language: string;
}

const orNull = (text: string) => (text.trim() === "" ? null : text.trim());

export interface LookSectionProps {
  readonly settings: Settings;
  /** The real element with the branding of the form, drawn by the page. */
  readonly preview: (look: Look) => ReactNode;
}

export function LookSection({ settings, preview }: LookSectionProps) {
  return (
    <Section<Look>
      title={w.look}
      hint={w.lookHint}
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
      {settings.supportUrl === null && <Notice tone="amber">{w.supportNag}</Notice>}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="grid gap-5">
          <LogoField />
          <LookFields />
        </div>
        <Preview draw={preview} />
      </div>
    </Section>
  );
}

function Preview({ draw }: { readonly draw: LookSectionProps["preview"] }) {
  const look = useWatch<Look>() as Look;
  return (
    <div className="grid gap-2">
      <p className="text-sm font-medium">{w.preview}</p>
      {draw(look)}
    </div>
  );
}

function LogoField() {
  const { setValue } = useFormContext<Look>();
  const logo = useWatch<Look, "logo">({ name: "logo" });
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
        {logo !== "" && <img src={logo} alt={w.logo} className="max-h-full max-w-full object-contain" />}
      </div>
      <Field label={w.logo} hint={w.logoHint} error={bad ? w.logoBad : undefined} className="min-w-60 grow">
        <Input
          type="file"
          accept="image/png,image/jpeg,image/webp"
          onChange={(event) => void pick(event)}
          className="py-2 text-sm file:me-3 file:rounded-md file:bg-sunken file:px-2"
        />
      </Field>
      {logo !== "" && (
        <Button size="sm" onClick={() => setValue("logo", "", { shouldDirty: true })}>
          {w.logoRemove}
        </Button>
      )}
    </div>
  );
}

function LookFields() {
  const { register, formState } = useFormContext<Look>();
  const { errors } = formState;
  const contrast = contrastWithWhite(useWatch<Look, "accentColor">({ name: "accentColor" }));
  const low = contrast !== null && contrast < 4.5;
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field
          label={w.accent}
          hint={contrast === null ? undefined : w.contrast(contrast.toFixed(1))}
          error={errors.accentColor?.message ?? (low ? w.contrastLow : undefined)}
        >
          <Input {...register("accentColor")} type="color" className="p-1" />
        </Field>
        <Field label={w.language}>
          <Select {...register("language")}>
            {Object.entries(w.languages).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <Field label={w.support} hint={w.supportHint} error={errors.supportUrl?.message}>
        <Input {...register("supportUrl")} placeholder="mailto:help@shop.example" autoComplete="off" />
      </Field>
      <Field label={w.success} optional error={errors.successMessage?.message}>
        <Textarea {...register("successMessage")} maxLength={500} rows={2} />
      </Field>
    </>
  );
}
