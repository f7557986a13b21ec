import type { ColumnType } from "kysely";

/** Fields whose names end so are bigint in the domain and decimal text in JSON. */
const BIGINT_FIELD = /(Sompi|Minor|Cents|Daa)$/;

/** Text for a jsonb column or parameter. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "bigint" ? inner.toString() : inner,
  );
}

/** A jsonb value as the driver parsed it, with its bigint fields restored. */
export function fromJson<T>(value: unknown): T {
  return revive(value, "") as T;
}

function revive(value: unknown, key: string): unknown {
  if (typeof value === "string")
    return BIGINT_FIELD.test(key) && /^-?\d+$/.test(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map((inner) => revive(inner, ""));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([inner, item]) => [inner, revive(item, inner)]));
}

export const millis = (value: Date): number => value.getTime();
export const millisOrNull = (value: Date | null): number | null => value?.getTime() ?? null;
export const dateOrNull = (value: number | null): Date | null => (value === null ? null : new Date(value));
/** A time inside a JSON parameter. */
export const isoOrNull = (value: number | null): string | null => dateOrNull(value)?.toISOString() ?? null;

/** jsonb: read as a value, always written as text, because the driver would bind an array as a PostgreSQL array. */
export type JsonColumn = ColumnType<unknown, string, string>;
