// A guide is pasted from: a call that it names must exist. Calls of other APIs are printed without our /api.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../../..");
const GUIDES = join(ROOT, "docs/guides");
const CALL = /`(GET|POST|PUT|PATCH|DELETE) \/api(?:\/v1)?(\/[^`?\s]*)/g;

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const document = JSON.parse(readFileSync(join(ROOT, "docs/openapi.json"), "utf8")) as Document;
/** Method and path, whatever a guide calls the parameter. */
const known = new Set(
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{\w+\}/g, ":")}`),
  ),
);

const callsOf = (text: string) =>
  [...text.matchAll(CALL)].map(([, method, path = ""]) => `${method} ${path.replace(/:\w+/g, ":")}`);

test("every call that a guide names is in the API document", () => {
  const named = readdirSync(GUIDES).flatMap((file) =>
    callsOf(readFileSync(join(GUIDES, file), "utf8")).map((call) => ({ file, call })),
  );
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter(({ call }) => !known.has(call))).toEqual([]);
});
