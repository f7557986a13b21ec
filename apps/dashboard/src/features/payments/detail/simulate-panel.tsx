import type { PaymentFull } from "@kaspa-pay/api-contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FlaskConical } from "lucide-react";
import { ActButton } from "../../../ui/submit-button.tsx";
import { useTRPC } from "../../../lib/transport/trpc.ts";
import { paymentWords as w } from "../messages.ts";
import { toast } from "../../../ui/overlay/toast.tsx";

export interface SimulatePanelProps {
  readonly paymentId: string;
  readonly simulations: NonNullable<PaymentFull["simulations"]>;
}

/** Buttons of the simulated network, one per case. The server says which are possible now. */
export function SimulatePanel({ paymentId: id, simulations }: SimulatePanelProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const simulate = useMutation(
    trpc.payments.simulate.mutationOptions({
      onSuccess: () => toast(w.simulated),
      // A refusal means that the buttons show an older state.
      onSettled: () => void queries.invalidateQueries(trpc.payments.getFull.queryFilter({ id })),
    }),
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
        {simulations.map(({ case: one, unavailable }) => (
          <ActButton
            key={one}
            size="sm"
            disabled={unavailable !== null || (simulate.isPending && simulate.variables.case !== one)}
            busy={simulate.isPending && simulate.variables.case === one}
            title={unavailable ?? undefined}
            onClick={() => simulate.mutate({ id, case: one })}
          >
            {w.cases[one]}
            {unavailable !== null && <span className="sr-only">({unavailable})</span>}
          </ActButton>
        ))}
      </div>
    </section>
  );
}
