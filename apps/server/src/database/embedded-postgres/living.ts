import { readFileSync } from "node:fs";

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Whether the process runs and is not a zombie. */
export const isLiving = (pid: number): boolean => isAlive(pid) && birthOf(pid) !== "dead";

/** Start time of a process by the kernel, where it is available; a zombie has none. */
export function birthOf(pid: number): string | undefined {
  try {
    const [state, ...rest] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return state === "Z" ? "dead" : rest[18];
  } catch {
    return undefined;
  }
}
