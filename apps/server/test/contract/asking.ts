// Requests to the operations of the document, made from the fields that the preparation of a store has for each.
import { operationNamed } from "../../src/http/operations.ts";
import type { PreparedStore } from "../fuzz/open-store.ts";
import { bearer, type Proof, type Ready } from "../fuzz/preparing.ts";
import { type Answered, faultOf } from "./check-answer.ts";
import type { Operation } from "./documented-operations.ts";

export type Fields = Readonly<Record<string, unknown>>;

export interface Asked {
  readonly operation: Operation;
  readonly fields?: Fields;
  readonly headers?: Readonly<Record<string, string>>;
  /** Instead of the fields that belong into the body. */
  readonly body?: string;
}

export interface Answer extends Answered {
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever the server answers
  readonly json: any;
}

/** The path with its query, and the body: each field is sent where the document has it. */
export function partsOf({ operation, fields = {} }: Asked): { path: string; body: string | null } {
  const rest = { ...fields };
  let { path } = operation;
  const query = new URLSearchParams();
  for (const { name, in: where } of operation.parameters) {
    if (where === "header" || rest[name] === undefined) continue;
    if (where === "path") path = path.replace(`{${name}}`, encodeURIComponent(String(rest[name])));
    else if (rest[name] !== null) query.append(name, String(rest[name]));
    delete rest[name];
  }
  const hasBody = operation.body !== null;
  if (!hasBody) for (const [name, value] of Object.entries(rest)) query.append(name, String(value));
  const search = query.size === 0 ? "" : `?${query}`;
  return { path: `/api/v1${path}${search}`, body: hasBody ? JSON.stringify(rest) : null };
}

export async function ask(base: string, asked: Asked): Promise<Answer> {
  const { path, body: written } = partsOf(asked);
  const body = asked.body ?? written;
  const stop = new AbortController();
  const answer = await fetch(base + path, {
    method: asked.operation.method,
    headers: { ...(body !== null && { "content-type": "application/json" }), ...asked.headers },
    body,
    redirect: "manual",
    signal: stop.signal,
  });
  const { status, headers } = answer;
  if (headers.get("content-type")?.startsWith("text/event-stream") === true) {
    stop.abort();
    return { status, headers, text: "", json: null };
  }
  const text = await answer.text();
  return { status, headers, text, json: text.startsWith("{") ? JSON.parse(text) : null };
}

/** What is wrong with a refusal: it is not the expected one, or not as the document says. Null = nothing. */
export function wrongIn(operation: Operation, answer: Answer, status: number, code: string): string | null {
  if (answer.status !== status || answer.json?.code !== code)
    return `${answer.status} ${answer.text.slice(0, 300)} instead of ${status} ${code}`;
  return faultOf(operation, answer);
}

/** Headers that prove a caller who may: the one that the preparation names, else the merchant's key or session. */
export function proofOf(operation: Operation, store: PreparedStore, ready?: Ready): Proof {
  const { key, token } = store.person;
  if (ready?.as === "session") return bearer(token);
  if (ready?.as === "key") return bearer(key);
  if (ready?.as !== undefined) return ready.as;
  if (takes(operation, "keyHeader")) return bearer(key);
  return takes(operation, "bearer") ? bearer(token) : {};
}

export const takes = (operation: Operation, scheme: string): boolean =>
  operation.security.some((schemes) => schemes.includes(scheme));

export const isOpen = (operation: Operation): boolean =>
  operation.security.some((schemes) => schemes.length === 0);

/** The metadata of the procedure behind an operation; null for routes that are no procedures. */
export const metadataOf = ({ name }: Operation) => {
  const found = operationNamed(name);
  return found === undefined || found.rest === null ? null : { ...found, rest: found.rest };
};

/** The same kind of id, which nobody has. */
export const strangerOf = (id: string): string => id.replace(/.{12}$/, "0123456789ab");
