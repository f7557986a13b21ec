import type { PaymentFull } from "@kaspa-pay/api-contract";

type Entry = PaymentFull["timeline"][number];

/** One row of the timeline: an entry, or several transfers that went the same way in the same block. */
export interface Line extends Entry {
  /** `txid:index` of the transfers it tells of. */
  readonly outpoints: readonly string[];
}

/**
 * What a person reads of the timeline. Transfers that share a moment share a row, and the echo of an act (the entry
 * that it closed) is left out: the act's own row says it with its note.
 */
export function timelineLines(timeline: readonly Entry[]): Line[] {
  const lines: Line[] = [];
  for (const entry of timeline) {
    const outpoint = typeof entry.detail.outpoint === "string" ? [entry.detail.outpoint] : [];
    const last = lines.at(-1);
    if (last !== undefined && outpoint.length > 0 && last.kind === entry.kind && last.at === entry.at) {
      lines[lines.length - 1] = { ...last, outpoints: [...last.outpoints, ...outpoint] };
    } else if (!isEcho(entry, lines)) lines.push({ ...entry, outpoints: outpoint });
  }
  return lines;
}

function isEcho({ kind, at, detail }: Entry, before: readonly Line[]): boolean {
  if (kind !== "payment.attention" || detail.resolution === undefined) return false;
  return before.some(
    (line) => line.kind === "act.resolve" && line.at === at && line.detail.attention === detail.reason,
  );
}
