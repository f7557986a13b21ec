import { errorTable } from "@kaspa-pay/api-contract";
import { appRouter, type Context, errorBodyOf } from "@kaspa-pay/api-contract/router";
import { createExpressMiddleware } from "@trpc/server/adapters/express";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import express, { type ErrorRequestHandler, type RequestHandler, type Response, type Router } from "express";
import { callerOf } from "./auth/caller.ts";
import { cookieHeaders } from "./auth/cookies.ts";
import { assertSameOrigin } from "./auth/csrf.ts";
import { isProved } from "./auth/identities.ts";
import type { ProofWatch } from "./auth/proof-watch.ts";
import type { HttpDeps } from "./deps.ts";
import { answerOf, retryAfterOf } from "./errors.ts";
import type { Limits } from "./limits/limits.ts";
import { jsonBody } from "./middleware/json-body.ts";
import { requestIdOf } from "./middleware/request-log.ts";
import { apiHeaders } from "./middleware/security-headers.ts";

type TrpcDeps = Pick<HttpDeps, "handlers" | "once" | "identities" | "settings" | "log"> & {
  readonly limits: Limits;
  readonly proofs: ProofWatch;
};

/** Calls in one batch. */
const MAX_BATCH = 20;

/** The dashboard's API: the same procedures and errors as REST, with cookie and CSRF header. */
export function trpcRouter(deps: TrpcDeps): Router {
  const { publicUrl } = deps.settings;
  const router = express.Router();
  router.use(apiHeaders, sameOriginOnly(publicUrl), jsonBody);
  router.use(
    createExpressMiddleware({
      router: appRouter,
      maxBatchSize: MAX_BATCH,
      createContext: async ({ req, res, info }) => {
        const storeId = info.connectionParams?.storeId ?? null;
        const caller = await callerOf(req, res, { identities: deps.identities, publicUrl }, { storeId });
        // Each call of a batch is counted by itself, once the procedure has proved its caller.
        const charge: Context["charge"] = async (call) => {
          await deps.limits.call(call, caller, res);
          // A subscription may last for hours.
          if (call.kind === "subscription" && isProved(caller)) await deps.proofs.hold(caller, res, "feed");
        };
        return { handlers: deps.handlers, once: deps.once, caller, reply: {}, charge };
      },
      responseMeta: ({ ctx, errors }) => {
        const [error] = errors;
        const wait = error === undefined ? null : retryAfterOf(error, errorBodyOf(error, "").code);
        const cookies = ctx === undefined ? [] : cookieHeaders(ctx.reply, publicUrl);
        return {
          headers: {
            ...(cookies.length > 0 && { "set-cookie": cookies }),
            ...(wait !== null && { "retry-after": wait }),
            ...(ctx?.reply.replayed && { "idempotent-replayed": "true" }),
          },
        };
      },
      onError: ({ error, path, ctx }) => {
        // Requests that are refused before the procedure runs have that code too.
        if (errorBodyOf(error, "").code === "server_error") {
          deps.log.error(
            { requestId: ctx?.caller.requestId, procedure: path, err: error.cause ?? error },
            "call failed",
          );
        }
      },
    }),
  );
  router.use(trpcErrors);
  return router;
}

/** Answers errors from before tRPC runs in the form that its clients read. */
const trpcErrors: ErrorRequestHandler = (error, _req, res, next) => {
  if (res.headersSent) next(error);
  else sendTrpcError(res, error);
};

export function sendTrpcError(res: Response, error: unknown): void {
  const { status, body } = answerOf(error, requestIdOf(res));
  const code = TRPC_ERROR_CODES_BY_KEY[errorTable[body.code].trpc];
  res.status(status).json({ error: { message: body.error, code, data: { ...body, httpStatus: status } } });
}

/** Also protects sign-in against CSRF, although there is no cookie yet. */
function sameOriginOnly(publicUrl: string): RequestHandler {
  return (req, _res, next) => {
    assertSameOrigin(req, publicUrl);
    next();
  };
}
