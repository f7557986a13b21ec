// Views that only the dashboard has; none of them is a REST route.
import { tracked } from "@trpc/server";
import * as z from "zod";
import * as s from "../schemas/overview.ts";
import { Done } from "../schemas/wire.ts";
import { keyed, router } from "./base.ts";

export const dashboard = router({
  overview: keyed("payments:read")
    .input(s.GetOverview)
    .output(s.Overview)
    .query(({ ctx, input }) => ctx.handlers.dashboard.overview(input, ctx.caller)),

  search: keyed("payments:read")
    .input(s.Search)
    .output(s.SearchResults)
    .query(({ ctx, input }) => ctx.handlers.dashboard.search(input, ctx.caller)),

  onboarding: keyed("payments:read")
    .output(s.Onboarding)
    .query(({ ctx }) => ctx.handlers.dashboard.onboarding(ctx.caller)),

  onboardingConnected: keyed("settings:write")
    .output(Done)
    .mutation(({ ctx }) => ctx.handlers.dashboard.onboardingConnected(ctx.caller)),

  audit: keyed("settings:read")
    .input(s.ListAudit)
    .output(s.AuditList)
    .query(({ ctx, input }) => ctx.handlers.dashboard.audit(input, ctx.caller)),
});

export const live = router({
  /** Changed payments of the store, newest state of each; resumes from the last id the client saw. */
  payments: keyed("payments:read")
    .input(z.strictObject({ lastEventId: z.string().max(200).nullish() }).optional())
    .subscription(async function* ({ ctx, input, signal }) {
      const until = signal ?? new AbortController().signal;
      const from = { lastEventId: input?.lastEventId ?? null };
      for await (const change of ctx.handlers.dashboard.livePayments(from, ctx.caller, until)) {
        yield tracked(change.id, change.row);
      }
    }),

  /** Count of the store's unmatched transfers: now, and again whenever it changes. */
  unmatched: keyed("payments:read").subscription(async function* ({ ctx, signal }) {
    yield* ctx.handlers.dashboard.liveUnmatched(ctx.caller, signal ?? new AbortController().signal);
  }),
});
