import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { ROOT } from "../run.mjs";

const WIDGET = { file: "packages/widget/dist/kaspa-pay.js", limit: 22_000 };
const SDK = { file: "packages/sdk/dist/index.js", limit: 6_000 };
const DASHBOARD = { folder: "apps/dashboard/dist", scripts: 180_000, styles: 12_000 };
const BROWSER_FOLDERS = ["packages/widget/dist", "packages/kaspa-sim/dist-pages", DASHBOARD.folder];

/** Words that only server code holds. A value import of the router works silently; this is how it shows. */
const SERVER_WORDS = ["initTRPC", "kysely", "node_modules/pg/", "FOR UPDATE", "SKIP LOCKED", "DATABASE_URL"];

/** Sizes of what browsers and edge workers load (gzip -9), and no server code in it. */
export function checkBundles() {
  const problems = [];
  const weigh = (what, files, limit) => {
    const size = files.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0);
    if (size > limit) problems.push(`${what} weighs ${size} bytes gzipped; the budget is ${limit}`);
    return `${what} ${(size / 1000).toFixed(1)} kB`;
  };
  const dashboard = firstLoad();
  const weights = [
    weigh("widget", [join(ROOT, WIDGET.file)], WIDGET.limit),
    weigh("sdk", [join(ROOT, SDK.file)], SDK.limit),
    weigh("dashboard scripts", dashboard.scripts, DASHBOARD.scripts),
    weigh("dashboard styles", dashboard.styles, DASHBOARD.styles),
  ];
  const words = [...SERVER_WORDS, ...handlerNames()];
  for (const file of BROWSER_FOLDERS.flatMap((folder) => scriptsBelow(join(ROOT, folder)))) {
    const text = readFileSync(file, "utf8");
    const found = words.filter((word) => text.includes(word));
    if (found.length > 0)
      problems.push(`${file.slice(ROOT.length + 1)} holds server words: ${found.join(", ")}`);
  }
  return { problems, note: weights.join(", ") };
}

/** What `index.html` makes the browser load before anything can be seen. */
function firstLoad() {
  const html = readFileSync(join(ROOT, DASHBOARD.folder, "index.html"), "utf8");
  const named = [...html.matchAll(/(?:src|href)="\/app\/([^"]+\.(?:js|css))"/g)].map((match) => match[1]);
  const files = [...new Set(named)].map((name) => join(ROOT, DASHBOARD.folder, name));
  const scripts = files.filter((file) => file.endsWith(".js"));
  if (scripts.length === 0)
    throw new Error("the dashboard's index.html names no script: is this check still right?");
  return { scripts, styles: files.filter((file) => file.endsWith(".css")) };
}

function handlerNames() {
  const folder = join(ROOT, "apps/server/src/features");
  const files = readdirSync(folder, { recursive: true }).filter((name) => /handlers\.ts$/.test(name));
  // Short names are words that any page may hold.
  const exported = /^export (?:async )?(?:function|const) (\w{12,})/gm;
  return files.flatMap((name) =>
    [...readFileSync(join(folder, name), "utf8").matchAll(exported)].map((match) => match[1]),
  );
}

function scriptsBelow(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(js|html)$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}
