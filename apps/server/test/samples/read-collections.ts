// The collections of docs/collections as requests to send: a small reader of what Postman and Bruno would do with them.
// `npm run collections` sends them with the real tools.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Json } from "../support/http.ts";

const FOLDER = join(import.meta.dirname, "../../../../docs/collections");

/**
 * What a run from the first request to the last cannot be granted: what these ask for is not there, or another request has
 * settled it. Their bodies are well formed.
 */
export const REFUSED: Readonly<Record<string, string>> = {
  "End one session": "404 not_found",
  "Set a new password with the token of a reset link": "401 unauthorized",
  "Check the signature of a return to the shop": "400 invalid_request",
  "Make a new payment for the order of an expired one": "409 payment_has_transfers",
  "Cancel a payment that received nothing": "409 payment_has_transfers",
  "Mark a payment paid or invalid, or clear the mark": "409 conflict",
  "Decide an open attention entry": "409 conflict",
  "Look a transaction up on the chain for this payment": "404 not_found",
  "Give an unmatched transfer to a payment": "404 not_found",
  "Put an unmatched transfer aside": "404 not_found",
  "Say that an output of unknown origin pays the refund": "409 conflict",
  "What a claim link offers its payer": "400 invalid_request",
  "Name the address that the refund goes to": "400 invalid_request",
  "Read a deposit": "404 not_found",
  "Say that an output of unknown origin pays the payout": "409 conflict",
  "Send a test event now and see the exact result": "409 conflict",
  "Send again all that failed since a time": "409 conflict",
  "Send one delivery again, under the same event id": "404 not_found",
};

export type Variables = Record<string, string>;

export interface ReadyRequest {
  readonly name: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Name of the variable with the proof; null = none. */
  readonly proof: string | null;
  /** Takes from a successful answer what later requests use. */
  keep(answer: Json, variables: Variables): void;
}

export interface ReadCollection {
  readonly variables: Variables;
  readonly requests: readonly ReadyRequest[];
}

const read = (file: string): Json => JSON.parse(readFileSync(join(FOLDER, file), "utf8"));

const variableOf = (text: string): string => /^\{\{(\w+)\}\}$/.exec(text)?.[1] ?? text;

/** `data[0].id` of an object; undefined where it has none. */
const valueAt = (object: Json, path: string): unknown =>
  path.split(/[.[\]]+/).reduce((inner, name) => (name === "" ? inner : inner?.[name]), object);

export function readPostman(): ReadCollection {
  const { variable, item, auth: common } = read("kaspa-pay.postman_collection.json");
  const proofOf = (auth: Json): string | null =>
    auth.type === "noauth" ? null : variableOf(auth.bearer[0].value);
  const requests = item.flatMap(({ item: inner }: Json) =>
    inner.map(({ name, request, event = [] }: Json): ReadyRequest => {
      const { method, url, header, body, auth = common } = request;
      const query = (url.query ?? [])
        .filter(({ disabled }: Json) => !disabled)
        .map(({ key }: Json) => `${key}=`);
      return {
        name,
        method,
        url: url.raw + (query.length > 0 ? `?${query.join("&")}` : ""),
        headers: Object.fromEntries(header.map(({ key, value }: Json) => [key, value])),
        body: body?.raw ?? null,
        proof: proofOf(auth),
        keep(answer, variables) {
          const pm = {
            response: { code: 200, json: () => answer },
            collectionVariables: {
              set: (key: string, value: string) => Object.assign(variables, { [key]: value }),
            },
          };
          for (const { script } of event) new Function("pm", script.exec.join("\n"))(pm);
        },
      };
    }),
  );
  return { variables: Object.fromEntries(variable.map(({ key, value }: Json) => [key, value])), requests };
}

export function readBruno(): ReadCollection {
  const { environments, items, root } = read("kaspa-pay.bruno.json");
  const proofOf = (auth: Json): string | null =>
    auth.mode === "none"
      ? null
      : variableOf((auth.mode === "inherit" ? root.request.auth : auth).bearer.token);
  const requests = items.flatMap(({ items: inner }: Json) =>
    inner.map(({ name, request }: Json): ReadyRequest => {
      const { method, url, headers, params, body, auth, vars } = request;
      const query = params.filter(({ enabled }: Json) => enabled).map((field: Json) => `${field.name}=`);
      return {
        name,
        method,
        url: url + (query.length > 0 ? `?${query.join("&")}` : ""),
        headers: Object.fromEntries(headers.map((header: Json) => [header.name, header.value])),
        body: body.mode === "json" ? body.json : null,
        proof: proofOf(auth),
        keep(answer, variables) {
          for (const { name: variable, value } of vars.res)
            variables[variable] = String(valueAt({ res: { body: answer } }, value) ?? variables[variable]);
        },
      };
    }),
  );
  const [{ variables }] = environments;
  return { variables: Object.fromEntries(variables.map(({ name, value }: Json) => [name, value])), requests };
}
