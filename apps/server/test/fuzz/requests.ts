// One request of the fuzz: an operation of the document, filled with values, sent by one of several callers.
import type { Seeded } from "../chaos/seeded.ts";
import { type Operation, type Parameter, resolved } from "../contract/documented-operations.ts";
import type { Memory } from "./memory.ts";
import type { Proof, Ready } from "./preparing.ts";
import { type InputKind, type Making, objectFor, valueFor } from "./values.ts";

export interface Request {
  readonly method: string;
  /** With its query, below the server's address. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer> | null;
  /** The body as a value; undefined when its text is broken on purpose. */
  readonly value: unknown;
}

/** How close to the prepared fields: nothing else, changed at one or more places, or all made from the schema. */
export type Nearness = "right" | "near" | "made";

export interface Wanted {
  readonly operation: Operation;
  readonly memory: Memory;
  readonly ready: Ready | null;
  readonly nearness: Nearness;
  /** Who asks, once the id in the path is known. */
  proof(id: string | null): Proof;
}

const CHANGED = 0.3;

export function requestFor({ operation, memory, ready, nearness, proof }: Wanted, random: Seeded): Request {
  const inputKind: InputKind =
    nearness === "right" || (nearness === "made" && random.chance(0.5)) ? "valid" : "hostile";
  const prepared = nearness === "made" ? {} : (ready?.fields ?? {});
  const exact = nearness === "right" && ready !== null;
  const makingFor = (where: Parameter["in"] | "body"): Making => ({
    random,
    inputKind,
    remembered: (name) => memory.of(operation, name, where),
  });
  /** The prepared value, unless this request changes it; undefined = there is none. */
  const preparedOne = (name: string): unknown =>
    Object.hasOwn(prepared, name) && !(nearness === "near" && random.chance(CHANGED))
      ? prepared[name]
      : undefined;

  let path = `/api/v1${operation.path}`;
  let id: string | null = null;
  const query = new URLSearchParams();
  const headers: Record<string, string> = {};
  for (const parameter of operation.parameters) {
    const { name, schema } = parameter;
    const found = preparedOne(name);
    if (found === undefined && !isGiven(parameter, exact, random)) continue;
    const value = found ?? valueFor(name, schema, makingFor(parameter.in));
    const text = typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
    if (parameter.in === "path") {
      id = text;
      path = path.replace(`{${name}}`, inPath(text));
    } else if (parameter.in === "query") query.append(name, wellFormed(text).slice(0, 2_000));
    else headers[name] = encodeURIComponent(wellFormed(text)).slice(0, 300) || "k";
  }
  if (inputKind === "hostile" && random.chance(0.05)) query.append("unknown", "1");
  Object.assign(headers, proof(id));
  const search = query.toString();
  const address = { method: operation.method, path: search === "" ? path : `${path}?${search}` };
  const none = { ...address, headers, body: null, value: undefined };
  if (operation.body === null) return none;
  const schema = resolved(operation.body);
  const made = exact ? {} : objectFor(schema, makingFor("body"));
  for (const name of Object.keys(schema.properties ?? {})) {
    const found = preparedOne(name);
    if (found !== undefined) made[name] = found;
  }
  const isNeedless = !operation.bodyRequired && Object.keys(made).length === 0;
  if (random.chance(isNeedless ? 0.5 : inputKind === "hostile" ? 0.03 : 0)) return none;
  return { ...address, ...written(made, inputKind, random, headers) };
}

function isGiven({ in: where, name, required }: Parameter, exact: boolean, random: Seeded): boolean {
  if (where === "path" || required) return true;
  if (exact) return false;
  // Another store than the one that made the ids would only be a way to 404.
  return random.chance(name === "X-Store-Id" ? 0.03 : 0.3);
}

const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, "");

/** Empty segments and dots would be another path. */
function inPath(text: string): string {
  const kept = wellFormed(text).slice(0, 200);
  return /^\.{0,2}$/.test(kept) ? "x" : encodeURIComponent(kept);
}

/** The body as text, which a hostile client may break. */
function written(
  value: Record<string, unknown>,
  inputKind: InputKind,
  random: Seeded,
  headers: Record<string, string>,
): Pick<Request, "headers" | "body" | "value"> {
  const json = { ...headers, "content-type": "application/json" };
  if (inputKind === "valid") return { headers: json, body: JSON.stringify(value), value };
  const text = JSON.stringify(value);
  switch (random.between(0, 19)) {
    case 0:
      return { headers: json, body: text.slice(0, -1), value: undefined };
    case 1:
      return { headers: { ...headers, "content-type": "text/plain" }, body: text, value: undefined };
    case 2:
      return {
        headers: json,
        body: new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
        value: undefined,
      };
    case 3:
      return {
        headers: json,
        body: text.replace(/^\{/, '{"amount":1,"amount":12345678901234567890,'),
        value: undefined,
      };
    case 4:
      return { headers: json, body: random.pick(["[]", "null", "1", '"x"', "[1]", ""]), value: undefined };
    case 5:
      return { headers: json, body: text.replace(/^\{/, '{"__proto__":{"a":1},'), value: undefined };
    default:
      return { headers: json, body: text, value };
  }
}

/** The request as a line for a shell. */
export function asCurl(base: string, { method, path, headers, body }: Request): string {
  const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
  const head = Object.entries(headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`);
  const data =
    body === null
      ? []
      : [
          typeof body === "string"
            ? `--data-raw ${quote(body)}`
            : "--data-binary @body-with-bytes-that-are-no-utf-8",
        ];
  return ["curl -s -X", method, quote(`${base}${path}`), ...head, ...data].join(" ");
}
