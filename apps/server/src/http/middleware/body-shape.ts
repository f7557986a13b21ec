/** Field names and types of a body, never a value. */
export interface BodyShape {
  /** `items[].name` and its type, in the order of the body. */
  readonly fields: readonly (readonly [name: string, type: string])[];
  /** Fields that are left out: too many, too deep, or with a name that may itself be data. */
  readonly more: number;
}

const MAX_FIELDS = 60;
const MAX_DEPTH = 3;
/** Of fields that the operation does not know, in each object. */
const MAX_UNKNOWN = 10;
/** How many entries of a list are looked at: they are of one kind. */
const LIST_SAMPLE = 3;
/** What looks like a name in a program. A mail address or a number as a key is data of somebody. */
const NAME = /^[A-Za-z_][A-Za-z0-9_-]{0,39}$/;

type Found = { readonly fields: Map<string, string>; more: number };

/**
 * The shape of a parsed body; null when there is none. It costs the same for every body: what is beyond the limits is
 * counted and not looked at.
 */
export function shapeOf(body: unknown, known: ReadonlySet<string>): BodyShape | null {
  if (typeof body !== "object" || body === null || Buffer.isBuffer(body)) return null;
  const found: Found = { fields: new Map(), more: 0 };
  if (Array.isArray(body)) list(found, body, "", 1);
  else object(found, body, { path: "", depth: 1, known });
  return { fields: [...found.fields], more: found.more };
}

const NOTHING_KNOWN: ReadonlySet<string> = new Set();

function object(
  found: Found,
  value: object,
  { path, depth, known }: { path: string; depth: number; known: ReadonlySet<string> },
): void {
  let unknown = 0;
  for (const [name, inner] of Object.entries(value)) {
    const isKnown = known.has(name);
    if (!isKnown) unknown += 1;
    const at = path === "" ? name : `${path}.${name}`;
    const full = found.fields.size >= MAX_FIELDS && !found.fields.has(at);
    if (full || (!isKnown && (unknown > MAX_UNKNOWN || !NAME.test(name)))) found.more += 1;
    else field(found, inner, at, depth);
  }
}

function field(found: Found, value: unknown, path: string, depth: number): void {
  if (!found.fields.has(path)) found.fields.set(path, typeName(value));
  if (typeof value !== "object" || value === null) return;
  if (depth >= MAX_DEPTH) found.more += Object.keys(value).length;
  else if (Array.isArray(value)) list(found, value, path, depth + 1);
  else object(found, value, { path, depth: depth + 1, known: NOTHING_KNOWN });
}

function list(found: Found, values: readonly unknown[], path: string, depth: number): void {
  for (const value of values.slice(0, LIST_SAMPLE)) field(found, value, `${path}[]`, depth);
}

const typeName = (value: unknown): string =>
  value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
