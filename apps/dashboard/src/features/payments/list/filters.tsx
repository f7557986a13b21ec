import { SlidersHorizontal } from "lucide-react";
import { type FormEvent, useState } from "react";
import { findSecret } from "../../../lib/forms/secret-guard.ts";
import { Button } from "../../../ui/button.tsx";
import { Field, Input } from "../../../ui/field.tsx";
import { paymentMessages as m } from "../messages.ts";
import type { PaymentSearch } from "../payment-search.ts";
import { RangeFields } from "./range-fields.tsx";

const MORE = [
  "orderId",
  "terminal",
  "customerEmail",
  "address",
  "txId",
  "linkId",
  "amountMin",
  "amountMax",
] as const;

const TEXTS = [
  ["orderId", m.orderId],
  ["terminal", m.terminal],
  ["customerEmail", m.email],
  ["address", m.address],
  ["txId", m.txId],
  ["linkId", m.linkId],
  ["amountMin", m.amountMin],
  ["amountMax", m.amountMax],
] as const;

export interface FiltersProps {
  readonly search: PaymentSearch;
  readonly onChange: (search: PaymentSearch) => void;
}

/** The filters are in the address, so they can be shared and the back button works. */
export function Filters({ search, onChange }: FiltersProps) {
  const [open, setOpen] = useState(() => MORE.some((field) => search[field] !== undefined));
  const { cursor: _cursor, ...kept } = search;
  const change = (part: Partial<Record<keyof PaymentSearch, string>>) => {
    const next: PaymentSearch = { ...kept };
    for (const [key, value] of Object.entries(part) as [keyof PaymentSearch, string][]) {
      if (value === "" || findSecret(value, { hex: false }) !== null) delete next[key];
      else next[key] = value;
    }
    onChange(next);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    change(Object.fromEntries([...form.keys()].map((key) => [key, String(form.get(key)).trim()])));
  };
  return (
    <form
      key={JSON.stringify(kept)}
      onSubmit={submit}
      onBlur={(event) =>
        event.target instanceof HTMLInputElement &&
        event.target.value !== event.target.defaultValue &&
        event.currentTarget.requestSubmit()
      }
      className="grid gap-4 border-b border-line px-5 py-4"
    >
      <div className="flex flex-wrap items-end gap-3">
        <Field label={m.q} className="min-w-44 grow sm:max-w-72">
          <Input name="q" defaultValue={search.q ?? ""} autoComplete="off" />
        </Field>
        <RangeFields search={search} onChange={change} />
        <Button
          icon={<SlidersHorizontal aria-hidden className="size-4" />}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? m.fewer : m.filters}
        </Button>
        {Object.keys(kept).length > 0 && (
          <Button variant="quiet" onClick={() => onChange({})}>
            {m.clear}
          </Button>
        )}
        <button type="submit" className="sr-only" tabIndex={-1}>
          {m.filters}
        </button>
      </div>
      {open && <MoreFields search={search} />}
    </form>
  );
}

interface MoreFieldsProps {
  readonly search: PaymentSearch;
}

function MoreFields({ search }: MoreFieldsProps) {
  return (
    <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
      {TEXTS.map(([name, label]) => (
        <Field key={name} label={label}>
          <Input
            name={name}
            defaultValue={search[name] ?? ""}
            autoComplete="off"
            {...(name.startsWith("amount") && { inputMode: "decimal" as const })}
          />
        </Field>
      ))}
    </div>
  );
}
