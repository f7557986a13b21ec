import { mkdir, writeFile } from "node:fs/promises";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { shown } from "./measure/figures.ts";

/** One line of the table. */
export interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
}

/** A figure with a goal (docs/spec/performance.md#goals). */
export interface Goal {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly limit: number;
  /** `atMost` or `atLeast` the limit. */
  readonly rule: "atMost" | "atLeast";
}

/** What a workload found out. */
export interface Outcome {
  readonly rows: readonly Row[];
  readonly goals: readonly Goal[];
  /** Measured against whom, and what was left out. */
  readonly notes: readonly string[];
}

const RESULTS = join(import.meta.dirname, "results");

export const isMet = ({ value, limit, rule }: Goal): boolean =>
  rule === "atMost" ? value <= limit : value >= limit;

/** Prints the table and writes `results/<name>.json`. */
export async function report(name: string, outcome: Outcome, seconds: number): Promise<void> {
  const machine = {
    node: process.version,
    cpu: `${cpus().length} x ${cpus()[0]?.model ?? "unknown"}`,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    load: loadavg().map((load) => Number(load.toFixed(1))),
  };
  console.log(`\n## ${name}\n`);
  printTable(
    ["", ""],
    outcome.rows.map(({ what, value, unit }) => [what, shown(value, unit)]),
  );
  console.log("");
  const goals = outcome.goals.map((goal) => [
    goal.what,
    shown(goal.value, goal.unit),
    `${goal.rule === "atMost" ? "≤" : "≥"} ${shown(goal.limit, goal.unit)}`,
    isMet(goal) ? "met" : "MISSED",
  ]);
  printTable(["goal", "measured", "limit", ""], goals);
  console.log(`\n${outcome.notes.join("\n")}`);
  console.log(`Load of the machine at the end: ${machine.load.join(", ")}; ${seconds.toFixed(0)} s.`);
  await mkdir(RESULTS, { recursive: true });
  const body = { name, at: new Date().toISOString(), machine, seconds, ...outcome };
  await writeFile(join(RESULTS, `${name}.json`), `${JSON.stringify(body, null, 2)}\n`);
}

function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => (row[at] ?? "").length)));
  const line = (row: readonly string[]) =>
    `| ${widths.map((width, at) => (row[at] ?? "").padEnd(width)).join(" | ")} |`;
  console.log([line(head), `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`].join("\n"));
  for (const row of rows) console.log(line(row));
}
