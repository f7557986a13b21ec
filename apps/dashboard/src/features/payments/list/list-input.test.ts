import { describe, expect, it } from "vitest";
import { exportUrl, listInput, rangeTimes } from "./list-input.ts";

const ZONE = "Europe/Berlin";
const NOW = Date.parse("2026-02-11T10:00:00Z");
const iso = (times: readonly (number | undefined)[]) =>
  times.map((at) => (at === undefined ? null : new Date(at).toISOString()));

describe("filters of the payments table", () => {
  it.each([
    ["today", ["2026-02-10T23:00:00.000Z", null]],
    ["yesterday", ["2026-02-09T23:00:00.000Z", "2026-02-10T23:00:00.000Z"]],
    ["week", ["2026-02-08T23:00:00.000Z", null]],
    ["month", ["2026-01-31T23:00:00.000Z", null]],
    ["lastMonth", ["2025-12-31T23:00:00.000Z", "2026-01-31T23:00:00.000Z"]],
    ["quarter", ["2025-12-31T23:00:00.000Z", null]],
    ["year", ["2025-12-31T23:00:00.000Z", null]],
    ["nonsense", [null, null]],
  ])("%s begins and ends at midnight of the store", (range, times) => {
    expect(iso(rangeTimes(range, undefined, undefined, ZONE, NOW))).toEqual(times);
  });

  it("a custom range holds both days whole", () => {
    expect(iso(rangeTimes("custom", "2026-03-29", "2026-03-29", ZONE, NOW))).toEqual([
      "2026-03-28T23:00:00.000Z",
      "2026-03-29T22:00:00.000Z",
    ]);
  });

  it("amounts typed with a comma go out with a point", () => {
    expect(listInput({ amountMin: "12,5", status: "confirmed" }, ZONE, NOW)).toEqual({
      amountMin: "12.5",
      status: "confirmed",
    });
  });

  it("the CSV has the same filter as the table", () => {
    expect(exportUrl({ status: "confirmed", q: "a b" }, "sto_1")).toBe(
      "/api/v1/payments/export.csv?storeId=sto_1&status=confirmed&q=a+b",
    );
  });
});
