// One live subscription per store: docs/spec/dashboard.md#live-data. It patches or invalidates cached answers and keeps
// no copy of its own.
import type { Overview, PaymentRow } from "@kaspa-pay/api-contract";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { type inferOutput, useSubscription } from "@trpc/tanstack-react-query";
import { useEffect, useMemo, useRef } from "react";
import { arrivedPayments, liveState } from "./signals.ts";
import { type Trpc, useTRPC } from "./trpc.ts";

/** At most four renders a second, however many payments arrive. */
const BATCH_MS = 250;
const FEED_ROWS = 20;

/** The newest rows first; a row that is there already is replaced in place. */
export function mergeLatest(rows: readonly PaymentRow[], changed: readonly PaymentRow[]): PaymentRow[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const row of changed) {
    const known = byId.get(row.id);
    if (known === undefined || known.version <= row.version) byId.set(row.id, row);
  }
  return [...byId.values()]
    .sort((a, b) =>
      a.createdAt === b.createdAt ? (a.id < b.id ? 1 : -1) : a.createdAt < b.createdAt ? 1 : -1,
    )
    .slice(0, FEED_ROWS);
}

type PaymentPage = inferOutput<Trpc["payments"]["list"]>;

function patch(trpc: Trpc, queries: QueryClient, changed: readonly PaymentRow[]): void {
  queries.setQueriesData<Overview>(trpc.dashboard.overview.queryFilter(), (view) =>
    view === undefined ? view : { ...view, latest: mergeLatest(view.latest, changed) },
  );
  const byId = new Map(changed.map((row) => [row.id, row]));
  queries.setQueriesData<PaymentPage>(trpc.payments.list.queryFilter(), (page) =>
    page === undefined ? page : { ...page, data: page.data.map((row) => byId.get(row.id) ?? row) },
  );
  for (const { id } of changed) void queries.invalidateQueries(trpc.payments.getFull.queryFilter({ id }));
}

/** Sums, counts and steps are read again, but not more often than once a second. */
function refreshSums(trpc: Trpc, queries: QueryClient): void {
  void queries.invalidateQueries(trpc.dashboard.overview.queryFilter());
  void queries.invalidateQueries(trpc.payments.counts.queryFilter());
  void queries.invalidateQueries(trpc.dashboard.onboarding.queryFilter());
  void queries.invalidateQueries(trpc.payments.listUnmatched.queryFilter());
  void queries.invalidateQueries(trpc.webhooks.listDeliveries.queryFilter());
  void queries.invalidateQueries(trpc.links.list.queryFilter());
}

interface Waiting {
  rows: Map<string, PaymentRow>;
  timer: ReturnType<typeof setTimeout> | undefined;
  sums: ReturnType<typeof setTimeout> | undefined;
}

/** Unmatched transfers change no payment, so they have a subscription of their own. */
function useLiveUnmatched(): void {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const options = useMemo(
    () =>
      trpc.live.unmatched.subscriptionOptions(undefined, {
        onData: () => {
          void queries.invalidateQueries(trpc.payments.listUnmatched.queryFilter());
          void queries.invalidateQueries(trpc.dashboard.overview.queryFilter());
        },
      }),
    [trpc, queries],
  );
  useOpenAgain(useSubscription(options));
}

const OPEN_AGAIN_MS = 5_000;

/** Tries a refused subscription (too many feeds, a void proof) again, instead of giving it up. */
function useOpenAgain({ status, reset }: { readonly status: string; readonly reset: () => void }): void {
  useEffect(() => {
    if (status !== "error") return;
    const timer = setTimeout(reset, OPEN_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [status, reset]);
}

/** @param onChanged gets the payments of each batch; the same function at every render */
export function useLivePayments(onChanged: (changed: readonly PaymentRow[]) => void): void {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const waiting = useRef<Waiting>({ rows: new Map(), timer: undefined, sums: undefined });
  const wasCut = useRef(false);
  const options = useMemo(() => {
    const flush = () => {
      const state = waiting.current;
      const changed = [...state.rows.values()];
      state.rows.clear();
      state.timer = undefined;
      patch(trpc, queries, changed);
      const fresh = changed.filter((row) => row.version === 1).map((row) => row.id);
      onChanged(changed);
      if (fresh.length > 0)
        arrivedPayments.set([...new Set([...arrivedPayments.get(), ...fresh])].slice(-200));
      state.sums ??= setTimeout(() => {
        state.sums = undefined;
        refreshSums(trpc, queries);
      }, 1_000 - BATCH_MS);
    };
    return trpc.live.payments.subscriptionOptions(undefined, {
      onData: ({ data }) => {
        const state = waiting.current;
        state.rows.set(data.id, data);
        state.timer ??= setTimeout(flush, BATCH_MS);
      },
    });
  }, [trpc, queries, onChanged]);
  const feed = useSubscription(options);
  const { status } = feed;
  useOpenAgain(feed);
  useLiveUnmatched();
  useEffect(() => {
    const cut = status === "connecting" || status === "error";
    liveState.set(status === "idle" ? null : cut ? "reconnecting" : "live");
    // What happened during a cut is read again, beside the subscription's own catching up.
    if (!cut && wasCut.current) {
      refreshSums(trpc, queries);
      void queries.invalidateQueries(trpc.payments.list.queryFilter());
      void queries.invalidateQueries(trpc.payments.getFull.queryFilter());
    }
    wasCut.current = cut;
  }, [status, trpc, queries]);
  useEffect(() => {
    const state = waiting.current;
    return () => {
      clearTimeout(state.timer);
      clearTimeout(state.sums);
      state.timer = undefined;
      state.sums = undefined;
      liveState.set(null);
    };
  }, []);
}
