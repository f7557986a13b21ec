// What an answer must be: a documented status, with a body that fits the schema of that status.
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { Act, JsonSchema } from "./plan.ts";
import { document } from "./plan.ts";

const ajv = addFormats.default(new Ajv2020({ strict: false, validateFormats: true }));
const ROOT = "https://document.invalid/openapi.json";
ajv.addSchema({ $id: ROOT, components: document.components } as object);

const compiled = new Map<string, ValidateFunction>();

function validator(schema: JsonSchema): ValidateFunction {
  const text = JSON.stringify(schema).replaceAll('"#/components', `"${ROOT}#/components`);
  const known = compiled.get(text);
  if (known !== undefined) return known;
  const made = ajv.compile(JSON.parse(text) as object);
  compiled.set(text, made);
  return made;
}

export interface Answered {
  readonly status: number;
  readonly type: string;
  readonly requestId: string | null;
  readonly text: string;
}

/** Whether a value fits a schema of the document. */
export const fits = (schema: JsonSchema, value: unknown): boolean => validator(schema)(value);

/** What is wrong with an answer; null = nothing. */
export function faultOf(act: Act, answer: Answered): string | null {
  const { status, type, text } = answer;
  const contents = act.responses.get(String(status));
  if (status >= 500) return `answered ${status}: ${text.slice(0, 200)}`;
  if (contents === undefined) return `status ${status} is not in the document: ${text.slice(0, 200)}`;
  if (answer.requestId === null) return "no X-Request-Id";
  const media = Object.keys(contents);
  if (media.length === 0) return text === "" ? null : `a body where the document has none`;
  const found = media.find((one) => type.startsWith(one));
  if (found === undefined) return `media type ${type}, documented: ${media.join(", ")}`;
  const schema = contents[found]?.schema;
  if (found !== "application/json" || schema === undefined) return null;
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return `no JSON: ${text.slice(0, 100)}`;
  }
  const check = validator(schema);
  return check(body) ? null : `does not fit its schema: ${ajv.errorsText(check.errors).slice(0, 300)}`;
}
