import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { hasEnded, processName } from "./process-name.ts";

const OWN = processName("a1");

function nameOf(pid: number): string {
  return OWN.replace(`:${process.pid}:a1`, `:${pid}:b2`);
}

test("a process of this machine counts as ended once it is gone, and not before", async () => {
  const child = spawn(process.execPath, ["-e", "process.stdin.resume()"], { stdio: "pipe" });
  await once(child, "spawn");
  const name = nameOf(child.pid ?? 0);
  expect(hasEnded(name)).toBe(false);
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(hasEnded(name)).toBe(true);
});

test("nothing is concluded about this very process, another machine, another container or a foreign name", () => {
  const gone = 4_194_303;
  expect(hasEnded(nameOf(gone))).toBe(true);
  const [, namespace] = OWN.split(":");
  for (const name of [
    processName("c3"),
    `elsewhere:${namespace}:${gone}:d4`,
    nameOf(gone).replace(`:${namespace}:`, ":17:"),
    nameOf(0),
    nameOf(-1),
    "one",
    "",
  ]) {
    expect(hasEnded(name), name).toBe(false);
  }
});
