import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { KaspaPay } from "../src/index.ts";

test("the README names every method of the client, and no other", async () => {
  const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
  const rows = [...readme.matchAll(/^\| `(\w+)` \| (`\w+\(.*) \|$/gm)];
  const listed = Object.fromEntries(
    rows.map(([, noun = "", text = ""]) => [noun, [...text.matchAll(/`(\w+)\(/g)].map(([, name]) => name)]),
  );
  const client = new KaspaPay({ baseUrl: "https://pay.example.com" });
  const there = Object.fromEntries(
    Object.entries(client).map(([noun, methods]) => [noun, Object.keys(methods)]),
  );
  for (const methods of [...Object.values(listed), ...Object.values(there)]) methods.sort();
  expect(listed).toEqual(there);
});
