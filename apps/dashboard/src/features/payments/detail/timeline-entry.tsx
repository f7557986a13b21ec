import type { AttentionReason, PaymentFull } from "@kaspa-pay/api-contract";
import { sompiToKas } from "@kaspa-pay/core";
import { useActorText } from "../../../shared/actor.ts";
import { kasExact, moneyLine } from "../../../lib/format/money-text.ts";
import { attentionLook } from "../../../shared/badge-styles.ts";
import { paymentWords as w } from "../messages.ts";
import { CopyText } from "../../../ui/copy/copy.tsx";
import type { Line } from "./timeline-items.ts";

type Transfers = PaymentFull["transfers"];

const text = (value: unknown): string | null =>
  typeof value === "string" || typeof value === "number" ? String(value) : null;

const line = (sompi: bigint): string => moneyLine(kasExact(sompiToKas(sompi)));

/** Details of a timeline row: sums, reasons, notes, actor, and each transaction. */
export function LineDetail({ line: row, transfers }: { readonly line: Line; readonly transfers: Transfers }) {
  const actorText = useActorText();
  const { actor, outpoints } = row;
  const words = wordsOf(row, transfers);
  if (actor !== null && actor !== "system") words.push(`by ${actorText(actor)}`);
  if (words.length === 0 && outpoints.length === 0) return null;
  return (
    <div className="grid text-sm text-ink-3">
      {words.length > 0 && <p className="num">{words.join(" · ")}</p>}
      {outpoints.map((outpoint) => {
        const found = transfers.find((one) => `${one.txId}:${one.index}` === outpoint);
        return (
          <p key={outpoint} className="flex flex-wrap items-center gap-x-2">
            {found && outpoints.length > 1 && (
              <span className="num">{moneyLine(kasExact(found.amount))}</span>
            )}
            <CopyText value={outpoint.split(":")[0] ?? outpoint} what={w.transaction} short />
          </p>
        );
      })}
    </div>
  );
}

function wordsOf({ kind, detail, outpoints }: Line, transfers: Transfers): string[] {
  if (kind.startsWith("transfer.")) {
    const told = transfers.filter((one) => outpoints.includes(`${one.txId}:${one.index}`));
    const sum = line(told.reduce((total, one) => total + BigInt(one.amountSompi), 0n));
    if (told.length === 0) return [];
    return [
      told.length > 1 ? w.transfersAtOnce(told.length, sum) : sum,
      ...(detail.reaccepted === true ? [w.stillThere] : []),
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
    text(detail.index) === null ? null : w.index(Number(detail.index)),
    text(detail.daaScore) === null ? null : `DAA ${text(detail.daaScore)}`,
    resolutionText(detail),
    ...flags(detail),
    kind === "payment.attention" || kind === "act.resolve" || kind === "act.endWindow" ? null : reason,
    text(detail.note),
  ];
  return words.filter((word): word is string => word !== null && word !== "");
}

const attentionText = (reason: string | null): string | null =>
  reason === null ? null : (attentionLook[reason as AttentionReason]?.label ?? reason);

function resolutionText({ action, resolution }: Line["detail"]): string | null {
  if (typeof resolution === "string") return w.resolutions[resolution] ?? resolution;
  if (action === "accept") return w.resolutions.accepted ?? null;
  return action === "ignore" ? (w.resolutions.ignored ?? null) : null;
}

function flags(detail: Line["detail"]): string[] {
  const named = Object.entries(w.confirmedHow).filter(([flag]) => detail[flag] === true);
  return [
    ...named.map(([, words]) => words),
    ...(detail.partiallyPaid === true ? [w.partlyPaid] : []),
    ...(detail.recovered === true ? [w.recovered] : []),
  ];
}
