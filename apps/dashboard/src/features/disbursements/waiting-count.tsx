import { CountBadge } from "../../ui/count-badge.tsx";
import { useWaiting } from "./waiting.ts";

/** What waits for approval or signature, beside the entry of the menu. */
export function WaitingCount({ className }: { readonly className?: string }) {
  const waiting = useWaiting();
  if (waiting === undefined) return null;
  const { refunds, payouts, toApprove } = waiting;
  return (
    <CountBadge
      value={refunds.length + payouts.length + toApprove.length}
      words={(text) => `${text} wait for you`}
      className={className}
    />
  );
}
