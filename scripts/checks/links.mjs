import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "../run.mjs";

const NOT_OURS = new Set(["node_modules", "dist", "dist-pages", ".git", ".cache", ".data", "test-results"]);

/** Every relative link in a Markdown file leads to a file, and every anchor within a file to a heading. */
export function checkLinks() {
  return markdownBelow("").flatMap((path) => {
    const text = readFileSync(join(ROOT, path), "utf8").replace(/^```[\s\S]*?^```/gm, "");
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]);
    return targets.filter((target) => !isSound(path, target)).map((target) => `${path} links to ${target}`);
  });
}

function isSound(path, target) {
  // Absolute paths are addresses of the running gateway; its own tests open them.
  if (/^([a-z]+:|\/)/.test(target)) return true;
  const [file, anchor] = target.split("#");
  const full = file ? join(ROOT, dirname(path), decodeURIComponent(file)) : join(ROOT, path);
  if (!existsSync(full)) return false;
  return !anchor || !full.endsWith(".md") || anchorsOf(full).includes(anchor);
}

/** As GitHub makes them: lower case, punctuation gone, spaces to hyphens. */
export function anchorsOf(file) {
  const headings = readFileSync(file, "utf8").matchAll(/^#+ (.+)$/gm);
  return [...headings].map((match) =>
    match[1]
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replace(/\s/g, "-"),
  );
}

function markdownBelow(folder) {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : markdownBelow(path);
    return entry.name.endsWith(".md") ? [path] : [];
  });
}
