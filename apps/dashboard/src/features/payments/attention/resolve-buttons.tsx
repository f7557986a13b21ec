import type { AttentionReason } from "@kaspa-pay/api-contract";
import { ActButton } from "../../../ui/submit-button.tsx";
import { attentionWords as w } from "./messages.ts";
import type { Resolution } from "./resolve-dialog.tsx";

export interface ResolveButtonsProps {
  readonly reason: AttentionReason;
  readonly onPick: (resolution: Resolution) => void;
}

/** The possible decisions for an entry. */
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
