import { expect, test } from "vitest";
import { citationFaults } from "./citations.mjs";

const PLANNED = new Map([["M-01", "one payment for fifty equal requests"]]);
const faultsOf = (path: string, text: string): string[] => citationFaults(path, text, PLANNED);

test.each([
  ["a page that is not here", "packages/core/src/plant.ts", "// As features.md says.\n"],
  ["a page by its name alone", "packages/core/src/plant.ts", "/** See webhooks.md. */\n"],
  ["a heading that is not there", "packages/core/src/plant.ts", "// docs/spec/webhooks.md#nowhere\n"],
  ["a section by number", "packages/core/src/plant.ts", "const x = 1; // the rules of 6.7\n"],
  [
    "a section by number in a title",
    "packages/core/test/plant.test.ts",
    'test("6.7 late, ignored", () => {});\n',
  ],
  ["a source document", "apps/dashboard/src/lib/plant.tsx", "{/* as seed 000 prints it */}\n"],
  ["a phase of a plan", "scripts/plant.mjs", "// comes in stage 2\n"],
  ["a rule by number", "packages/core/src/plant.ts", "// rule 8\n"],
  ["a section in SQL", "apps/server/src/store/plant.sql", "select 1; -- section 3.2\n"],
  ["a test id that the plan lacks", "e2e/plant.spec.ts", 'test("Z-99 nothing is lost", () => {});\n'],
  ["the same in a table", "apps/server/test/plant.test.ts", '[{ row: "Z-99 another network" }];\n'],
])("%s fails, with the line", (_what, path, line) => {
  const [fault, ...more] = faultsOf(path, `\n${line}`);
  expect(fault).toMatch(new RegExp(`^${path}:2 `));
  expect(more).toEqual([]);
});

test.each([
  ["a heading that is there", "packages/core/src/plant.ts", "// docs/spec/webhooks.md#order-and-repeats\n"],
  [
    "a page from the root",
    "packages/core/src/plant.ts",
    "// ARCHITECTURE.md and docs/guides/04-webhooks.md\n",
  ],
  [
    "versions and quantities",
    "packages/core/src/plant.ts",
    "// OpenAPI 3.1, kaspad 1.1.0, 1.5 s, 2.45 USD, 0.2 KAS\n",
  ],
  ["numbers of the code", "packages/core/src/plant.ts", 'const rate = 6.7; const url = "https://x/6.7";\n'],
  ["a planned test id", "e2e/plant.spec.ts", 'test("M-01 one payment", () => {});\n'],
  ["a bare id, which is data", "e2e/plant.spec.ts", 'const order = "B-77";\n'],
])("%s passes", (_what, path, line) => {
  expect(faultsOf(path, line)).toEqual([]);
});
