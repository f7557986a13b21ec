// How large a step it is to understand or change this repository. `--list` names the files behind the figures, `--write`
// puts the figures into ARCHITECTURE.md, `--no-walks` leaves out the walks, which start a gateway.
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { checkCitations } from "./checks/citations.mjs";
import { checkLinks } from "./checks/links.mjs";
import { changeCosts, importCycles, SMALL, sourceFigures } from "./shape/source-files.ts";
import { measureWalks } from "./shape/walks.ts";

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly goal?: number;
  /** What `--list` shows. */
  readonly list?: readonly string[];
}

const WALK_GOALS = [28, 28, 16];
const NAMES_GOAL = 5;
const SMALL_GOAL = 40;
const PAGE = resolve(import.meta.dirname, "../ARCHITECTURE.md");
const TABLE = /(?<=^## Figures\n[\s\S]*?)^\|[\s\S]*?^(?!\|)/m;

const given = new Set(process.argv.slice(2));
const figures = [...(await stillFigures()), ...(given.has("--no-walks") ? [] : await walkFigures())];
for (const { name, value, goal, list } of figures) {
  console.log(`${String(value).padStart(6)}  ${name}${goal === undefined ? "" : ` (goal: at most ${goal})`}`);
  if (given.has("--list")) for (const file of list ?? []) console.log(`          ${file}`);
}
if (given.has("--write")) write(figures);

async function stillFigures(): Promise<Figure[]> {
  const source = sourceFigures();
  const cycles = await importCycles();
  const broken = [...checkCitations(), ...checkLinks()];
  return [
    { name: "import cycles", value: cycles.length, goal: 0, list: cycles },
    { name: "citations and links that do not resolve", value: broken.length, goal: 0, list: broken },
    { name: "files of the product, without tests", value: source.files },
    { name: "lines of the median file", value: source.median, goal: 130 },
    { name: "lines of the longest file", value: source.max, goal: 400 },
    {
      name: `files of ${SMALL} lines or fewer`,
      value: source.small.length,
      goal: SMALL_GOAL,
      list: source.small,
    },
    { name: "files over 300 lines", value: source.long.length, list: source.long },
    { name: "files over 400 lines", value: source.tooLong.length, goal: 0, list: source.tooLong },
    ...changeCosts().map(({ what, files, page }) => ({
      ...{ name: `files to write for ${what}`, value: files, list: [page] },
    })),
  ];
}

async function walkFigures(): Promise<Figure[]> {
  const walks = await measureWalks();
  return walks.flatMap(({ name, files, shared, beside, names }, index) => [
    { name: `files on the walk ${name}`, value: files.length, goal: WALK_GOALS[index] ?? 0, list: files },
    { name: `files of shared technique on it (${name})`, value: shared.length, list: shared },
    { name: `files entered meanwhile without the value (${name})`, value: beside.length, list: beside },
    ...(names === null
      ? []
      : [{ name: `names of one sum (${name})`, value: names.length, goal: NAMES_GOAL, list: names }]),
  ]);
}

function write(found: readonly Figure[]): void {
  const rows = found.map(({ name, value, goal }) => `| ${name} | ${value} | ${goal ?? ""} |\n`);
  const text = readFileSync(PAGE, "utf8");
  if (!TABLE.test(text)) throw new Error("ARCHITECTURE.md has no table under the heading Figures");
  writeFileSync(
    PAGE,
    text.replace(TABLE, `| figure | now | goal, at most |\n|---|---|---|\n${rows.join("")}`),
  );
}
