import { useQuery } from "@tanstack/react-query";
import { Plus, Trash2 } from "lucide-react";
import { useDeferredValue } from "react";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { typedAmount } from "../../../lib/format/money-text.ts";
import { useTRPC } from "../../../lib/transport/trpc.ts";
import { Button, IconButton } from "../../../ui/button.tsx";
import { Check, Field, Input, Select, Textarea } from "../../../ui/field.tsx";
import { linkMessages } from "../messages.ts";
import { type LinkFields, plain } from "./link-form.ts";

const m = linkMessages.fields;

/** A typed comma is shown back as a point when the field is left. */
function useAmount() {
  const { register, setValue } = useFormContext<LinkFields>();
  return (name: "amount" | "surchargePercent" | "min" | "max" | `items.${number}.price`) => ({
    ...register(name, {
      onBlur: (event: { target: { value: string } }) => setValue(name, typedAmount(event.target.value)),
    }),
    inputMode: "decimal" as const,
    autoComplete: "off",
  });
}

export function PriceFields({ slugNow }: { readonly slugNow: string | null }) {
  const { register, formState } = useFormContext<LinkFields>();
  const { errors } = formState;
  return (
    <div className="grid gap-5">
      <Field label={m.title} required error={errors.title?.message}>
        <Input {...register("title")} maxLength={255} autoComplete="off" />
      </Field>
      <Field label={m.description} optional error={errors.description?.message}>
        <Textarea {...register("description")} maxLength={2000} />
      </Field>
      <AmountFields />
      <SlugField slugNow={slugNow} />
      <ItemFields />
    </div>
  );
}

function AmountFields() {
  const { register, formState } = useFormContext<LinkFields>();
  const { errors } = formState;
  const amount = useAmount();
  const open = useWatch<LinkFields, "openAmount">({ name: "openAmount" });
  const settings = useQuery(useTRPC().settings.get.queryOptions()).data;
  const currencies = settings?.currencies ?? ["KAS"];
  const current = useWatch<LinkFields, "currency">({ name: "currency" });
  const all = [...new Set(["KAS", ...currencies, current])];
  return (
    <div className="grid gap-3">
      <div className="grid grid-cols-[minmax(0,1fr)_7rem] gap-3">
        {open ? (
          <div className="grid grid-cols-2 gap-3">
            <Field label={m.min} optional error={errors.min?.message}>
              <Input {...amount("min")} />
            </Field>
            <Field label={m.max} optional error={errors.max?.message}>
              <Input {...amount("max")} />
            </Field>
          </div>
        ) : (
          <Field label={m.amount} required error={errors.amount?.message}>
            <Input {...amount("amount")} className="num" />
          </Field>
        )}
        <Field label={m.currency}>
          <Select {...register("currency")}>
            {all.map((code) => (
              <option key={code}>{code}</option>
            ))}
          </Select>
        </Field>
      </div>
      {!open && (
        <Field
          label={m.surcharge}
          hint={m.surchargeHint(plain(settings?.surchargePercent ?? "0"))}
          optional
          error={errors.surchargePercent?.message}
          className="max-w-72"
        >
          <Input {...amount("surchargePercent")} className="num" />
        </Field>
      )}
      <Check label={m.openAmount} {...register("openAmount")} />
    </div>
  );
}

function SlugField({ slugNow }: { readonly slugNow: string | null }) {
  const { register, formState } = useFormContext<LinkFields>();
  const slug = useDeferredValue(useWatch<LinkFields, "slug">({ name: "slug" }));
  const ask = slug !== "" && slug !== slugNow && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug);
  const free = useQuery(useTRPC().links.slugAvailable.queryOptions({ slug }, { enabled: ask })).data
    ?.available;
  const error = formState.errors.slug?.message ?? (ask && free === false ? m.slugTaken : undefined);
  return (
    <Field label={m.slug} optional hint={ask && free === true ? m.slugFree : m.slugHint} error={error}>
      <div className="flex items-center rounded-lg">
        <span aria-hidden className="pe-1.5 whitespace-nowrap text-ink-3">
          /pay/
        </span>
        <Input {...register("slug")} maxLength={64} autoComplete="off" spellCheck={false} />
      </div>
    </Field>
  );
}

function ItemFields() {
  const { register, control, formState } = useFormContext<LinkFields>();
  const { fields, append, remove } = useFieldArray({ control, name: "items" });
  const amount = useAmount();
  const errors = formState.errors.items;
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1.5 text-sm font-medium">
        {m.items} <span className="text-xs font-normal text-ink-3">optional</span>
      </legend>
      {fields.length > 0 && <p className="text-sm text-ink-3">{m.itemsHint}</p>}
      {fields.map((item, at) => (
        <div key={item.id} className="grid grid-cols-[minmax(0,1fr)_5rem_7rem_auto] items-start gap-2">
          <Field label={m.itemName} error={errors?.[at]?.name?.message}>
            <Input {...register(`items.${at}.name`)} maxLength={200} />
          </Field>
          <Field label={m.itemQuantity} error={errors?.[at]?.quantity?.message}>
            <Input {...register(`items.${at}.quantity`)} inputMode="numeric" />
          </Field>
          <Field label={m.itemPrice} error={errors?.[at]?.price?.message}>
            <Input {...amount(`items.${at}.price`)} />
          </Field>
          <span className="pt-7">
            <IconButton
              label={m.removeItem}
              icon={<Trash2 aria-hidden className="size-4" />}
              onClick={() => remove(at)}
            />
          </span>
        </div>
      ))}
      <div>
        <Button
          size="sm"
          icon={<Plus aria-hidden className="size-4" />}
          disabled={fields.length >= 100}
          onClick={() => append({ name: "", quantity: "1", price: "" })}
        >
          {m.addItem}
        </Button>
      </div>
    </fieldset>
  );
}
