import { ApiError } from "@kaspa-pay/api-contract";

/** A filter under its name or its second name. @throws ApiError when both are given */
export function eitherName<T>(
  [name, value]: readonly [string, T | undefined],
  [second, other]: readonly [string, T | undefined],
): T | undefined {
  if (value !== undefined && other !== undefined) {
    const message = `The same as ${name}: give one of the two`;
    throw new ApiError("invalid_request", `${second}: ${message}`, {
      param: second,
      issues: [{ path: second, message }],
    });
  }
  return value ?? other;
}

export interface PeriodInput {
  readonly createdFrom?: number | undefined;
  readonly createdTo?: number | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** The period of a list's rows, under whichever names it was given: from `createdFrom` on, before `createdTo`. */
export const periodOf = ({ createdFrom, createdTo, from, to }: PeriodInput) => ({
  createdFrom: eitherName(["createdFrom", createdFrom], ["from", from]),
  createdTo: eitherName(["createdTo", createdTo], ["to", to]),
});

/** A cursor is the id of the last row; its form is checked by the schema. */
export const readCursor = (cursor: string | undefined): string | null => cursor ?? null;

/** Removes the row that was read beyond the limit and makes the cursor of the next page. */
export function toPage<Row, Wire>(
  rows: readonly Row[],
  limit: number,
  idOf: (row: Row) => string,
  wire: (row: Row) => Wire,
): { data: Wire[]; hasMore: boolean; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = rows.length > limit;
  const nextCursor = hasMore && last !== undefined ? idOf(last) : null;
  return { data: shown.map(wire), hasMore, nextCursor };
}
