import { expect, test } from "vitest";
import { checkDatabaseErrors, constraintReads } from "./database-errors.mjs";

const NAMES = ["links_slug", "payments_pkey"];
const faultsOf = (line: string): string[] => constraintReads("plant.ts", `\n${line}\n`, NAMES);

test.each([
  "if (error.constraint === SLUG) return false;",
  "const { constraint } = error as { constraint?: string };",
  'const SLUG_TAKEN = "links_slug";',
  'if (error.message.includes("payments_pkey")) return null;',
])("a source that reads the name of a constraint fails, with the line: %s", (line) => {
  expect(faultsOf(line)).toEqual([expect.stringMatching(/^plant\.ts:2 /)]);
});

test("other codes and names pass, and so does the server", () => {
  expect(faultsOf('if (error.code === "23505") return false; // links')).toEqual([]);
  expect(checkDatabaseErrors()).toEqual([]);
});
