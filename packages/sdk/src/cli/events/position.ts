// How far a follower of events has come: in a file, so that a new start goes on there.
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { UsageError } from "../failures.ts";

/**
 * Events are listed by the time at which they were made. One that was made earlier may become visible later, when its
 * transaction took longer; so the last minute is always read again, and ids say what was handled.
 */
const OVERLAP_MS = 60_000;

interface Handled {
  /** Events are read from this moment on; null: from the first event there is. */
  since: string | null;
  /** Time of each handled event that is not older than `since`, by its id. */
  handled: Record<string, string>;
}

export interface Position {
  readonly since: string | null;
  has(id: string): boolean;
  /** Notes events as handled, and keeps that. */
  add(events: readonly { readonly id: string; readonly timestamp: string }[]): void;
}

/** A position that ends with the program. */
export function openPosition(
  start: Handled = { since: null, handled: {} },
  keep = (_: Handled) => {},
): Position {
  let { since, handled } = start;
  return {
    get since() {
      return since;
    },
    has: (id) => Object.hasOwn(handled, id),
    add(events) {
      const times = events.map(({ id, timestamp }) => [id, timestamp] as const);
      const all = [...Object.entries(handled), ...times];
      const newest = Math.max(...all.map(([, at]) => Date.parse(at)));
      if (newest > 0) since = new Date(newest - OVERLAP_MS).toISOString();
      handled = Object.fromEntries(all.filter(([, at]) => since === null || at >= since));
      keep({ since, handled });
    },
  };
}

/** A position in a file. Null when there is no file. @throws UsageError for a file of another kind */
export function readPosition(path: string): Position | null {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  try {
    const { since, handled } = JSON.parse(text) as Handled;
    if ((since === null || typeof since === "string") && typeof handled === "object" && handled !== null)
      return openPosition({ since, handled }, (value) => replaceFile(path, value));
  } catch {
    // Named below.
  }
  throw new UsageError(`${path} is no position in the events`, "Delete it to begin with the next event");
}

/** A new position that is kept in this file. */
export function createPosition(path: string): Position {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  return openPosition(undefined, (value) => replaceFile(path, value));
}

/** Whole or not at all, whenever the program ends. */
function replaceFile(path: string, value: object): void {
  const next = `${path}.new`;
  const file = openSync(next, "w", 0o600);
  try {
    writeSync(file, JSON.stringify(value));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(next, path);
}
