import { spawn } from "node:child_process";
import { delimiter, join, resolve } from "node:path";

export const ROOT = resolve(import.meta.dirname, "..");

/**
 * Runs a program (or, with `shell`, a package script) and answers its exit code and what it printed.
 * `stdio: "inherit"` lets it print by itself; on `timeoutMs` its whole process group is killed.
 */
export function run(command, args = [], options = {}) {
  const { cwd = ROOT, env = {}, stdio = "pipe", shell = false, timeoutMs } = options;
  const group = process.platform !== "win32" && timeoutMs !== undefined;
  const child = spawn(command, args, {
    cwd,
    shell,
    detached: group,
    stdio: stdio === "pipe" ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
    env: { ...process.env, PATH: binPath(cwd), ...env },
  });
  let output = "";
  child.stdout?.on("data", (chunk) => (output += chunk));
  child.stderr?.on("data", (chunk) => (output += chunk));
  const killGroup = () => {
    try {
      process.kill(group ? -child.pid : child.pid, "SIGKILL");
    } catch {
      // The group is empty already.
    }
  };
  const timer = timeoutMs && setTimeout(killGroup, timeoutMs);
  const forward = (signal) => (group ? process.kill(-child.pid, signal) : child.kill(signal));
  const signals = group ? ["SIGINT", "SIGTERM"] : [];
  for (const signal of signals) process.on(signal, forward);
  return new Promise((settle) => {
    const end = (code) => {
      clearTimeout(timer);
      for (const signal of signals) process.off(signal, forward);
      if (group) killGroup();
      settle({ code, output });
    };
    child.once("error", (error) => {
      output += error.message;
      end(1);
    });
    child.once("close", (code) => end(code ?? 1));
  });
}

/** Runs a JavaScript tool of the workspace by its file, without a shell or a shim. */
export function runTool(file, args, options) {
  return run(process.execPath, [join(ROOT, "node_modules", file), ...args], options);
}

export function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/** What a package script expects on its path. */
export function binPath(cwd) {
  return [join(cwd, "node_modules/.bin"), join(ROOT, "node_modules/.bin"), process.env.PATH].join(delimiter);
}
