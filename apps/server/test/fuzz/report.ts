// What a run found, and how far it came: answers of each operation by their status.
import type { Operation } from "../contract/documented-operations.ts";

export interface Fault {
  readonly operation: string;
  readonly fault: string;
  readonly curl: string;
}

export interface FuzzReport {
  readonly seed: string;
  readonly requests: number;
  /** By operation, then by status. */
  readonly answers: ReadonlyMap<string, ReadonlyMap<number, number>>;
  readonly faults: readonly Fault[];
}

const COLUMNS: readonly [name: string, has: (status: number) => boolean][] = [
  ["2xx", (status) => status < 300],
  ["3xx", (status) => status >= 300 && status < 400],
  ["400", (status) => status === 400],
  ["401", (status) => status === 401],
  ["403", (status) => status === 403],
  ["404", (status) => status === 404],
  ["409", (status) => status === 409],
  ["422", (status) => status === 422],
  ["429", (status) => status === 429],
  ["4xx", (status) => [413, 415, 421].includes(status)],
  ["5xx", (status) => status >= 500],
];

const countOf = (counts: ReadonlyMap<number, number>, has: (status: number) => boolean): number =>
  [...counts].reduce((sum, [status, times]) => sum + (has(status) ? times : 0), 0);

/** Operations that never succeeded: the run does not reach what is behind them. */
export function neverOk({ answers }: FuzzReport, operations: readonly Operation[]): string[] {
  const ok = (name: string) => countOf(answers.get(name) ?? new Map(), (status) => status < 300) > 0;
  return operations.map(({ name }) => name).filter((name) => !ok(name));
}

/** One row for each operation, and one for all of them. */
export function tableOf({ answers }: FuzzReport, operations: readonly Operation[]): string {
  const all = new Map<number, number>();
  for (const counts of answers.values())
    for (const [status, times] of counts) all.set(status, (all.get(status) ?? 0) + times);
  const width = Math.max(...operations.map(({ name }) => name.length));
  const row = (name: string, cells: readonly (string | number)[]): string =>
    name.padEnd(width) + cells.map((cell) => String(cell === 0 ? "" : cell).padStart(6)).join("");
  const rowOf = (name: string, counts: ReadonlyMap<number, number>): string =>
    row(
      name,
      COLUMNS.map(([, has]) => countOf(counts, has)),
    );
  return [
    row(
      "operation",
      COLUMNS.map(([name]) => name),
    ),
    ...operations.map(({ name }) => rowOf(name, answers.get(name) ?? new Map())),
    rowOf("all", all),
  ].join("\n");
}
