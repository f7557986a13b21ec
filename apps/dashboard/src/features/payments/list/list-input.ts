import type { ListPayments } from "@kaspa-pay/api-contract";
import type { z } from "zod";
import { typedAmount } from "../../../lib/format/money-text.ts";
import { startOfDay } from "../../../lib/format/time-text.ts";
import type { PaymentSearch } from "../payment-search.ts";

type Input = z.input<typeof ListPayments>;

/** The API's filters from those of the address. Values of a wrong form are left out. */
export function listInput(search: PaymentSearch, zone: string, nowMs: number): Input {
  const { range, from, to, cursor: _cursor, amountMin, amountMax, attention, ...plain } = search;
  const [createdFrom, createdTo] = rangeTimes(range, from, to, zone, nowMs);
  return {
    ...plain,
    ...(attention !== undefined && { attention: attention as NonNullable<Input["attention"]> }),
    ...(amountMin !== undefined && { amountMin: typedAmount(amountMin) }),
    ...(amountMax !== undefined && { amountMax: typedAmount(amountMax) }),
    ...(createdFrom !== undefined && { createdFrom: new Date(createdFrom).toISOString() }),
    ...(createdTo !== undefined && { createdTo: new Date(createdTo).toISOString() }),
  };
}

/** Begin and end of a named range in a zone, in ms; undefined = open. */
export function rangeTimes(
  range: string | undefined,
  from: string | undefined,
  to: string | undefined,
  zone: string,
  nowMs: number,
): [number | undefined, number | undefined] {
  const today = startOfDay(nowMs, zone);
  const [year = 1970, month = 1, day = 1] = new Intl.DateTimeFormat("en-CA", { timeZone: zone })
    .format(nowMs)
    .split("-")
    .map(Number);
  // From noon to the start of its day, so that a change of the clock never moves a day.
  const at = (y: number, m: number, d: number) => startOfDay(Date.UTC(y, m, d, 12), zone);
  switch (range) {
    case "today":
      return [today, undefined];
    case "yesterday":
      return [startOfDay(nowMs, zone, -1), today];
    case "week": {
      const weekday = (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7;
      return [startOfDay(nowMs, zone, -weekday), undefined];
    }
    case "month":
      return [at(year, month - 1, 1), undefined];
    case "lastMonth":
      return [at(year, month - 2, 1), at(year, month - 1, 1)];
    case "quarter":
      return [at(year, Math.floor((month - 1) / 3) * 3, 1), undefined];
    case "year":
      return [at(year, 0, 1), undefined];
    case "custom":
      return [dayStart(from, zone, 0), dayStart(to, zone, 1)];
    default:
      return [undefined, undefined];
  }
}

function dayStart(date: string | undefined, zone: string, plus: number): number | undefined {
  const noon = date === undefined ? Number.NaN : Date.parse(`${date}T12:00:00Z`);
  return Number.isNaN(noon) ? undefined : startOfDay(noon, zone, plus);
}

/** Query text for the CSV of the current filter. */
export function exportUrl(input: Input, storeId: string): string {
  const query = new URLSearchParams({ storeId });
  for (const [key, value] of Object.entries(input)) if (value !== undefined) query.set(key, String(value));
  return `/api/v1/payments/export.csv?${query}`;
}
