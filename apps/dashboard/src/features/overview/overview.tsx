import type { Overview as OverviewData } from "@kaspa-pay/api-contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef } from "react";
import { useFormats } from "../../lib/format/formats.ts";
import { change, fiat, groupDecimal, kas, moneyLine } from "../../lib/format/money-text.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { useStore } from "../../shared/store-context.ts";
import { Stat } from "../../ui/amounts.tsx";
import { QueryState } from "../../ui/query-state.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { AttentionBox } from "./attention-box.tsx";
import { BalanceCard } from "./balance-card.tsx";
import { LiveFeed } from "./live-feed.tsx";
import { overviewMessages as m } from "./messages.ts";
import { VolumeChart } from "./volume-chart.tsx";

export interface Period {
  readonly range: "today" | "7d" | "30d" | "custom";
  /** ISO times, only with `custom`. */
  readonly from?: string;
  readonly to?: string;
}

export function Overview({ period }: { readonly period: Period }) {
  const view = useQuery(
    useTRPC().dashboard.overview.queryOptions(period, { placeholderData: (before) => before }),
  );
  useReadAgainWithNode();
  return (
    <QueryState query={view} skeleton={<OverviewSkeleton />}>
      {(data) => (
        <>
          <Frame>
            <Figures data={data} />
          </Frame>
          <Recovered recovered={data.recovered} />
          <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
            <VolumeChart data={data} hours={period.range === "today"} />
            <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
              <AttentionBox items={data.needsAttention} />
              <BalanceCard />
            </div>
          </div>
          <LiveFeed rows={data.latest} />
        </>
      )}
    </QueryState>
  );
}

/** The server's own limit above which it reports that the chain is read late. */
const LATE_S = 10;

/** Whether the node answers changes no payment, so no feed reports it; but the overview shows it. */
function useReadAgainWithNode(): void {
  const { network } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const status = useQuery(trpc.market.status.queryOptions(undefined, { refetchInterval: 15_000 }));
  const node = status.data?.nodes.find((node) => node.network === network);
  const state = node && `${node.state} ${(node.lagSeconds ?? 0) > LATE_S} ${node.syncGap}`;
  const known = useRef(state);
  useEffect(() => {
    if (known.current !== undefined && known.current !== state)
      void queries.invalidateQueries(trpc.dashboard.overview.queryFilter());
    known.current = state;
  }, [state, queries, trpc]);
}

/** After an outage: how many payments were recovered. */
function Recovered({ recovered }: { readonly recovered: OverviewData["recovered"] }) {
  const { onDate } = useFormats();
  if (recovered === null) return null;
  const { payments, from, to } = recovered;
  return (
    <p role="status" className="text-[0.9375rem] text-ink-3">
      {m.recovered(payments, onDate(from).text, onDate(to).text)}
    </p>
  );
}

function Frame({ children }: { readonly children: ReactNode }) {
  return (
    <dl
      aria-label={m.figures}
      className="grid divide-line overflow-hidden rounded-2xl border border-line bg-surface shadow-card grid-cols-2 lg:grid-cols-4 lg:divide-x"
    >
      {children}
    </dl>
  );
}

function Figures({ data: { figures: now, previous, currency } }: { readonly data: OverviewData }) {
  const inFiat = (amount: string | null) =>
    amount === null ? {} : { aside: moneyLine(fiat(amount, currency)) };
  return (
    <>
      <Stat
        label={m.volume}
        value={kas(now.volume).text}
        unit="KAS"
        {...inFiat(now.volumeFiat)}
        change={change(Number(now.volume), Number(previous.volume))}
      />
      <Stat
        label={m.payments}
        value={groupDecimal(String(now.payments), 0)}
        change={change(now.payments, previous.payments)}
      />
      <Stat
        label={m.conversion}
        value={now.conversion === null ? "–" : String(Math.round(now.conversion * 100))}
        {...(now.conversion !== null && { unit: "%" })}
        aside={m.conversionHint(groupDecimal(String(now.opened), 0))}
        change={change(now.conversion ?? 0, previous.conversion ?? 0)}
      />
      <Stat
        label={m.average}
        value={now.average === null ? "–" : kas(now.average).text}
        {...(now.average !== null && { unit: "KAS" })}
        {...inFiat(now.averageFiat)}
        change={change(Number(now.average ?? 0), Number(previous.average ?? 0))}
      />
    </>
  );
}

function OverviewSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="grid gap-6">
      <Skeleton className="h-[7.25rem] w-full rounded-2xl" />
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Skeleton className="h-[21rem] w-full rounded-2xl" />
        <Skeleton className="h-52 w-full rounded-2xl" />
      </div>
      <Skeleton className="h-96 w-full rounded-2xl" />
    </div>
  );
}
