import type { FormEvent } from "react";
import { depositBadge, depositStatuses } from "../../shared/badge-styles.ts";
import { Button } from "../../ui/button.tsx";
import { Field, Input, Select } from "../../ui/field.tsx";
import { textOf } from "../../ui/overlay/form-dialog.tsx";
import { depositMessages as m } from "./messages.ts";
import { type DepositSearch, readDepositSearch } from "./search.ts";

export interface DepositFiltersProps {
  readonly filter: DepositSearch;
  readonly onChange: (search: DepositSearch) => void;
}

/** The filters are in the address, so they can be shared and the back button works. */
export function DepositFilters({ filter, onChange }: DepositFiltersProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    onChange(readDepositSearch({ customer: textOf(form, "customer"), status: textOf(form, "status") }));
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-3 border-b border-line px-5 py-4">
      <Field label={m.customerId} className="min-w-40 grow basis-40 sm:max-w-72">
        <Input
          name="customer"
          defaultValue={filter.customer ?? ""}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
        />
      </Field>
      <Field label={m.status} className="min-w-40 grow basis-40 sm:max-w-52">
        <Select
          name="status"
          defaultValue={filter.status ?? ""}
          onChange={(event) => event.currentTarget.form?.requestSubmit()}
        >
          <option value="">{m.allStatuses}</option>
          {depositStatuses.map((status) => (
            <option key={status} value={status}>
              {depositBadge[status].label}
            </option>
          ))}
        </Select>
      </Field>
      <Button type="submit">{m.filter}</Button>
      {(filter.customer !== undefined || filter.status !== undefined) && (
        <Button variant="quiet" onClick={() => onChange({})}>
          {m.clear}
        </Button>
      )}
    </form>
  );
}
