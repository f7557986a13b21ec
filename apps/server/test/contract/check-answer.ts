// What an answer must be: of a documented status, with the headers of that status, and a body that fits its schema and
// holds nothing else.
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { Documented, JsonSchema, Operation } from "./documented-operations.ts";
import { document } from "./documented-operations.ts";

const ajv = addFormats.default(new Ajv2020({ strict: false, validateFormats: true }));
const ROOT = "https://document.invalid/openapi.json";
ajv.addSchema({ $id: ROOT, components: closed(document.components) } as object);

const compiled = new Map<string, ValidateFunction>();

/** Fields that no schema names are refused: what the document does not describe must not be sent. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]));
  const isOpenObject = inner.type === "object" && "properties" in inner && !("additionalProperties" in inner);
  return isOpenObject ? { ...inner, additionalProperties: false } : inner;
}

function validator(schema: JsonSchema): ValidateFunction {
  const text = JSON.stringify(schema).replaceAll('"#/components', `"${ROOT}#/components`);
  const known = compiled.get(text);
  if (known !== undefined) return known;
  const made = ajv.compile(closed(JSON.parse(text)) as object);
  compiled.set(text, made);
  return made;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Whether a value fits a schema of the document. */
export const fits = (schema: JsonSchema, value: unknown): boolean => validator(schema)(value);

/** What is wrong with an answer; null = nothing. */
export function faultOf(operation: Operation, answer: Answered): string | null {
  const { status, text } = answer;
  const declared = operation.responses.get(String(status));
  if (declared === undefined) return `status ${status} is not in the document: ${text.slice(0, 200)}`;
  return headerFault(declared, answer) ?? bodyFault(operation, declared, answer);
}

/** Sent only with the stored answer of an earlier request. */
const SOMETIMES = new Set(["Idempotent-Replayed"]);

function headerFault({ headers: documented }: Documented, { status, headers }: Answered): string | null {
  const wanted = ["X-Request-Id", ...(status === 429 ? ["Retry-After"] : []), ...documented];
  const missing = wanted.find((name) => !SOMETIMES.has(name) && !headers.has(name));
  if (missing !== undefined) return `no ${missing}`;
  const wait = headers.get("retry-after");
  return wait === null || /^[1-9]\d*$/.test(wait) ? null : `Retry-After: ${wait}`;
}

function bodyFault(
  operation: Operation,
  { contents }: Documented,
  { status, headers, text }: Answered,
): string | null {
  const type = headers.get("content-type") ?? "";
  const media = Object.keys(contents);
  if (media.length === 0) return text === "" ? null : "a body where the document has none";
  const found = media.find((candidate) => candidate === type.split(";")[0]);
  if (found === undefined) return `media type ${type}, documented: ${media.join(", ")}`;
  const { schema, examples } = contents[found] ?? {};
  if (found !== "application/json" || schema === undefined) return null;
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return `no JSON: ${text.slice(0, 100)}`;
  }
  const check = validator(schema);
  if (!check(body)) return `does not fit its schema: ${wrongIn(check.errors ?? [])}`;
  return status < 400
    ? null
    : codeFault(operation, status, body as { code: string }, Object.keys(examples ?? {}));
}

/** A program acts on `code`: it is one of this status, and one that the operation's own words name where codes differ. */
function codeFault(
  operation: Operation,
  status: number,
  { code }: { code: string },
  ofStatus: readonly string[],
): string | null {
  if (!ofStatus.includes(code)) return `${code} is not documented for ${status}`;
  const own = status === 409 || status === 422;
  return own && !operation.description.includes(`\`${code}\``)
    ? `${code} is not named for this operation`
    : null;
}

/** With the name of a field too many, which the library's own text leaves out. */
function wrongIn(errors: readonly ErrorObject[]): string {
  const texts = errors.map(({ instancePath, message, params }) =>
    [instancePath, message, params.additionalProperty].filter(Boolean).join(" "),
  );
  return texts.join("; ").slice(0, 300);
}
