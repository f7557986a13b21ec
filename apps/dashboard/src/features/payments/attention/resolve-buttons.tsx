import type { AttentionReason } from "@kaspa-pay/api-contract";
import { ActButton } from "../../../lib/act-button.tsx";
import { attentionWords as w } from "../../../lib/words/attention.ts";
import type { Resolution } from "./resolve-dialog.tsx";

export interface ResolveButtonsProps {
  readonly reason: AttentionReason;
  readonly onPick: (resolution: Resolution) => void;
}

/** What can be done about an entry. Money that the chain took back cannot be sent back. */
export function ResolveButtons({ reason, onPick }: ResolveButtonsProps) {
  return (
    <div className="flex flex-wrap gap-2">
      <ActButton size="sm" variant="primary" onClick={() => onPick("accept")}>
        {w.accept[reason]}
      </ActButton>
      {reason !== "reverted" && (
        <ActButton size="sm" onClick={() => onPick("refunded")}>
          {w.refunded}
        </ActButton>
      )}
      <ActButton size="sm" onClick={() => onPick("ignore")}>
        {w.ignore}
      </ActButton>
    </div>
  );
}
