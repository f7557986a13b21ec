import type { Deposit } from "@kaspa-pay/api-contract";
import { ExternalLink } from "lucide-react";
import { groupDecimal } from "../../lib/format/money-text.ts";
import { depositBadge } from "../../shared/badge-styles.ts";
import { Badge } from "../../ui/badge.tsx";
import { depositMessages as m } from "./messages.ts";

export const LINK = "inline-flex min-h-6 items-center gap-1 text-accent-ink underline underline-offset-3";

export const wholeNumber = (value: number) => groupDecimal(String(value), 0);

export function ExplorerLink({ url }: { readonly url: string }) {
  return (
    <a href={url} target="_blank" rel="noreferrer noopener" className={`${LINK} text-sm`}>
      {m.explorer} <ExternalLink aria-hidden className="size-3.5" />
    </a>
  );
}

/** Status, how far it is, and what staff should look at. */
export function States({ deposit }: { readonly deposit: Deposit }) {
  const { status, confirmations, requiredConfirmations, aboveMaximum, vanished } = deposit;
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      <Badge {...depositBadge[status]} />
      {aboveMaximum && <Badge tone="amber" label={m.aboveMaximum} />}
      {vanished && <Badge tone="red" label={m.vanished} />}
      {status === "confirming" && (
        <span className="num text-sm text-ink-3">
          {m.counted(wholeNumber(confirmations), wholeNumber(requiredConfirmations))}
        </span>
      )}
    </span>
  );
}
