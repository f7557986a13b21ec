import type { AttentionReason, PaymentFull } from "@kaspa-pay/api-contract";
import { sompiToKas } from "@kaspa-pay/core";
import { kasExact, moneyLine } from "../../../lib/format/money-text.ts";
import { useActorText } from "../../../shared/actor.ts";
import { attentionBadge } from "../../../shared/badge-styles.ts";
import { CopyText } from "../../../ui/copy/copy.tsx";
import { paymentMessages as m } from "../messages.ts";
import type { TimelineItem } from "./timeline-items.ts";

type Transfers = PaymentFull["transfers"];

const text = (value: unknown): string | null =>
  typeof value === "string" || typeof value === "number" ? String(value) : null;

const line = (sompi: bigint): string => moneyLine(kasExact(sompiToKas(sompi)));

/** Details of a timeline row: sums, reasons, notes, actor, and each transaction. */
export function TimelineEntry({
  line: row,
  transfers,
}: {
  readonly line: TimelineItem;
  readonly transfers: Transfers;
}) {
  const actorText = useActorText();
  const { actor, outpoints } = row;
  const words = wordsOf(row, transfers);
  if (actor !== null && actor !== "system") words.push(`by ${actorText(actor)}`);
  if (words.length === 0 && outpoints.length === 0) return null;
  return (
    <div className="grid text-sm text-ink-3">
      {words.length > 0 && <p className="num">{words.join(" · ")}</p>}
      {outpoints.map((outpoint) => {
        const found = transfers.find((transfer) => `${transfer.txId}:${transfer.index}` === outpoint);
        return (
          <p key={outpoint} className="flex flex-wrap items-center gap-x-2">
            {found && outpoints.length > 1 && (
              <span className="num">{moneyLine(kasExact(found.amount))}</span>
            )}
            <CopyText value={outpoint.split(":")[0] ?? outpoint} what={m.transaction} short />
          </p>
        );
      })}
    </div>
  );
}

function wordsOf({ kind, detail, outpoints }: TimelineItem, transfers: Transfers): string[] {
  if (kind.startsWith("transfer.")) {
    const moved = transfers.filter((transfer) => outpoints.includes(`${transfer.txId}:${transfer.index}`));
    const sum = line(moved.reduce((total, transfer) => total + BigInt(transfer.amountSompi), 0n));
    if (moved.length === 0) return [];
    return [
      moved.length > 1 ? m.transfersAtOnce(moved.length, sum) : sum,
      ...(detail.reaccepted === true ? [m.stillThere] : []),
    ];
  }
  const amount = text(detail.amount);
  const reason = text(detail.attention) ?? text(detail.reason);
  const words = [
    kind === "payment.attention" || kind === "act.resolve" ? attentionText(reason) : null,
    amount === null ? null : moneyLine(kasExact(amount)),
    text(detail.late) === null ? null : moneyLine(kasExact(String(detail.late))),
    text(detail.event),
    text(detail.status),
    text(detail.index) === null ? null : m.index(Number(detail.index)),
    text(detail.daaScore) === null ? null : `DAA ${text(detail.daaScore)}`,
    resolutionText(detail),
    ...flags(detail),
    kind === "payment.attention" || kind === "act.resolve" || kind === "act.endWindow" ? null : reason,
    text(detail.note),
  ];
  return words.filter((word): word is string => word !== null && word !== "");
}

const attentionText = (reason: string | null): string | null =>
  reason === null ? null : (attentionBadge[reason as AttentionReason]?.label ?? reason);

function resolutionText({ action, resolution }: TimelineItem["detail"]): string | null {
  if (typeof resolution === "string") return m.resolutions[resolution] ?? resolution;
  if (action === "accept") return m.resolutions.accepted ?? null;
  return action === "ignore" ? (m.resolutions.ignored ?? null) : null;
}

function flags(detail: TimelineItem["detail"]): string[] {
  const named = Object.entries(m.confirmedHow).filter(([flag]) => detail[flag] === true);
  return [
    ...named.map(([, words]) => words),
    ...(detail.partiallyPaid === true ? [m.partlyPaid] : []),
    ...(detail.recovered === true ? [m.recovered] : []),
  ];
}
