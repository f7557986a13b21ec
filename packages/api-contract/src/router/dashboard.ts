// Views that only the dashboard has; none of them is a REST route.
import { tracked } from "@trpc/server";
import * as z from "zod";
import * as s from "../schemas/overview.ts";
import type { PaymentRow } from "../schemas/payments/payments.ts";
import { Done } from "../schemas/wire.ts";
import type { Caller } from "./access/caller.ts";
import { mutation, query } from "./answered.ts";
import { type Context, keyed, router } from "./base.ts";

export const dashboard = router({
  overview: query(keyed("payments:read").input(s.GetOverview).output(s.Overview)),

  search: query(keyed("payments:read").input(s.Search).output(s.SearchResults)),

  onboarding: query(keyed("payments:read").output(s.Onboarding)),

  onboardingConnected: mutation(keyed("settings:write").output(Done)),

  signingWallet: query(keyed("payments:read").output(s.SigningWallet)),

  audit: query(keyed("settings:read").input(s.ListAudit).output(s.AuditList)),
});

/** One change of a payment for the live feed; `id` orders changes and lets a client resume. */
export interface LiveChange {
  readonly id: string;
  readonly row: PaymentRow;
}

/** What answers subscriptions: their input and their end are not those of a call. */
export interface LiveHandlers {
  /** Changed payments of the caller's store after `lastEventId`, until the signal aborts. A repeat is harmless. */
  livePayments(
    input: { lastEventId: string | null },
    caller: Caller,
    signal: AbortSignal,
  ): AsyncIterable<LiveChange>;
  /** Count of unmatched transfers: at once, and at each change until the signal aborts. */
  liveUnmatched(caller: Caller, signal: AbortSignal): AsyncIterable<s.UnmatchedCount>;
}

const liveOf = ({ handlers }: Pick<Context, "handlers">) => handlers.dashboard as LiveHandlers;

export const live = router({
  /** Changed payments of the store, newest state of each; resumes from the last id the client saw. */
  payments: keyed("payments:read")
    .input(z.strictObject({ lastEventId: z.string().max(200).nullish() }).optional())
    .subscription(async function* ({ ctx, input, signal }) {
      const until = signal ?? new AbortController().signal;
      const from = { lastEventId: input?.lastEventId ?? null };
      for await (const change of liveOf(ctx).livePayments(from, ctx.caller, until)) {
        yield tracked(change.id, change.row);
      }
    }),

  /** Count of the store's unmatched transfers: now, and again whenever it changes. */
  unmatched: keyed("payments:read").subscription(async function* ({ ctx, signal }) {
    yield* liveOf(ctx).liveUnmatched(ctx.caller, signal ?? new AbortController().signal);
  }),
});
