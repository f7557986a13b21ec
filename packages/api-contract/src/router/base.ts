// The base procedures by level of access. Proof comes before input: a caller without a right learns nothing about the
// fields.
import { initTRPC, TRPCError } from "@trpc/server";
import type * as z from "zod";
import { type ErrorCode, errorTable } from "../error-table.ts";
import { ApiError, type RefusalExtra } from "../errors.ts";
import type { Scope } from "../schemas/api-keys.ts";
import type { Caller } from "./access/caller.ts";
import { requireStepUp, type StepUpRule } from "./access/step-up.ts";
import { errorBodyOf } from "./error-body.ts";
import { given } from "./given.ts";

/** What a procedure sees: the handlers and the caller. */
export interface Context {
  /** By noun; `Handlers` has their types, which follow from the procedures that ask them. */
  readonly handlers: Readonly<Record<string, object>>;
  readonly caller: Caller;
  /** What the answer says besides its body; the HTTP layer reads it after the call. */
  readonly reply: Reply;
  readonly once: Once;
  /**
   * Counts this call, once the caller is proved and before the input is read. REST leaves it out, because it has
   * counted the call before it read the input.
   *
   * @throws ApiError `rate_limited`
   */
  readonly charge?: (call: { readonly name: string; readonly kind: CallKind }) => Promise<void>;
}

/**
 * Runs `make` once per Idempotency-Key of the caller, and answers a repeat as the first call was answered.
 *
 * @throws ApiError `idempotency_conflict`
 */
export type Once = <T>(
  call: { readonly name: string; readonly input: unknown; readonly caller: Caller },
  make: () => Promise<T>,
) => Promise<T | Answer<T>>;

/** What the HTTP layer says about an answer besides its body. */
export interface Reply {
  /** A session begun (sets the cookie on a dashboard call) or, with null, ended (clears it). */
  session?: { readonly token: string; readonly expiresAt: number; readonly keep: boolean } | null;
  /** The browser signed in: its device is known from now on. */
  device?: { readonly token: string; readonly expiresAt: number };
  /** The answer is a stored one: header `Idempotent-Replayed: true`. */
  replayed?: boolean;
}

/** What a handler answers when it has more to say than a body. */
export class Answer<T> {
  readonly body: T;
  readonly reply: Reply;

  constructor(body: T, reply: Reply) {
    this.body = body;
    this.reply = reply;
  }
}

export type CallKind = "query" | "mutation" | "subscription";

/** Where a procedure is found over REST; absent = tRPC only. */
export interface RestMeta {
  readonly method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  /** With `:name` parameters, below `/api/v1`. */
  readonly path: string;
  /** Other spellings of the same route, for example PUT beside PATCH. */
  readonly aliases?: readonly { readonly method: RestMeta["method"]; readonly path: string }[];
  readonly status: 200 | 201 | 202;
  readonly summary: string;
  readonly description?: string;
  readonly tag: string;
  /** Codes special to this route; those of every route are added. */
  readonly errors: readonly ErrorCode[];
  /** Fields that every error body of this route has besides the error's own. */
  readonly refusal?: RefusalExtra;
  /** Takes an Idempotency-Key: what it creates, or a secret that it answers once, must not depend on one answer. */
  readonly idempotent?: boolean;
  /** Answered cross-origin: `any` to every page without credentials, `link` by the store's origin list. */
  readonly cors?: "any" | "link";
}

/**
 * Who may call: `open` (public) anybody, `payer` with a client token, `user` a person, `member` a person or key of a
 * store, `keyed` a person or key with a scope.
 */
export type AuthMeta =
  | { readonly level: "open" | "payer" | "user" | "member" }
  | { readonly level: "keyed"; readonly scope: Scope };

export interface Meta {
  readonly rest?: RestMeta;
  readonly auth: AuthMeta;
  /** When the procedure asks a person for the password again; absent = never. */
  readonly stepUp?: readonly StepUpRule[];
}

/** Proxies and phones take a connection that is silent for longer as dead. */
const HEARTBEAT_MS = 15_000;

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    isDev: false,
    sse: {
      ping: { enabled: true, intervalMs: HEARTBEAT_MS },
      client: { reconnectAfterInactivityMs: 3 * HEARTBEAT_MS },
    },
    defaultMeta: { auth: { level: "open" } },
    errorFormatter: ({ error, shape, ctx }) => {
      const body = errorBodyOf(error, ctx?.caller.requestId ?? "");
      return {
        code: shape.code,
        message: body.error,
        data: { ...body, httpStatus: errorTable[body.code].status, path: shape.data.path ?? null },
      };
    },
  });

/** Makes routers of procedures. */
export const router = t.router;
/** Calls procedures in process, for REST. */
export const createCallerFactory = t.createCallerFactory;

/** The input schema of each procedure, by its path: known once the router is made. */
export const inputs = new Map<string, z.ZodType>();

/** Prepares inputs (`given`), and gives an error its own tRPC code, so that clients see it in every mode. */
const base = t.procedure.use(async ({ next, path, getRawInput }) => {
  // Read when the input is parsed, which is after the proof.
  const result = await next({ getRawInput: async () => given(inputs.get(path), await getRawInput()) });
  if (!result.ok && result.error.cause instanceof ApiError) {
    const cause = result.error.cause;
    throw new TRPCError({ code: errorTable[cause.code].trpc, message: cause.message, cause });
  }
  return result;
});

/**
 * Proof first, then the caller's budget, then a recent password where the metadata asks for one, and last the input.
 */
const guarded = (auth: AuthMeta) =>
  base.meta({ auth }).use(async ({ ctx, meta, path, type, getRawInput, next }) => {
    requireAccess(ctx.caller, auth);
    await ctx.charge?.({ name: path, kind: type });
    const rules = meta?.stepUp ?? [];
    const asksInput = rules.some(({ fields }) => fields !== undefined);
    requireStepUp(ctx.caller, rules, asksInput ? await getRawInput() : undefined);
    return next();
  });

/** The body of what a handler answered; the rest goes to the HTTP layer. */
export function bodyOf<T>({ reply }: Pick<Context, "reply">, answered: T | Answer<T>): T {
  if (!(answered instanceof Answer)) return answered;
  Object.assign(reply, answered.reply);
  return answered.body;
}

interface CallOfCreate {
  readonly ctx: Pick<Context, "caller" | "once" | "reply">;
  readonly path: string;
  readonly input: unknown;
}

/** The step of a call that has `idempotent` in its metadata. */
export async function onceUnderKey<T>(
  { ctx, path, input }: CallOfCreate,
  make: () => Promise<T>,
): Promise<T> {
  return bodyOf(ctx, await ctx.once({ name: path, input, caller: ctx.caller }, make));
}

/** Anybody. The handler decides what they see. */
export const open = guarded({ level: "open" });

/** A payer with a client token; keys and users with `payments:read` may do the same. */
export const payer = guarded({ level: "payer" });

/** A signed-in person; API keys are refused. */
export const user = guarded({ level: "user" });

/** A person or an API key of a store, whatever its scopes. */
export const member = guarded({ level: "member" });

/** A person or an API key whose rights hold the scope, for one store. */
export const keyed = (scope: Scope) => guarded({ level: "keyed", scope });

/**
 * Checks what the base procedures check, for REST, which authorizes before it reads the input.
 *
 * @throws ApiError `unauthorized`, `forbidden`, `not_found`
 */
export function requireAccess(caller: Caller, auth: AuthMeta): void {
  switch (auth.level) {
    case "open":
      return;
    case "payer":
      requirePayer(caller);
      return;
    case "user":
      requireUser(caller);
      return;
    case "member":
      requireMember(caller);
      return;
    case "keyed":
      requireScope(caller, auth.scope);
  }
}

function requirePayer(caller: Caller): void {
  if (caller.kind === "anonymous") throw unproved(caller);
  if (caller.kind !== "payer") requireScope(caller, "payments:read");
}

/** @throws ApiError `unauthorized` without proof, `forbidden` for an API key */
export function requireUser(caller: Caller): void {
  if (caller.kind === "user") return;
  if (caller.kind === "key") throw new ApiError("forbidden", "An API key cannot do this: sign in as a user");
  throw unproved(caller);
}

function requireMember(caller: Caller): void {
  if (caller.kind !== "user" && caller.kind !== "key") throw unproved(caller);
  if (caller.storeId === null) throw new ApiError("not_found", "Store not found");
}

function unproved(caller: Caller): ApiError {
  return caller.sessionOver
    ? new ApiError("session_expired", "Your session has ended: sign in again")
    : new ApiError("unauthorized", "Unauthorized");
}

/** @throws ApiError `unauthorized` without proof, `forbidden` naming the scope, `not_found` without a store */
export function requireScope(caller: Caller, scope: Scope): void {
  requireMember(caller);
  if (!caller.scopes.includes(scope)) {
    throw new ApiError("forbidden", `This needs the scope ${scope}`, { extra: { scope } });
  }
}
