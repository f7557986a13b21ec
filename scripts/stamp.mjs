import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "./run.mjs";

const SKIPPED = new Set(["node_modules", "dist", "dist-pages", "dist-types", ".data", ".cache", "test"]);

/** A digest over the content of files and whole folders, so that a fresh checkout and a touched file count right. */
export function digest(paths, salt = "") {
  const hash = createHash("sha256").update(salt);
  for (const path of paths) addPath(hash, path);
  return hash.digest("hex");
}

/** True when this step last ended well with the same digest and everything it made is still there. */
export function isFresh(step, value, outputs) {
  const stamp = stampFile(step);
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== value) return false;
  return outputs.every((path) => existsSync(join(ROOT, path)));
}

export function markFresh(step, value) {
  mkdirSync(dirname(stampFile(step)), { recursive: true });
  writeFileSync(stampFile(step), value);
}

function stampFile(step) {
  return join(ROOT, "node_modules/.cache/kaspa-pay", `${step}.stamp`);
}

function addPath(hash, path) {
  const full = join(ROOT, path);
  if (!existsSync(full)) return;
  if (!statSync(full).isDirectory()) {
    hash.update(`${path}\0`).update(readFileSync(full));
    return;
  }
  const names = readdirSync(full).filter((name) => !SKIPPED.has(name) && !name.includes(".test."));
  for (const name of names.sort()) addPath(hash, `${path}/${name}`);
}
