import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { DEFECTS } from "../apps/server/test/defects/list.ts";

const ROOT = resolve(import.meta.dirname, "..");
const PATCHES = resolve(ROOT, "apps/server/test/defects");

test("each seeded defect has its patch, and each patch its place in the list", () => {
  const patches = readdirSync(PATCHES).filter((name) => name.endsWith(".patch"));
  expect(patches.toSorted()).toEqual(DEFECTS.map(({ name }) => `${name}.patch`).toSorted());
});

test.for(DEFECTS.map(({ name }) => name))(
  "the seeded defect %s still applies: if not, update its patch",
  (name) => {
    const check = () =>
      execFileSync("git", ["apply", "--check", resolve(PATCHES, `${name}.patch`)], {
        cwd: ROOT,
        stdio: "pipe",
      });
    expect(check).not.toThrow();
  },
);
