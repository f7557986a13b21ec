import { readdirSync, readFileSync } from "node:fs";

/** Resident memory of one process in bytes (Linux; NaN elsewhere). */
export function residentBytes(pid: number): number {
  return kilobytesIn(`/proc/${pid}/status`, "VmRSS") * 1024;
}

/** Memory of these processes and all below them, shared pages counted once: the sum of their proportional sets. */
export function treeBytes(...pids: readonly number[]): number {
  return [...new Set(pids.flatMap(treeOf))]
    .map((pid) => kilobytesIn(`/proc/${pid}/smaps_rollup`, "Pss") * 1024)
    .filter(Number.isFinite)
    .reduce((sum, bytes) => sum + bytes, 0);
}

/** The kernel counts in hundredths of a second on every Linux that Node runs on. */
const MS_PER_TICK = 10;

/** CPU time that a process has used with all its threads, in ms (Linux; NaN elsewhere). */
export function cpuMs(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
  } catch {
    return Number.NaN;
  }
}

function kilobytesIn(file: string, key: string): number {
  try {
    return Number(new RegExp(`^${key}:\\s+(\\d+)`, "m").exec(readFileSync(file, "utf8"))?.[1]);
  } catch {
    return Number.NaN;
  }
}

function treeOf(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const entry of readdirSync("/proc")) {
    if (/^\d+$/.test(entry)) parents.set(Number(entry), parentOf(Number(entry)));
  }
  const tree = [pid];
  // The list grows while it is walked: children of children come last.
  for (const member of tree) {
    for (const [child, parent] of parents) if (parent === member) tree.push(child);
  }
  return tree;
}

function parentOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return 0;
  }
}
