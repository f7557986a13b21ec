// Records every statement that the gateway sends in a test file, and fails the file that sent one against the rules of
// docs/spec/data-model.md#statements. The gateway's pool has a client class of its own; statements that tests send by
// plain clients are not looked at.
import pg from "pg";
import { afterAll } from "vitest";
import { faultsOf, loadParser } from "./statement-rules.ts";

const sent = new Set<string>();
const plainQuery = pg.Client.prototype.query;

pg.Client.prototype.query = function query(this: pg.Client, ...args: unknown[]) {
  if (this.constructor !== pg.Client) note(args[0]);
  return Reflect.apply(plainQuery, this, args);
} as typeof plainQuery;

function note(query: unknown): void {
  const text = typeof query === "string" ? query : (query as { text?: unknown } | null)?.text;
  if (typeof text === "string") sent.add(text);
}

afterAll(async () => {
  await loadParser();
  const faults = [...sent].flatMap((text) => faultsOf(text).map((fault) => `${fault}:\n${text}`));
  if (faults.length > 0)
    throw new Error(
      `docs/spec/data-model.md#statements\nA statement of this file ${faults.join("\n\nand one ")}`,
    );
});
