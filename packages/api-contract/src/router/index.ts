import * as z from "zod";
import { auth } from "./auth.ts";
import { inputs, router } from "./base.ts";
import { dashboard, live } from "./dashboard.ts";
import { balances, deposits } from "./deposits.ts";
import { events } from "./events.ts";
import { links } from "./links.ts";
import { market } from "./market.ts";
import { payments } from "./payments/payments.ts";
import { payouts } from "./payouts.ts";
import { receipts } from "./receipts.ts";
import { claims, refunds } from "./refunds.ts";
import { apiKeys, requestLog, settings } from "./settings.ts";
import { stores } from "./stores.ts";
import { webhooks } from "./webhooks.ts";

/** Every procedure of the API, once: tRPC serves it; REST and the OpenAPI document are made from it. */
export const appRouter = router({
  auth,
  stores,
  links,
  payments,
  refunds,
  claims,
  payouts,
  deposits,
  balances,
  receipts,
  webhooks,
  events,
  settings,
  apiKeys,
  requestLog,
  market,
  dashboard,
  live,
});

for (const [path, procedure] of Object.entries(appRouter._def.procedures)) {
  const [input] = (procedure as unknown as { _def: { inputs: readonly unknown[] } })._def.inputs;
  if (input instanceof z.ZodType) inputs.set(path, input);
}

/** The dashboard imports this type only. */
export type AppRouter = typeof appRouter;

export { actorOf, type Caller } from "./access/caller.ts";
export { type StepUpRule, stepUpWords } from "./access/step-up.ts";
export {
  Answer,
  type AuthMeta,
  bodyOf,
  type Context,
  createCallerFactory,
  type Meta,
  type Once,
  type Reply,
  type RestMeta,
  requireAccess,
  requireScope,
  requireUser,
} from "./base.ts";
export type { LiveChange, LiveHandlers } from "./dashboard.ts";
export { errorBodyOf, invalidRequest, issuesOf } from "./error-body.ts";
export { given, isLeftOutByNull } from "./given.ts";
export type * from "./handlers.ts";
