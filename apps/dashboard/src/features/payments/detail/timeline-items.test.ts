import { describe, expect, it } from "vitest";
import { timelineItems } from "./timeline-items.ts";

const entry = (kind: string, at: number, detail: Record<string, unknown> = {}) => ({
  kind,
  at: new Date(at).toISOString(),
  actor: null,
  detail,
});

describe("rows of the timeline", () => {
  it("transfers of one moment share a row, those of another keep their own", () => {
    const items = timelineItems([
      entry("transfer.accepted", 1, { outpoint: "aa:0" }),
      entry("transfer.accepted", 1, { outpoint: "bb:1" }),
      entry("transfer.accepted", 2, { outpoint: "cc:0" }),
      entry("transfer.confirmed", 2, { outpoint: "aa:0" }),
    ]);
    expect(items.map((line) => [line.kind, line.outpoints])).toEqual([
      ["transfer.accepted", ["aa:0", "bb:1"]],
      ["transfer.accepted", ["cc:0"]],
      ["transfer.confirmed", ["aa:0"]],
    ]);
  });

  it("an action that closes an entry has one row; an entry that a rule closed has a row of its own", () => {
    const items = timelineItems([
      entry("payment.attention", 1, { reason: "late" }),
      entry("act.resolve", 2, { attention: "late", action: "accept", note: "fine" }),
      entry("payment.attention", 2, { reason: "late", resolution: "accepted" }),
      entry("payment.attention", 3, { reason: "overpaid", resolution: "cleared" }),
    ]);
    expect(items.map((line) => line.kind)).toEqual(["payment.attention", "act.resolve", "payment.attention"]);
  });
});
