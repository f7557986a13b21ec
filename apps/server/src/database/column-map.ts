// Columns of a table by the names of what they hold: the lists of insert, select and update are made from one map, so
// that a value is written and read by the same line.
import { fromJson, isoOrNull, millis, millisOrNull } from "./json-columns.ts";
import type { IdKind } from "./wire-ids.ts";

/** One column: its name, what a statement writes, and how the driver's answer is read. */
export interface Column<Name extends string, Value, Stored> {
  readonly name: Name;
  /** For a row that is sent as JSON (`jsonb_populate_record`). */
  write(value: Value): unknown;
  read(stored: Stored): Value;
}

/** Any column, for signatures that work on whole maps. */
interface AnyColumn {
  readonly name: string;
  write(value: never): unknown;
  read(stored: never): unknown;
}

/** A column for each field of T: a field without one does not compile (`satisfies Columns<T>`). */
export type Columns<T> = { readonly [K in keyof T]: Column<string, T[K], never> };

type Maps = Readonly<Record<string, AnyColumn>>;

/** What a map holds. */
export type ValuesOf<M extends Maps> = {
  [K in keyof M]: M[K] extends { read(stored: never): infer Value } ? Value : never;
};

/** The columns of a map as the driver answers them. */
export type RowOf<M extends Maps> = {
  [K in keyof M as M[K]["name"]]: M[K] extends { read(stored: infer Stored): unknown } ? Stored : never;
};

/** Written and read as it is. `same<Status>()("status")` */
export const same =
  <Value>() =>
  <Name extends string>(name: Name): Column<Name, Value, Value> => ({
    name,
    write: (value) => value,
    read: (stored) => stored,
  });

export const text = same<string>();
export const textOrNull = same<string | null>();
export const integer = same<number>();
export const integerOrNull = same<number | null>();
export const bigInteger = same<bigint>();
export const bigIntegerOrNull = same<bigint | null>();
export const flag = same<boolean>();

/** jsonb; bigint fields come back as bigint. */
export const json =
  <Value>() =>
  <Name extends string>(name: Name): Column<Name, Value, unknown> => ({
    name,
    write: (value) => value,
    read: (stored) => fromJson<Value>(stored),
  });

/** jsonb, kept as it came: no field of it means bigint. */
export const jsonAsIs =
  <Value>() =>
  <Name extends string>(name: Name): Column<Name, Value, unknown> => ({
    name,
    write: (value) => value,
    read: (stored) => stored as Value,
  });

/** Milliseconds inside, `timestamptz` in the table. */
export const time = <Name extends string>(name: Name): Column<Name, number, Date> => ({
  name,
  write: isoOrNull,
  read: millis,
});
export const timeOrNull = <Name extends string>(name: Name): Column<Name, number | null, Date | null> => ({
  name,
  write: isoOrNull,
  read: millisOrNull,
});

/** An id of the API inside, a uuid in the table. */
export const id = <Name extends string>(name: Name, kind: IdKind): Column<Name, string, string> => ({
  name,
  write: kind.toUuid,
  read: kind.toWire,
});
export const idOrNull = <Name extends string>(
  name: Name,
  kind: IdKind,
): Column<Name, string | null, string | null> => ({
  name,
  write: kind.toUuidOrNull,
  read: kind.toWireOrNull,
});

/** The names of the columns, in the order of the map. */
export const namesOf = (map: Maps): string[] => Object.values(map).map(({ name }) => name);

/** The values under the names of their columns; what the map does not hold is left out. */
export function toRow<M extends Maps>(map: M, values: ValuesOf<M>): Record<M[keyof M]["name"], unknown> {
  const row: Record<string, unknown> = {};
  for (const [field, column] of Object.entries(map)) {
    row[column.name] = column.write(values[field as keyof M] as never);
  }
  return row;
}

/** What a row holds, under the names of the fields; other columns are left out. */
export function fromRow<M extends Maps>(map: M, row: RowOf<M>): ValuesOf<M> {
  const values: Record<string, unknown> = {};
  for (const [field, column] of Object.entries(map)) {
    values[field] = column.read((row as Record<string, unknown>)[column.name] as never);
  }
  return values as ValuesOf<M>;
}
