// Names a process so that another one on the same machine can find out whether it still runs: after a crash nobody waits
// for the end of its leases.
import { readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** Containers may share a host name, never a process namespace; elsewhere there is only one. */
function namespace(): string {
  try {
    return readlinkSync("/proc/self/ns/pid").replace(/\D/g, "");
  } catch {
    return "0";
  }
}

/** `host:namespace:pid:unique`, never given twice. */
export function processName(unique: string): string {
  return [hostname(), namespace(), process.pid, unique].join(":");
}

/** True only if the named process ran on this machine and has ended; a reused pid or another machine proves nothing. */
export function hasEnded(name: string): boolean {
  const here = `${hostname()}:${namespace()}:`;
  const pid = Number(name.slice(here.length).split(":")[0]);
  if (!name.startsWith(here) || !Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
