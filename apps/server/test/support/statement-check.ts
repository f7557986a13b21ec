// Records every statement that the gateway sends in a test file, and fails the file that sent one against the rules of
// docs/spec/data-model.md#statements. The gateway's pool has a client class of its own; statements that tests send by
// plain clients are not looked at.
import pg from "pg";
import { afterAll } from "vitest";
import { faultsOf, loadParser } from "./statement-rules.ts";

const sent = new Set<string>();
const plainQuery = pg.Client.prototype.query;

pg.Client.prototype.query = function query(this: pg.Client, ...args: unknown[]) {
  if (this.constructor !== pg.Client && !isMigration(this)) note(args[0]);
  return Reflect.apply(plainQuery, this, args);
} as typeof plainQuery;

/** Migrations run once, before tables are spread, and rewrite rows of all stores. */
function isMigration(client: pg.Client): boolean {
  const { connectionParameters } = client as { connectionParameters?: { application_name?: string } };
  return connectionParameters?.application_name === "kaspa-pay-migrate";
}

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
