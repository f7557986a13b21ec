import { readFileSync } from "node:fs";

const LOOK_EVERY_MS = 500;

/**
 * Ends this process in order when the npm that started it has ended. A shell between the two passes no signal on, so a
 * killed npm would leave the gateway running and its port in use.
 */
export function endWithParent() {
  if (process.env.npm_lifecycle_event === undefined || process.platform === "win32") return;
  const starter = findStarter();
  const watch = setInterval(() => {
    if (findStarter() === starter) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, LOOK_EVERY_MS);
  watch.unref();
}

/** The parent, or the one behind it when the parent is a shell; without /proc the parent must do. */
function findStarter() {
  try {
    const [, name, rest] = /\((.*)\) (.*)/.exec(readFileSync(`/proc/${process.ppid}/stat`, "utf8"));
    return /^(sh|dash|ash|bash|busybox)$/.test(name) ? Number(rest.split(" ")[1]) : process.ppid;
  } catch {
    return process.ppid;
  }
}
