import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { run } from "../run.mjs";

const ROOT = resolve(import.meta.dirname, "../..");
const PRODUCT = /^(apps|packages)\/.*\.tsx?$/;
const TEST = /\.test\.tsx?$|\/test\//;
export const SMALL = 20;
const LONG = 300;
const TOO_LONG = 400;

export interface SourceFigures {
  readonly files: number;
  readonly median: number;
  readonly max: number;
  readonly small: readonly string[];
  readonly long: readonly string[];
  readonly tooLong: readonly string[];
}

/** Lines of the TypeScript files of the product, tests left out. */
export function sourceFigures(): SourceFigures {
  const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  const files = listed
    .split("\n")
    // Deleted files are listed until the deletion is committed.
    .filter((path) => PRODUCT.test(path) && !TEST.test(path) && existsSync(join(ROOT, path)))
    .map((path) => ({ path, lines: readFileSync(join(ROOT, path), "utf8").split("\n").length - 1 }))
    .sort((a, b) => a.lines - b.lines);
  const named = (wanted: (lines: number) => boolean): string[] =>
    files.filter(({ lines }) => wanted(lines)).map(({ path, lines }) => `${lines} ${path}`);
  return {
    files: files.length,
    median: files[Math.floor(files.length / 2)]?.lines ?? 0,
    max: files.at(-1)?.lines ?? 0,
    small: named((lines) => lines <= SMALL),
    long: named((lines) => lines > LONG),
    tooLong: named((lines) => lines > TOO_LONG),
  };
}

/** Import cycles, each as text. */
export async function importCycles(): Promise<string[]> {
  const tool = "node_modules/dependency-cruiser/bin/dependency-cruise.mjs";
  const { output } = (await run(process.execPath, [
    tool,
    "apps",
    "packages",
    "--config",
    ".dependency-cruiser.cjs",
  ])) as { output: string };
  if (!/modules, \d+ dependencies cruised/.test(output)) throw new Error(output);
  return output.split("\n").filter((line) => line.includes("no-cycles"));
}

export interface ChangeCost {
  readonly what: string;
  readonly files: number;
  readonly page: string;
}

const COST = /^Counted: (\d+) hand-written files? for (.+)\.$/gm;

/** What the how-to pages say, each counted when its steps were followed once. */
export function changeCosts(): ChangeCost[] {
  return readdirSync(join(ROOT, "docs/how-to")).flatMap((name) => {
    const page = `docs/how-to/${name}`;
    return [...readFileSync(join(ROOT, page), "utf8").matchAll(COST)].map(([, files, what]) => ({
      ...{ what: what ?? "", files: Number(files), page },
    }));
  });
}
