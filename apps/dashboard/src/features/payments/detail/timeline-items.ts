import type { PaymentFull } from "@kaspa-pay/api-contract";

type Entry = PaymentFull["timeline"][number];

/** One row of the timeline: an entry, or several transfers that went the same way in the same block. */
export interface TimelineItem extends Entry {
  /** `txid:index` of its transfers. */
  readonly outpoints: readonly string[];
}

/**
 * The timeline's rows. Transfers of the same moment share a row. The entry that an action closed is left out, because
 * the action's own row shows it with its note.
 */
export function timelineItems(timeline: readonly Entry[]): TimelineItem[] {
  const items: TimelineItem[] = [];
  for (const entry of timeline) {
    const outpoint = typeof entry.detail.outpoint === "string" ? [entry.detail.outpoint] : [];
    const last = items.at(-1);
    if (last !== undefined && outpoint.length > 0 && last.kind === entry.kind && last.at === entry.at) {
      items[items.length - 1] = { ...last, outpoints: [...last.outpoints, ...outpoint] };
    } else if (!isEcho(entry, items)) items.push({ ...entry, outpoints: outpoint });
  }
  return items;
}

function isEcho({ kind, at, detail }: Entry, before: readonly TimelineItem[]): boolean {
  if (kind !== "payment.attention" || detail.resolution === undefined) return false;
  return before.some(
    (line) => line.kind === "act.resolve" && line.at === at && line.detail.attention === detail.reason,
  );
}
