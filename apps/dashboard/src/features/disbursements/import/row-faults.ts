import type { Failure } from "../../../lib/transport/failure.ts";

/** One fault of an imported file. */
export interface RowFault {
  /** As the server names the place; different for each fault. */
  readonly path: string;
  /** Counted with the header as row 1; null = the file as a whole. */
  readonly row: number | null;
  readonly column: string | null;
  readonly message: string;
}

/** Reads `csv.row 7.amount`, the server's way to name a cell. */
export function faultsOf(issues: Failure["issues"]): RowFault[] {
  return issues.map(({ path, message }, at) => {
    const [, row, column] = /^csv\.row (\d+)(?:\.(.+))?$/.exec(path) ?? [];
    return {
      path: `${at} ${path}`,
      row: row === undefined ? null : Number(row),
      column: column ?? null,
      message,
    };
  });
}
