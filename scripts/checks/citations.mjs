// What comments and test titles cite must be in this repository: pages and headings by path, test ids in the test plan.
// Citations by section number cannot be checked, so they are refused.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../run.mjs";
import { anchorsOf } from "./links.mjs";

const FOLDERS = ["apps", "packages", "e2e", "bench", "scripts", "examples", "docs"];
const NOT_OURS = new Set(["node_modules", "dist", "dist-pages", "dist-types", "generated", "vectors"]);
const SOURCE = /\.(ts|tsx|mjs|cjs|js|css|sql)$/;
const TEST = /\.(test|spec)\.ts$|\/test\//;
const PLAN = "docs/spec/test-plan.md";
/** Its plants are faults on purpose. */
const OWN_TEST = "scripts/checks/citations.test.ts";

const COMMENT = /(?<=^|[\s{])\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm;
const SQL_COMMENT = /--.*$/gm;
const TITLE = /\b(?:test|it|describe)(?:\.\w+)*(?:\([^)]*\))?\(\s*(["'`])((?:(?!\1)[^\\\n]|\\.)*)\1/g;
const TEXT = /(["'`])((?:(?!\1)[^\\\n]|\\.)*)\1/g;
const TEST_ID = /\b[A-Z]{1,2}-\d{2}\b/g;
const PLANNED = /^\| ([A-Z]{1,2}-\d{2}) \|(.*)$/gm;

const PAGE = /[\w./-]*\w\.md\b(?:#[\w-]+)?/g;
/** What a number with a point may be besides a section: a version, a rule of a standard, a quantity. */
const SECTION =
  /(?<!\b(?:OpenAPI|WCAG|ISO|ISO \d+,|HTTP|TLS|Node|kaspad|PostgreSQL|Python|TypeScript|version) )(?<![\w.,$^/*×"-])[1-9]\.\d{1,2}(?![\w.]| ?(?:%|×|·|times|to|and \d|[kMG]i?B|kB|m?s|seconds?|minutes?|KAS|USD|EUR|per cent|mass|x)(?!\w))/g;
const PLAN_WORDS = /\bseed 0\d*|\bstage [123]\b|\brules? \d+\b/gi;
const NAMED_PATH = /`((?:apps|packages|e2e|bench|scripts|examples|docs)\/[\w./-]+)`/g;

/** All problems of the repository. */
export function checkCitations() {
  const planned = readPlan();
  const used = new Set();
  const problems = FOLDERS.flatMap((folder) => filesBelow(folder)).flatMap((path) => {
    const text = readFileSync(join(ROOT, path), "utf8");
    if (path.endsWith(".md")) return pageFaults(path, text);
    if (path === OWN_TEST) return [];
    if (TEST.test(path)) for (const [id] of text.matchAll(TEST_ID)) used.add(id);
    return citationFaults(path, text, planned);
  });
  return [...problems, ...planFaults(planned, used)];
}

/** Faults of one source file, by line. `planned` are the ids of the test plan, each with its row. */
export function citationFaults(path, text, planned) {
  const isTest = TEST.test(path);
  const comments = [...text.matchAll(path.endsWith(".sql") ? SQL_COMMENT : COMMENT)];
  const titles = isTest ? [...text.matchAll(TITLE)] : [];
  const faults = [...comments, ...titles].flatMap((match) => wordFaults(match[2] ?? match[0], match.index));
  // A title may be a text of a table too; a text without a blank is data.
  const texts = isTest ? [...text.matchAll(TEXT)].filter((match) => match[2].includes(" ")) : [];
  for (const match of texts) {
    for (const [id] of match[2].matchAll(TEST_ID)) {
      if (!planned.has(id))
        faults.push({ at: match.index, what: `has the test id ${id}, which is not in ${PLAN}` });
    }
  }
  return faults.map(({ at, what }) => `${path}:${text.slice(0, at).split("\n").length} ${what}`);
}

/** What a comment or a title, which begins at this place of its file, cites in vain. */
function wordFaults(words, begin) {
  const found = (pattern, faultOf) =>
    [...words.matchAll(pattern)].map((match) => ({ at: begin + match.index, what: faultOf(match[0]) }));
  return [
    ...found(PAGE, (page) => (isPage(page) ? null : `cites ${page}: no such page or heading from the root`)),
    ...found(SECTION, (number) => `cites ${number} by number: name a heading of docs/spec`),
    ...found(PLAN_WORDS, (plan) => `says "${plan}", which nobody can look up here`),
  ].filter(({ what }) => what !== null);
}

function isPage(cited) {
  const [file, anchor] = cited.split("#");
  const full = join(ROOT, file);
  return existsSync(full) && (anchor === undefined || anchorsOf(full).includes(anchor));
}

function readPlan() {
  const path = join(ROOT, PLAN);
  if (!existsSync(path)) return new Map();
  return new Map([...readFileSync(path, "utf8").matchAll(PLANNED)].map((match) => [match[1], match[2]]));
}

/** The plan lists ids that tests carry, each with files that name it. */
function planFaults(planned, used) {
  return [...planned].flatMap(([id, row]) => [
    ...(used.has(id) ? [] : [`${PLAN} lists ${id}, which no test carries`]),
    ...[...row.matchAll(/`([\w./-]+\.ts)`/g)]
      .map((match) => match[1])
      .filter((file) => !existsSync(join(ROOT, file)) || !readFileSync(join(ROOT, file), "utf8").includes(id))
      .map((file) => `${PLAN} says that ${id} is in ${file}`),
  ]);
}

/** A page names no plan that is not here; the specification names files and folders that exist. */
function pageFaults(path, text) {
  const named = /^docs\/(spec|how-to)\//.test(path)
    ? [...text.matchAll(NAMED_PATH)].map((match) => match[1])
    : [];
  return [
    ...(text.match(PLAN_WORDS) ?? []).map((plan) => `${path} says "${plan}", which nobody can look up here`),
    ...named
      .filter((target) => !existsSync(join(ROOT, target)))
      .map((target) => `${path} names ${target}, which does not exist`),
  ];
}

function filesBelow(folder) {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : filesBelow(path);
    return SOURCE.test(entry.name) || (folder.startsWith("docs") && entry.name.endsWith(".md")) ? [path] : [];
  });
}
