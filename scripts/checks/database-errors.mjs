// A violated constraint has no reliable name: a database that is spread over several servers sends none, or another one.
// So a conflict is answered by the statement itself. docs/spec/data-model.md#statements
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../run.mjs";

const FOLDER = "apps/server/src";
const READS_NAME = /\.constraint\b|\bconstraint\??:\s*(?:string|unknown)/;
const NAMED = /^CREATE UNIQUE INDEX (\w+)|^ {2}CONSTRAINT (\w+)/gm;

/** Sources of the server that read which constraint an error is about. */
export function checkDatabaseErrors() {
  const schema = readFileSync(join(ROOT, "docs/schema.sql"), "utf8");
  const names = [...schema.matchAll(NAMED)].map((match) => match[1] ?? match[2]);
  return readdirSync(join(ROOT, FOLDER), { recursive: true })
    .filter((path) => /\.ts$/.test(path) && !/\.test\.ts$|^database[\\/]migrations[\\/]/.test(path))
    .flatMap((path) =>
      constraintReads(`${FOLDER}/${path}`, readFileSync(join(ROOT, FOLDER, path), "utf8"), names),
    );
}

/** By line: the field of an error, or a text that is the name of a constraint or unique index. */
export function constraintReads(path, text, names) {
  const quoted = new RegExp(`["'\`](?:${names.join("|")})["'\`]`);
  return text
    .split("\n")
    .flatMap((line, index) =>
      READS_NAME.test(line) || quoted.test(line)
        ? [`${path}:${index + 1} reads the name of a constraint: docs/spec/data-model.md#statements`]
        : [],
    );
}
