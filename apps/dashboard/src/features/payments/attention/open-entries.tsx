import type { PaymentFull } from "@kaspa-pay/api-contract";
import { useState } from "react";
import { kasExact, moneyLine } from "../../../lib/format/money-text.ts";
import { attentionBadge } from "../../../shared/badge-styles.ts";
import { Notice } from "../../../ui/card.tsx";
import { attentionMessages as m } from "./messages.ts";
import { ResolveButtons } from "./resolve-buttons.tsx";
import { ResolveDialog, type Resolving } from "./resolve-dialog.tsx";

type Entry = PaymentFull["attentions"][number];

export interface OpenEntriesProps {
  readonly payment: PaymentFull;
  /** Opens a refund of the entry's money; left out for people who may not refund. */
  readonly onRefund: ((entry: Entry) => void) | undefined;
}

/** The open entries of one payment, each with what happened and the possible decisions. */
export function OpenEntries({ payment, onRefund }: OpenEntriesProps) {
  const [resolving, setResolving] = useState<Resolving | null>(null);
  const open = payment.attentions.filter((entry) => entry.state === "open");
  const summary = ({ reason, amount }: Entry) =>
    m.summary(
      reason,
      moneyLine(kasExact(amount)),
      payment.amountExpected === null ? null : moneyLine(kasExact(payment.amountExpected)),
    );
  const shown = open.find((entry) => entry.reason === resolving?.reason);
  return (
    <>
      {open.map((entry) => (
        <Notice
          key={entry.reason}
          tone={entry.reason === "reverted" ? "red" : "amber"}
          title={attentionBadge[entry.reason].label}
          action={
            payment.allowedActs.includes("resolve") && (
              <ResolveButtons
                reason={entry.reason}
                onRefund={onRefund && (() => onRefund(entry))}
                onPick={(resolution) =>
                  setResolving({ paymentId: payment.id, reason: entry.reason, resolution })
                }
              />
            )
          }
        >
          {summary(entry)}
        </Notice>
      ))}
      {resolving && shown && (
        <ResolveDialog {...resolving} summary={summary(shown)} onClose={() => setResolving(null)} />
      )}
    </>
  );
}
