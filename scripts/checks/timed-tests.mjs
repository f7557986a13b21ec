import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../run.mjs";

const FOLDERS = ["apps", "packages", "e2e", "scripts"];
const NOT_OURS = new Set(["node_modules", "dist", "dist-pages", "dist-types", "generated"]);
const TEST = /\.(test|spec)\.ts$/;
/** A busy machine needs this long for what an idle one does in a few seconds. */
const LEAST_TIMEOUT_MS = 60_000;

/** What makes a test depend on the speed of the machine. Each: a pattern of one line, and what to do instead. */
const RULES = [
  {
    pattern: /(performance\.now\(\)|Date\.now\(\)|latencyMs|elapsed|took)\b.*\.toBeLessThan/,
    cure: "elapsed time has no upper bound in a test: prove the order of events, or measure it in bench/",
  },
  {
    pattern: /process\.(cpuUsage|hrtime)/,
    cure: "CPU time is measured in bench/",
  },
  {
    pattern: /hostNow: \(\) => Date\.now\(\) \+/,
    cure: "a moved clock over the real one runs on by itself: step it from a fixed start",
    // The subject of this test is a host's clock that is set while real time continues.
    except: ["apps/server/test/chaos/clock.test.ts"],
  },
  {
    pattern: /vi\.wait(Until|For)\((?!.*timeout)[^;]*;$/,
    cure: "the default limit is one second: give a timeout of at least a minute",
  },
];

/** Tests that would fail on a slow or busy machine though the product is right. */
export function checkTimedTests() {
  return FOLDERS.flatMap(testsBelow).flatMap((path) =>
    readFileSync(join(ROOT, path), "utf8")
      .split("\n")
      .flatMap((line, index) => faultsOf(path, line).map((cure) => `${path}:${index + 1} ${cure}`)),
  );
}

function faultsOf(path, line) {
  const faults = RULES.filter(({ pattern, except }) => pattern.test(line) && !except?.includes(path)).map(
    ({ cure }) => cure,
  );
  const timeout = /\btimeout: ([\d_]+)\b/.exec(line)?.[1];
  if (timeout && Number(timeout.replaceAll("_", "")) < LEAST_TIMEOUT_MS) {
    faults.push(`a limit only ends what hangs: at least ${LEAST_TIMEOUT_MS} ms`);
  }
  return faults;
}

function testsBelow(folder) {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : testsBelow(path);
    return TEST.test(entry.name) ? [path] : [];
  });
}
