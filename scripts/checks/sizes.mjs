import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../run.mjs";

const LIMIT = 400;
const EXPLAINED_ABOVE = 300;
const FILES_IN_A_FOLDER = 20;
const ROOTS = ["apps", "packages", "bench", "e2e", "scripts", "examples", "clients"];
const NOT_OURS = new Set([
  "node_modules",
  "dist",
  "dist-pages",
  "dist-types",
  "generated",
  "vectors",
  "public",
]);
const SOURCE = /\.(ts|tsx|mjs|cjs|css|py|php|go)$/;
const TEST = /\.test\.tsx?$|\/test\/|^e2e\//;

/** Small files and small folders: a reader can find a module and keep a file in mind. Tests may be tables. */
export function checkSizes() {
  const problems = [];
  const count = new Map();
  for (const path of ROOTS.flatMap((root) => filesBelow(root))) {
    if (TEST.test(path)) continue;
    const folder = path.slice(0, path.lastIndexOf("/"));
    count.set(folder, (count.get(folder) ?? 0) + 1);
    const lines = readFileSync(join(ROOT, path), "utf8").split("\n");
    const length = lines.length - 1;
    if (length > LIMIT) problems.push(`${path} has ${length} lines; ${LIMIT} is the limit`);
    else if (length > EXPLAINED_ABOVE && !/^(\/\/|\/\*)/.test(lines[0])) {
      problems.push(
        `${path} has ${length} lines; above ${EXPLAINED_ABOVE} its first line must begin to say why`,
      );
    }
  }
  for (const [folder, files] of count) {
    // Each change of the database adds a migration, and their names are numbered.
    if (files > FILES_IN_A_FOLDER && !folder.endsWith("/migrations")) {
      problems.push(`${folder} holds ${files} files; ${FILES_IN_A_FOLDER} is the limit`);
    }
  }
  return problems;
}

function filesBelow(folder) {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory())
      return NOT_OURS.has(entry.name) || entry.name.startsWith(".") ? [] : filesBelow(path);
    return SOURCE.test(entry.name) ? [path] : [];
  });
}
