import type { PaymentRow } from "@kaspa-pay/api-contract";
import { describe, expect, it } from "vitest";
import { mergeLatest } from "./live.ts";

const row = (id: string, createdAt: string, version = 1) => ({ id, createdAt, version }) as PaymentRow;

describe("DA-04: the live feed", () => {
  it("shows a payment once, however often it is sent", () => {
    const rows = mergeLatest(
      [row("pay_a", "2026-02-08T12:00:00.000Z")],
      [row("pay_a", "2026-02-08T12:00:00.000Z", 2), row("pay_a", "2026-02-08T12:00:00.000Z", 2)],
    );
    expect(rows.map(({ id, version }) => [id, version])).toEqual([["pay_a", 2]]);
  });

  it("never goes back to an older version", () => {
    const rows = mergeLatest(
      [row("pay_a", "2026-02-08T12:00:00.000Z", 5)],
      [row("pay_a", "2026-02-08T12:00:00.000Z", 4)],
    );
    expect(rows[0]?.version).toBe(5);
  });

  it("keeps the newest twenty, newest first, whatever the order of arrival", () => {
    const at = (second: number) => `2026-02-08T12:00:${String(second).padStart(2, "0")}.000Z`;
    const arrived = Array.from({ length: 30 }, (_, n) => row(`pay_${n}`, at((n * 7) % 30)));
    const rows = mergeLatest([], arrived);
    expect(rows).toHaveLength(20);
    expect(rows[0]?.createdAt).toBe(at(29));
    expect(rows.at(-1)?.createdAt).toBe(at(10));
  });
});
