import type { FormEvent } from "react";
import { Button } from "../../ui/button.tsx";
import { Field, Input, Select } from "../../ui/field.tsx";
import { requestMessages as m } from "./messages.ts";
import { type RequestSearch, readRequestSearch, STATUS_CLASSES } from "./search.ts";

interface RequestFiltersProps {
  readonly filter: RequestSearch;
  readonly onPick: (filter: RequestSearch) => void;
}

/** The filters of the log; they take effect with the button, or with Enter. */
export function RequestFilters({ filter, onPick }: RequestFiltersProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onPick(readRequestSearch(Object.fromEntries(new FormData(event.currentTarget))));
  };
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-3 border-b border-line px-5 py-4">
      <Field label={m.requestId} className="w-full sm:w-60">
        <Input
          name="requestId"
          defaultValue={filter.requestId}
          placeholder={m.requestIdHint}
          autoComplete="off"
          spellCheck={false}
        />
      </Field>
      <Field label={m.route} className="w-full sm:w-48">
        <Input
          name="route"
          defaultValue={filter.route}
          placeholder={m.routeHint}
          autoComplete="off"
          spellCheck={false}
        />
      </Field>
      <Field label={m.status} className="w-full sm:w-44">
        <Select name="status" defaultValue={filter.status ?? ""}>
          <option value="">{m.anyStatus}</option>
          {STATUS_CLASSES.map((each) => (
            <option key={each} value={each}>
              {m.statuses[each]}
            </option>
          ))}
        </Select>
      </Field>
      {filter.keyId !== undefined && (
        <Field label={m.keyFilter} className="w-full sm:w-60">
          <Input name="keyId" defaultValue={filter.keyId} readOnly className="font-mono text-sm" />
        </Field>
      )}
      <Button type="submit">{m.filter}</Button>
      {isFiltered && <Button onClick={() => onPick({})}>{m.clear}</Button>}
    </form>
  );
}
