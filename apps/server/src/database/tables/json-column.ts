import type { ColumnType } from "kysely";

/** jsonb: read as a value, always written as text, because the driver would bind an array as a PostgreSQL array. */
export type JsonColumn = ColumnType<unknown, string, string>;
