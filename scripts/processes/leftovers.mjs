import { readdirSync, readFileSync } from "node:fs";

/**
 * Ends every process that was started with this folder in its command line or environment (found through /proc;
 * on other systems the process groups of the run must do). A killed test leaves servers and browsers behind.
 */
export function endProcessesOf(folder) {
  for (const pid of pidsMentioning(folder)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It ended by itself meanwhile.
    }
  }
}

function pidsMentioning(folder) {
  if (process.platform !== "linux") return [];
  const pids = readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid);
  return pids.filter((pid) =>
    ["cmdline", "environ"].some((file) => read(`/proc/${pid}/${file}`).includes(folder)),
  );
}

function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
