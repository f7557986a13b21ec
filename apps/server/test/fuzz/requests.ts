// One request of the fuzz: an operation of the document, filled with values, sent by one of several callers.
import type { Seeded } from "../chaos/seeded.ts";
import type { Act } from "./plan.ts";
import { resolved } from "./plan.ts";
import { type Known, type Mood, objectFor, valueFor } from "./values.ts";

export interface Request {
  readonly method: string;
  /** With its query, below the server's address. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer> | null;
  /** The body as a value; undefined when its text is broken on purpose. */
  readonly value: unknown;
}

export function requestFor(
  act: Act,
  random: Seeded,
  known: Known,
  proof: Readonly<Record<string, string>>,
): Request {
  const mood: Mood = random.chance(0.5) ? "valid" : "hostile";
  const making = { random, known, mood };
  let path = `/api/v1${act.path}`;
  const query = new URLSearchParams();
  const headers: Record<string, string> = { ...proof };
  for (const parameter of act.parameters) {
    // Another store than the one that made the ids would only be a way to 404.
    const given = parameter.required || random.chance(parameter.name === "X-Store-Id" ? 0.03 : 0.3);
    if (!given && parameter.in !== "path") continue;
    const value = valueFor(knownName(act, parameter), parameter.schema, making);
    const text = typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
    if (parameter.in === "path") path = path.replace(`{${parameter.name}}`, inPath(text));
    else if (parameter.in === "query") query.append(parameter.name, wellFormed(text).slice(0, 2_000));
    else headers[parameter.name] = encodeURIComponent(wellFormed(text)).slice(0, 300) || "k";
  }
  if (mood === "hostile" && random.chance(0.05)) query.append("unknown", "1");
  const search = query.toString();
  return {
    method: act.method,
    path: search === "" ? path : `${path}?${search}`,
    ...bodyFor(act, random, making, headers),
  };
}

/** Ids are known by their prefix: an id in a path is of the kind that the path is about. */
const PREFIXES: Readonly<Record<string, string>> = {
  auth: "ses",
  stores: "sto",
  links: "lnk",
  payments: "pay",
  webhooks: "whk",
  deliveries: "dlv",
  events: "evt",
  "api-keys": "key",
};

function knownName({ path }: Act, parameter: Act["parameters"][number]): string {
  if (parameter.in !== "path" || parameter.name !== "id") return parameter.name;
  return PREFIXES[path.split("/")[1] ?? ""] ?? "id";
}

const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, "");

/** Empty segments and dots would be another path. */
function inPath(text: string): string {
  const kept = wellFormed(text).slice(0, 200);
  return /^\.{0,2}$/.test(kept) ? "x" : encodeURIComponent(kept);
}

function bodyFor(
  act: Act,
  random: Seeded,
  making: { random: Seeded; known: Known; mood: Mood },
  headers: Record<string, string>,
): Pick<Request, "headers" | "body" | "value"> {
  if (act.body === null) return { headers, body: null, value: undefined };
  const value = objectFor(resolved(act.body), making);
  const json = { ...headers, "content-type": "application/json" };
  if (making.mood === "valid") return { headers: json, body: JSON.stringify(value), value };
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
