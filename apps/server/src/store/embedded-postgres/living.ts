import { readFileSync } from "node:fs";

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Alive, and not a zombie that nobody reaped yet. */
export const isLiving = (pid: number): boolean => isAlive(pid) && birthOf(pid) !== "dead";

/** The kernel's start time of a process and nothing elsewhere; a zombie has none, for it is dead. */
export function birthOf(pid: number): string | undefined {
  try {
    const [state, ...rest] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return state === "Z" ? "dead" : rest[18];
  } catch {
    return undefined;
  }
}
