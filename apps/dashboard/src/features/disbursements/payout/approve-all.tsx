import type { Payout } from "@kaspa-pay/api-contract";
import { sompiToKas } from "@kaspa-pay/core";
import { useMutation } from "@tanstack/react-query";
import { UserCheck } from "lucide-react";
import { useState } from "react";
import { kasExact } from "../../../lib/format/money-text.ts";
import { useTRPC } from "../../../lib/transport/trpc.ts";
import { Money } from "../../../ui/amounts.tsx";
import { Button } from "../../../ui/button.tsx";
import { ConfirmDialog } from "../../../ui/overlay/dialog.tsx";
import { toast } from "../../../ui/overlay/toast.tsx";
import { useDisbursementsChanged } from "../changes.ts";
import { useIsOwn } from "../detail/payout-detail.tsx";
import { disbursementMessages as m } from "../messages.ts";
import { useWaiting } from "../waiting.ts";

/** Approves what waits, after its count and sum were shown; what this person asked for himself is left out if it must be. */
export function ApproveAll() {
  const [shown, setShown] = useState<readonly Payout[] | null>(null);
  const isOwn = useIsOwn();
  const waiting = (useWaiting()?.toApprove ?? []).filter((payout) => !isOwn(payout));
  if (waiting.length < 2 && shown === null) return null;
  return (
    <>
      <Button
        size="sm"
        icon={<UserCheck aria-hidden className="size-4 text-amber-ink" />}
        onClick={() => setShown(waiting)}
      >
        {m.approveAll(waiting.length)}
      </Button>
      {shown && <Confirm payouts={shown} onClose={() => setShown(null)} />}
    </>
  );
}

function Confirm({
  payouts,
  onClose,
}: {
  readonly payouts: readonly Payout[];
  readonly onClose: () => void;
}) {
  const changed = useDisbursementsChanged();
  const approve = useMutation(useTRPC().payouts.approve.mutationOptions());
  const [busy, setBusy] = useState(false);
  const total = payouts.reduce((sum, { amountSompi }) => sum + BigInt(amountSompi), 0n);
  const run = async () => {
    setBusy(true);
    try {
      // One after another: a refusal stops here, and what was approved before stays approved.
      for (const { id } of payouts) await approve.mutateAsync({ id });
      toast(m.approvedAll(payouts.length));
    } catch {
      // The text of the refusal is on the screen already.
    } finally {
      changed();
      onClose();
    }
  };
  return (
    <ConfirmDialog
      title={m.approveAllTitle(payouts.length)}
      action={m.approveAll(payouts.length)}
      busy={busy}
      onConfirm={() => void run()}
      onClose={onClose}
    >
      <p>
        <Money {...kasExact(sompiToKas(total))} className="text-lg font-semibold text-ink" /> {m.together}.{" "}
        {m.approveAllText}
      </p>
    </ConfirmDialog>
  );
}
