import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

/** Packages of this repository: they resolve to the copy, never to the original. */
const OURS = "@kaspa-pay";
/** Made by tools as they run; a copy makes its own. */
const CACHES = new Set([".vite", ".vite-temp", ".cache"]);

/**
 * Everything of the work tree that git would keep, in a new folder with the installed libraries beside it, so that a
 * change in the copy is seen by its own tests and by nobody else.
 */
export async function copyWorkTree(root: string): Promise<string> {
  const copy = mkdtempSync(join(tmpdir(), "kp-copy-"));
  const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "-z"], {
    cwd: root,
    encoding: "utf8",
  });
  for (const file of files.split("\0")) {
    // Deleted files are listed until the deletion is committed.
    if (file === "" || !existsSync(join(root, file))) continue;
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file), { verbatimSymlinks: true });
  }
  linkLibraries(root, copy);
  const core = realpathSync(join(copy, "apps/server/node_modules", OURS, "core"));
  if (core !== resolve(realpathSync(copy), "packages/core")) throw new Error(`The copy would test ${core}`);
  return copy;
}

function linkLibraries(root: string, copy: string): void {
  mkdirSync(join(copy, "node_modules"));
  for (const name of readdirSync(join(root, "node_modules"))) {
    if (name === OURS || CACHES.has(name)) continue;
    symlinkSync(join(root, "node_modules", name), join(copy, "node_modules", name));
  }
  for (const [kind, name] of [["", OURS], ...workspaces(root)] as const) {
    const path = join(kind, kind === "" ? `node_modules/${name}` : `${name}/node_modules`);
    // Links inside are relative, so each leads to the same place within the copy.
    if (existsSync(join(root, path)))
      cpSync(join(root, path), join(copy, path), { recursive: true, verbatimSymlinks: true });
  }
}

function workspaces(root: string): [string, string][] {
  return ["apps", "packages"].flatMap((kind) =>
    readdirSync(join(root, kind)).map((name): [string, string] => [kind, name]),
  );
}
