import type { AttentionReason } from "@kaspa-pay/api-contract";
import { SubmitButton } from "../../../ui/button.tsx";
import { attentionMessages as m } from "./messages.ts";
import type { Resolution } from "./resolve-dialog.tsx";

export interface ResolveButtonsProps {
  readonly reason: AttentionReason;
  readonly onPick: (resolution: Resolution) => void;
  /** Opens the refund of this money; left out for people who may not refund. */
  readonly onRefund?: (() => void) | undefined;
}

/** The possible decisions for an entry. */
export function ResolveButtons({ reason, onPick, onRefund }: ResolveButtonsProps) {
  return (
    <div className="flex flex-wrap gap-2">
      <SubmitButton size="sm" variant="primary" onClick={() => onPick("accept")}>
        {m.accept[reason]}
      </SubmitButton>
      {reason !== "reverted" && onRefund && (
        <SubmitButton size="sm" onClick={onRefund}>
          {m.refund}
        </SubmitButton>
      )}
      {reason !== "reverted" && (
        <SubmitButton size="sm" onClick={() => onPick("refunded")}>
          {m.refunded}
        </SubmitButton>
      )}
      <SubmitButton size="sm" onClick={() => onPick("ignore")}>
        {m.ignore}
      </SubmitButton>
    </div>
  );
}
