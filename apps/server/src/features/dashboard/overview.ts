// Figures, chart and the needs-attention box of the dashboard's first page.

import type { Overview } from "@kaspa-pay/api-contract";
import type { DashboardHandlers } from "@kaspa-pay/api-contract/router";
import { CURRENCIES, isFiatCurrency, sompiToKas } from "@kaspa-pay/core";
import { recoveredPayments } from "../../chain/read-cursor.ts";
import type { UnitOfWork } from "../../database/unit-of-work.ts";
import type { Clock } from "../../runtime/clock.ts";
import { iso, storeIdOf, timeZoneOf } from "../caller.ts";
import { paymentStatistics } from "../payments/find-payment.ts";
import type { ReadPayments } from "../payments/read-payments.ts";
import type { FigureBucket, PeriodFigures } from "../payments/read-records.ts";
import type { ServedNetwork } from "../server-info/handlers.ts";
import { storeOf } from "../stores/find-store.ts";
import type { Store } from "../stores/records.ts";
import { waitingUnmatched } from "../unmatched/live-unmatched.ts";
import { addressGap } from "../wallets/address-gap.ts";
import { addressIndexes, currentWallet } from "../wallets/find-wallet.ts";
import { listEndpoints } from "../webhooks/find-delivery.ts";
import { dayStarts } from "./day-starts.ts";

export interface OverviewDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly reads: ReadPayments;
  readonly served: readonly ServedNetwork[];
}

type Input = Parameters<DashboardHandlers["overview"]>[0];
type Attention = Overview["needsAttention"][number];

const DAY_MS = 24 * 60 * 60_000;
const MAX_DAYS = 400;
const HOUR_MS = 60 * 60_000;
const LATEST = 20;
const LAG_LIMIT_S = 10;

export const createOverview =
  (deps: OverviewDeps): DashboardHandlers["overview"] =>
  async (input, caller) => {
    const storeId = storeIdOf(caller);
    const store = await storeOf(deps.unitOfWork.db, storeId);
    const timeZone = timeZoneOf(input.timeZone, store.settings.timeZone);
    const { from, to, unit, starts } = period(input, deps.clock.now(), timeZone);
    const length = to - from;
    const reads = paymentStatistics(deps.unitOfWork.db);
    const [figures, previous, buckets, before, latest, attention, outage] = await Promise.all([
      reads.figures(storeId, from, to),
      reads.figures(storeId, from - length, from),
      reads.buckets(storeId, from, to, unit, timeZone),
      reads.buckets(storeId, from - length, from, unit, timeZone),
      deps.reads.list(storeId, {}, { limit: LATEST, afterId: null }),
      needsAttention(deps, store),
      recoveredPayments(deps.unitOfWork.db, storeId, deps.clock.now() - DAY_MS),
    ]);
    return {
      from: iso(from),
      to: iso(to),
      timeZone,
      currency: store.settings.currency,
      figures: figuresToWire(figures, store.settings.currency),
      previous: figuresToWire(previous, store.settings.currency),
      series: series(starts, length, buckets, before),
      needsAttention: attention,
      recovered:
        outage === null
          ? null
          : { payments: outage.payments, from: iso(outage.beganAt), to: iso(outage.endedAt) },
      latest: latest.slice(0, LATEST),
    };
  };

interface Period {
  readonly from: number;
  readonly to: number;
  readonly unit: "hour" | "day";
  /** Where each bar begins, oldest first. */
  readonly starts: readonly number[];
}

/** Days are the store's own: a bar begins at midnight of its time zone. */
function period(input: Input, now: number, timeZone: string): Period {
  if (input.range === "custom" && input.from !== undefined) {
    const { from } = input;
    const to = Math.max(from + HOUR_MS, input.to ?? now);
    if (to - from <= 2 * DAY_MS) return hours(from, to);
    const days = Math.min(MAX_DAYS, Math.ceil((to - from) / DAY_MS) + 1);
    const starts = dayStarts(to, days, timeZone).filter((start) => start + DAY_MS > from);
    return { from, to, unit: "day", starts };
  }
  if (input.range === "today") return hours(dayStarts(now, 1, timeZone)[0] ?? now, now);
  const starts = dayStarts(now, input.range === "30d" ? 30 : 7, timeZone);
  return { from: starts[0] ?? now, to: now, unit: "day", starts };
}

function hours(from: number, to: number): Period {
  const count = Math.max(1, Math.ceil((to - from) / HOUR_MS));
  return { from, to, unit: "hour", starts: Array.from({ length: count }, (_, at) => from + at * HOUR_MS) };
}

function fiat(text: string | null, currency: string): string | null {
  if (text === null || !isFiatCurrency(currency)) return null;
  const digits = CURRENCIES[currency];
  const [whole = "0", fraction = ""] = text.split(".");
  return digits === 0 ? whole : `${whole}.${fraction.padEnd(digits, "0").slice(0, digits)}`;
}

function figuresToWire(figures: PeriodFigures, currency: string) {
  const { confirmed, payments, volumeSompi } = figures;
  return {
    volume: sompiToKas(volumeSompi),
    volumeSompi: volumeSompi.toString(),
    volumeFiat: fiat(figures.volumeFiat, currency),
    payments: confirmed,
    opened: payments,
    conversion: payments === 0 ? null : confirmed / payments,
    average: confirmed === 0 ? null : sompiToKas(volumeSompi / BigInt(confirmed)),
    averageFiat: null,
  };
}

/** One bar per step, empty ones too, each with the same step of the period before. */
function series(
  starts: readonly number[],
  lengthMs: number,
  buckets: readonly FigureBucket[],
  before: readonly FigureBucket[],
): Overview["series"] {
  const sums = (rows: readonly FigureBucket[], shiftMs: number) => {
    const all = starts.map(() => ({ sompi: 0n, payments: 0 }));
    for (const row of rows) {
      const at = starts.findLastIndex((start) => start - shiftMs <= row.at);
      const slot = all[Math.max(0, at)];
      if (!slot) continue;
      slot.sompi += row.volumeSompi;
      slot.payments += row.confirmed;
    }
    return all;
  };
  const past = sums(before, lengthMs);
  return sums(buckets, 0).map(({ sompi, payments }, at) => {
    const previous = past[at]?.sompi ?? 0n;
    return {
      start: iso(starts[at] ?? 0),
      volume: sompiToKas(sompi),
      volumeSompi: sompi.toString(),
      volumeFiat: null,
      payments,
      previousVolume: sompiToKas(previous),
      previousVolumeSompi: previous.toString(),
    };
  });
}

async function needsAttention(deps: OverviewDeps, store: Store): Promise<Attention[]> {
  const [counts, endpoints, wallet, unmatched] = await Promise.all([
    paymentStatistics(deps.unitOfWork.db).counts(store.id, {}),
    listEndpoints(deps.unitOfWork.db, store.id),
    currentWallet(deps.unitOfWork.db, store.id),
    waitingUnmatched(deps.unitOfWork.db, store.id),
  ]);
  const found: Attention[] = [];
  const add = (
    kind: Attention["kind"],
    severity: Attention["severity"],
    count: number,
    text: string,
    objectId: string | null = null,
  ) => found.push({ kind, severity, count, text, objectId, reason: null });
  if (counts.attention > 0)
    add("payment", "warning", counts.attention, "Payments that wait for your decision");
  if (unmatched.count > 0)
    add(
      "unmatched",
      "warning",
      unmatched.count,
      "Money came that no payment owns: attach it or put it aside",
    );
  for (const endpoint of endpoints) {
    if (endpoint.state === "disabled")
      add("endpoint", "warning", 1, `Webhook ${endpoint.url} is switched off`, endpoint.id);
    else if (endpoint.failingSince !== null)
      add("endpoint", "warning", 1, `Webhook ${endpoint.url} is failing`, endpoint.id);
  }
  const node = deps.served.find((served) => served.network === store.network);
  const lag = node?.lagSeconds() ?? null;
  if (node?.health().state !== "connected")
    add("node", "high", 1, "The Kaspa node does not answer: payments are seen once it does");
  else if (lag !== null && lag > LAG_LIMIT_S)
    add("node", "warning", 1, `The chain is read ${Math.round(lag)} s behind`);
  if (node?.pause())
    add("node", "high", 1, `Nothing is confirmed right now, money is still recorded (${node.pause()})`);
  if (node?.syncGap())
    add(
      "sync_gap",
      "high",
      1,
      "A stretch of the chain could not be read: check payments of that time by hand",
    );
  if (!wallet) add("wallet", "high", 1, "No wallet yet: nobody can pay");
  else if (wallet.mode === "xpub") {
    const { gap, level, blindWallets } = addressGap(await addressIndexes(deps.unitOfWork.db, wallet));
    if (level !== "ok")
      add("address_gap", level === "alert" ? "high" : "warning", gap, gapText(gap, blindWallets));
  }
  if (store.settings.supportUrl === null)
    add("support_link", "info", 1, "No support link: payers cannot reach you");
  return found;
}

const gapText = (gap: number, blind: readonly string[]): string =>
  `${gap} addresses in a row were never paid: ${blind.join(" and ")} cannot see money on the newest ones. It is not lost: scan further, or import the address list`;
