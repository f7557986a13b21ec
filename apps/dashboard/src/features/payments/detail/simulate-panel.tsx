import type { PaymentFull } from "@kaspa-pay/api-contract";
import { useMutation } from "@tanstack/react-query";
import { FlaskConical } from "lucide-react";
import { ActButton } from "../../../lib/act-button.tsx";
import { useTRPC } from "../../../lib/transport/trpc.ts";
import { paymentWords as w } from "../../../lib/words/payments.ts";
import { toast } from "../../../ui/overlay/toast.tsx";

const CASES = ["exact", "under", "over", "late", "double", "two-parts", "revert", "expire"] as const;
type Case = (typeof CASES)[number];

/** Why a case cannot be played now; null = it can. */
export function unavailable(
  one: Case,
  payment: Pick<PaymentFull, "status" | "payable" | "transfers">,
): string | null {
  const isEnded = payment.status === "expired" || payment.status === "canceled";
  const open = payment.status === "pending" || payment.status === "underpaid";
  if (one === "revert")
    return payment.transfers.some((t) => t.status !== "dropped") ? null : w.unavailable.paid;
  if (one === "late") return isEnded ? null : w.unavailable.ended;
  // The server refuses it always: chain time runs for every payment at once.
  if (one === "expire") return open ? w.unavailable.clock : w.unavailable.open;
  return payment.payable ? null : w.unavailable.payable;
}

/** Buttons of the simulated network: each plays one story of a payer. */
export function SimulatePanel({ payment }: { readonly payment: PaymentFull }) {
  const simulate = useMutation(
    useTRPC().payments.simulate.mutationOptions({ onSuccess: () => toast(w.simulated) }),
  );
  return (
    <section
      aria-label={w.simulate}
      className="grid gap-3 rounded-2xl border border-dashed border-amber-line bg-amber-soft/45 px-5 py-4"
    >
      <header className="flex flex-wrap items-center gap-x-3">
        <h2 className="flex items-center gap-2 font-semibold">
          <FlaskConical aria-hidden className="size-4 text-amber-ink" /> {w.simulate}
        </h2>
        <p className="text-sm text-ink-2">{w.simulateHint}</p>
      </header>
      <div className="flex flex-wrap gap-2">
        {CASES.map((one) => {
          const why = unavailable(one, payment);
          return (
            <ActButton
              key={one}
              size="sm"
              disabled={why !== null || (simulate.isPending && simulate.variables.case !== one)}
              busy={simulate.isPending && simulate.variables.case === one}
              title={why ?? undefined}
              onClick={() => simulate.mutate({ id: payment.id, case: one })}
            >
              {w.cases[one]}
              {why !== null && <span className="sr-only">({why})</span>}
            </ActButton>
          );
        })}
      </div>
    </section>
  );
}
