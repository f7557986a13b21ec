import { auth } from "./auth.ts";
import { router } from "./base.ts";
import { dashboard, live } from "./dashboard.ts";
import { events } from "./events.ts";
import { links } from "./links.ts";
import { market } from "./market.ts";
import { payments } from "./payments.ts";
import { apiKeys, settings } from "./settings.ts";
import { stores } from "./stores.ts";
import { webhooks } from "./webhooks.ts";

/** Every procedure of the API, once: tRPC serves it, the REST facade and the OpenAPI document walk it. */
export const appRouter = router({
  auth,
  stores,
  links,
  payments,
  webhooks,
  events,
  settings,
  apiKeys,
  market,
  dashboard,
  live,
});

/** The dashboard imports this type only. */
export type AppRouter = typeof appRouter;

export {
  type AuthMeta,
  type Context,
  createCallerFactory,
  type Meta,
  type RestMeta,
  requireAccess,
  requireScope,
  requireUser,
} from "./base.ts";
export { actorOf, type Caller, type Reply } from "./caller.ts";
export { errorBodyOf, invalidRequest, issuesOf } from "./error-body.ts";
export type * from "./handlers.ts";
