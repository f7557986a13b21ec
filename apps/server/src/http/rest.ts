// REST: one Express route per procedure that has `meta.rest`. No route is written by hand.
import type { Issue } from "@kaspa-pay/api-contract";
import { ApiError } from "@kaspa-pay/api-contract";
import { type Caller, type Context, given, issuesOf, requireAccess } from "@kaspa-pay/api-contract/router";
import express, { type Request, type RequestHandler, type Router } from "express";
import { ZodError } from "zod";
import { callerOf } from "./auth/caller.ts";
import { writeSession } from "./auth/cookies.ts";
import { assertOwnPage } from "./auth/csrf.ts";
import type { HttpDeps } from "./deps.ts";
import { methodNotAllowed } from "./errors.ts";
import type { Limits } from "./limits/limits.ts";
import { preflight, publicCors } from "./middleware/cors.ts";
import { jsonBody } from "./middleware/json-body.ts";
import { type RestOperation, restOperations } from "./operations.ts";
import { fieldKinds, typedValues } from "./query-values.ts";

type RestDeps = Pick<HttpDeps, "handlers" | "once" | "identities" | "settings"> & { readonly limits: Limits };

/** Adds every route of the contract, its aliases, its preflight, and 405 for the other methods of its path. */
export function mountRest(router: Router, deps: RestDeps): void {
  const methods = new Map<string, Set<string>>();
  const shared = new Map<string, Set<string>>();
  for (const operation of restOperations) {
    const { method, path, aliases = [], cors } = operation.rest;
    const handlers = [
      ...(cors === undefined ? [] : [publicCors]),
      prove(operation, deps),
      jsonBody,
      serve(operation, deps),
    ];
    for (const route of [{ method, path }, ...aliases]) {
      router[verb(route.method)](route.path, ...handlers);
      methods.set(route.path, (methods.get(route.path) ?? new Set()).add(route.method));
    }
    if (cors !== undefined) shared.set(path, (shared.get(path) ?? new Set()).add(method));
  }
  for (const [path, asked] of shared) {
    router.options(path, preflight(asked));
    methods.get(path)?.add("OPTIONS");
  }
  for (const [path, allowed] of methods) router.all(path, methodNotAllowed([...allowed]));
}

function verb(method: RestOperation["rest"]["method"]): "get" | "post" | "patch" | "put" | "delete" {
  return method.toLowerCase() as "get" | "post" | "patch" | "put" | "delete";
}

/** Who calls, and whether they may. Before the body is read: a caller without a right learns nothing about the fields. */
function prove(operation: RestOperation, deps: RestDeps): RequestHandler {
  const { publicUrl } = deps.settings;
  const knownFields = new Set(Object.keys(operation.input?.shape ?? {}));
  return async (req, res, next) => {
    if (operation.rest.refusal !== undefined) res.locals.refusal = operation.rest.refusal;
    res.locals.knownFields = knownFields;
    const publicRoute = operation.rest.cors !== undefined;
    const caller = await callerOf(req, res, { identities: deps.identities, publicUrl }, { publicRoute });
    if (!publicRoute && (caller.via === "none" || caller.via === "client_token"))
      assertOwnPage(req, publicUrl);
    requireAccess(caller, operation.auth);
    await deps.limits.call(operation, caller, res);
    res.locals.caller = caller;
    next();
  };
}

function serve(operation: RestOperation, deps: RestDeps): RequestHandler {
  const kinds = operation.input === null ? new Map() : fieldKinds(operation.input);
  return async (req, res) => {
    const { caller } = res.locals as { caller: Caller };
    const input = inputOf(req, operation, kinds);
    const context: Context = { handlers: deps.handlers, once: deps.once, caller, reply: {} };
    const body = await operation.call(context, input);
    // A bearer caller keeps its proof itself; only a browser's session is in the cookie.
    if (caller.via === "cookie") writeSession(res, context.reply, deps.settings.publicUrl);
    if (context.reply.replayed) res.set("Idempotent-Replayed", "true");
    res.status(operation.rest.status).json(body);
  };
}

/** Path, query and body of a request as the one input object of its procedure. */
function inputOf(req: Request, operation: RestOperation, kinds: ReturnType<typeof fieldKinds>): unknown {
  const issues: Issue[] = [];
  const query = { ...req.query };
  // The client token may be in the query of any route; it is no field.
  delete query.token;
  const hasBody = operation.rest.method !== "GET" && operation.rest.method !== "DELETE";
  if (hasBody) {
    for (const name of Object.keys(query)) issues.push(unknownField(name));
  }
  const sent: unknown = hasBody ? (req.body ?? {}) : {};
  // PHP writes a body without fields as [].
  const body = Array.isArray(sent) && sent.length === 0 ? {} : sent;
  if (!isObject(body)) throw new ApiError("invalid_request", "The body must be a JSON object");
  const fields = hasBody ? body : typedValues(query, kinds, issues);
  for (const name of operation.pathParams) {
    if (Object.hasOwn(fields, name)) issues.push(unknownField(name));
  }
  const input = { ...fields, ...typedValues(req.params, kinds, issues) };
  if (operation.input === null) {
    for (const name of Object.keys(input)) issues.push(unknownField(name));
  }
  if (issues.length > 0) throw refuse(issues, operation, input);
  return operation.input === null ? undefined : input;
}

/** Lists faults of conversion together with those that validation finds in the other fields. */
function refuse(issues: Issue[], operation: RestOperation, input: Record<string, unknown>): ApiError {
  const known = new Set(issues.map((issue) => issue.path));
  const parsed = operation.input?.safeParse(given(operation.input, input));
  const more = parsed?.error instanceof ZodError ? issuesOf(parsed.error) : [];
  const all = [...issues, ...more.filter((issue) => !known.has(issue.path))];
  const [first] = all;
  const text =
    all.length === 1 && first !== undefined
      ? `${first.path}: ${first.message}`
      : `${all.length} fields are wrong`;
  return new ApiError("invalid_request", text, { issues: all, ...(first && { param: first.path }) });
}

function unknownField(path: string): Issue {
  return { path, message: `Unknown field "${path.slice(0, 60)}"` };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Router with strict paths for the API. */
export function apiRouter(): Router {
  return express.Router({ caseSensitive: true, strict: false });
}
