import type { Scope } from "@kaspa-pay/api-contract";
import { scopes as allScopes } from "../../lib/forms/contract.ts";
import { Check, Field, Select } from "../../ui/field.tsx";
import { keyMessages as m } from "./messages.ts";

const PRESETS: Record<"read" | "checkout" | "full", readonly Scope[]> = {
  read: allScopes.filter((scope) => scope.endsWith(":read")),
  checkout: ["payments:read", "payments:write", "links:read"],
  full: allScopes,
};

const same = (a: readonly Scope[], b: readonly Scope[]) =>
  a.length === b.length && a.every((scope) => b.includes(scope));

export interface ScopePickerProps {
  readonly value: readonly Scope[];
  readonly onChange: (scopes: readonly Scope[]) => void;
  readonly error?: string | undefined;
}

export function ScopePicker({ value, onChange, error }: ScopePickerProps) {
  const names = ["read", "checkout", "full"] as const;
  const preset = names.find((name) => same(PRESETS[name], value)) ?? "custom";
  const groups = [...new Set(allScopes.map((scope) => scope.split(":")[0] ?? ""))];
  const toggle = (scope: Scope, on: boolean) =>
    onChange(on ? [...value, scope] : value.filter((chosen) => chosen !== scope));
  return (
    <fieldset className="grid gap-3">
      <legend className="sr-only">{m.scopes}</legend>
      <Field label={m.preset} className="w-48">
        <Select
          value={preset}
          onChange={(event) => {
            const picked = names.find((name) => name === event.currentTarget.value);
            if (picked !== undefined) onChange([...PRESETS[picked]]);
          }}
        >
          {Object.entries(m.presets).map(([name, label]) => (
            <option key={name} value={name} disabled={name === "custom"}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      {error !== undefined && <p className="text-sm text-red-ink">{error}</p>}
      <div className="divide-y divide-line rounded-xl border border-line px-4">
        {groups.map((group) => (
          <div key={group} className="grid grid-cols-[1fr_5.5rem_5.5rem] items-center py-2">
            <span className="text-[0.9375rem]">{m.groups[group] ?? group}</span>
            {(["read", "write"] as const).map((verb) => {
              const scope = allScopes.find((scope) => scope === `${group}:${verb}`);
              return scope === undefined ? (
                <span key={verb} />
              ) : (
                <Check
                  key={verb}
                  label={m[verb]}
                  aria-label={`${m.groups[group] ?? group}: ${m[verb]}`}
                  checked={value.includes(scope)}
                  onChange={(event) => toggle(scope, event.currentTarget.checked)}
                />
              );
            })}
          </div>
        ))}
      </div>
    </fieldset>
  );
}
