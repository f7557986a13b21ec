import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const ROOT = resolve(import.meta.dirname, "..");

type Violation = { readonly from: string; readonly to: string; readonly rule: { readonly name: string } };

/** Files that break an import rule, and the rule that must catch each. */
const PLANTS = [
  {
    breaks: "no-cycles",
    what: "a cycle made of types alone",
    files: {
      "apps/server/src/runtime/plant-a.ts":
        'import type { B } from "./plant-b.ts";\nexport type A = { b?: B };\n',
      "apps/server/src/runtime/plant-b.ts":
        'import type { A } from "./plant-a.ts";\nexport type B = { a?: A };\n',
    },
  },
  {
    breaks: "core-and-webhooks-stand-alone",
    what: "pg in core",
    files: { "packages/core/src/plant.ts": 'import pg from "pg";\nexport default pg;\n' },
  },
  {
    breaks: "core-and-webhooks-stand-alone",
    what: "node:crypto in webhooks",
    files: {
      "packages/webhooks/src/plant.ts": 'import { createHmac } from "node:crypto";\nexport { createHmac };\n',
    },
  },
  {
    breaks: "nothing-imports-upward",
    what: "a feature in http",
    files: {
      "apps/server/src/features/plant/target.ts": "export const target = 1;\n",
      "apps/server/src/http/plant.ts": 'export { target } from "../features/plant/target.ts";\n',
    },
  },
  {
    breaks: "nothing-imports-upward",
    what: "the database in runtime",
    files: {
      "apps/server/src/database/plant-target.ts": "export const target = 1;\n",
      "apps/server/src/runtime/plant.ts": 'export { target } from "../database/plant-target.ts";\n',
    },
  },
  {
    breaks: "nobody-imports-an-app",
    what: "the server in the dashboard",
    files: {
      "apps/dashboard/src/lib/plant-server.ts":
        'export type { A } from "../../../server/src/runtime/plant-c.ts";\n',
      "apps/server/src/runtime/plant-c.ts": "export type A = 1;\n",
    },
  },
  {
    breaks: "contract-is-types-in-browsers",
    what: "the router as a value in the dashboard",
    files: { "apps/dashboard/src/lib/plant-value.ts": 'export * from "@kaspa-pay/api-contract/router";\n' },
  },
  {
    breaks: "contract-is-types-in-browsers",
    what: "the contract as a value in the widget",
    files: { "packages/widget/src/plant.ts": 'export * from "@kaspa-pay/api-contract";\n' },
  },
  {
    breaks: "chain-shows-its-surface",
    what: "a node connection in a feature",
    files: {
      "apps/server/src/chain/sources/plant-target.ts": "export const target = 1;\n",
      "apps/server/src/features/plant/plant.ts":
        'export { target } from "../../chain/sources/plant-target.ts";\n',
    },
  },
  {
    breaks: "features-never-meet",
    what: "one feature in another",
    files: {
      "apps/dashboard/src/features/plant-one/target.ts": "export const target = 1;\n",
      "apps/dashboard/src/features/plant-two/plant.ts": 'export { target } from "../plant-one/target.ts";\n',
    },
  },
  {
    breaks: "repositories-stay-in-their-feature",
    what: "another feature's repository",
    files: {
      "apps/server/src/features/plant/repository.ts": "export const target = 1;\n",
      "apps/server/src/features/plant-other/plant.ts": 'export { target } from "../plant/repository.ts";\n',
    },
  },
  {
    breaks: "repositories-stay-in-their-feature",
    what: "the chain's repository in a feature",
    files: {
      "apps/server/src/features/plant-other/chain.ts":
        'export { chainRepository } from "../../chain/repository/index.ts";\n',
    },
  },
  {
    breaks: "features-never-meet",
    what: "a feature in the dashboard's ui",
    files: {
      "apps/dashboard/src/ui/plant.ts": 'export { target } from "../features/plant-one/target.ts";\n',
    },
  },
  {
    breaks: "only-the-container-sees-all",
    what: "a module in main",
    files: { "apps/server/src/main.ts": 'import "./database/plant-target.ts";\n' },
  },
  {
    breaks: "simulator-can-be-left-out",
    what: "a static import of the simulator in the container",
    files: { "apps/server/src/container.ts": 'export * as sim from "@kaspa-pay/kaspa-sim";\n' },
  },
  {
    breaks: "heavy-libraries-have-one-home",
    what: "express in a feature",
    files: { "apps/server/src/features/plant/express.ts": 'export { default } from "express";\n' },
  },
  {
    breaks: "heavy-libraries-have-one-home",
    what: "kysely outside of a repository",
    files: { "apps/server/src/features/plant/query.ts": 'export { sql } from "kysely";\n' },
  },
  {
    breaks: "wallets-stand-on-core",
    what: "the cryptography of kaspa in wallets",
    files: { "packages/wallets/src/plant.ts": 'export { decodeAddress } from "@kaspa-pay/kaspa";\n' },
  },
  {
    breaks: "sdk-runs-everywhere",
    what: "a module of Node in the client",
    files: { "packages/sdk/src/plant.ts": 'export { readFileSync } from "node:fs";\n' },
  },
  {
    breaks: "sdk-runs-everywhere",
    what: "the command line in the client",
    files: {
      "packages/sdk/src/cli/plant-target.ts": "export const target = 1;\n",
      "packages/sdk/src/plant-cli.ts": 'export { target } from "./cli/plant-target.ts";\n',
    },
  },
];

const ALLOWED = {
  "apps/dashboard/src/lib/plant-type.ts": 'export type * from "@kaspa-pay/api-contract/router";\n',
};

let tree: string;
let violations: Violation[];

beforeAll(async () => {
  tree = await mkdtemp(join(tmpdir(), "kaspa-pay-law-"));
  await copySources();
  for (const files of [...PLANTS.map((plant) => plant.files), ALLOWED]) await plant(files);
  violations = await findViolations();
});
afterAll(() => rm(tree, { recursive: true, force: true }));

test.each(PLANTS)("$what fails as $breaks", ({ breaks, files }) => {
  const caught = violations.filter((violation) => violation.rule.name === breaks).map(({ from }) => from);
  expect(caught.some((from) => from in files)).toBe(true);
});

test("a type-only import of the router in the dashboard passes", () => {
  expect(violations.filter(({ from }) => from in ALLOWED)).toEqual([]);
});

test("ARCHITECTURE.md lists exactly the rules of the lint file, in its order", async () => {
  const law = createRequire(import.meta.url)("../.dependency-cruiser.cjs") as {
    forbidden: { name: string }[];
  };
  const text = await readFile(join(ROOT, "ARCHITECTURE.md"), "utf8");
  const listed = [...text.matchAll(/^\| \d+ \| `([a-z-]+)` \|/gm)].map((match) => match[1]);
  expect(listed).toEqual([...new Set(law.forbidden.map((rule) => rule.name))]);
});

/** Sources and the relative links between packages; third-party packages stay where they are. */
async function copySources(): Promise<void> {
  const skipped = new Set(["dist", "dist-types", "dist-pages", ".data", "test", "vectors"]);
  await cp(join(ROOT, ".dependency-cruiser.cjs"), join(tree, ".dependency-cruiser.cjs"));
  await cp(join(ROOT, "tsconfig.base.json"), join(tree, "tsconfig.base.json"));
  await symlink(join(ROOT, "node_modules"), join(tree, "node_modules"));
  for (const folder of ["apps", "packages"]) {
    for (const name of await readdir(join(ROOT, folder))) {
      await cp(join(ROOT, folder, name), join(tree, folder, name), {
        recursive: true,
        verbatimSymlinks: true,
        filter: (path) => !skipped.has(basename(path)) && !/node_modules\/\.(?!bin)/.test(path),
      });
    }
  }
}

async function plant(files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(tree, path)), { recursive: true });
    await writeFile(join(tree, path), text);
  }
}

async function findViolations(): Promise<Violation[]> {
  const tool = join(ROOT, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const args = [tool, "apps", "packages", "--config", ".dependency-cruiser.cjs", "--output-type", "json"];
  const output = await new Promise<string>((answer) => {
    execFile(process.execPath, args, { cwd: tree, maxBuffer: 100_000_000 }, (_, stdout) => answer(stdout));
  });
  return (JSON.parse(output) as { summary: { violations: Violation[] } }).summary.violations;
}
