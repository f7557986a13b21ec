import type { PaymentFull } from "@kaspa-pay/api-contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FlaskConical } from "lucide-react";
import { useTRPC } from "../../../lib/transport/trpc.ts";
import { SubmitButton } from "../../../ui/button.tsx";
import { toast } from "../../../ui/overlay/toast.tsx";
import { paymentMessages as m } from "../messages.ts";

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
      onSuccess: () => toast(m.simulated),
      // A refusal means that the buttons show an older state.
      onSettled: () => void queries.invalidateQueries(trpc.payments.getFull.queryFilter({ id })),
    }),
  );
  return (
    <section
      aria-label={m.simulate}
      className="grid gap-3 rounded-2xl border border-dashed border-amber-line bg-amber-soft/45 px-5 py-4"
    >
      <header className="flex flex-wrap items-center gap-x-3">
        <h2 className="flex items-center gap-2 font-semibold">
          <FlaskConical aria-hidden className="size-4 text-amber-ink" /> {m.simulate}
        </h2>
        <p className="text-sm text-ink-2">{m.simulateHint}</p>
      </header>
      <div className="flex flex-wrap gap-2">
        {simulations.map(({ case: name, unavailable }) => (
          <SubmitButton
            key={name}
            size="sm"
            disabled={unavailable !== null || (simulate.isPending && simulate.variables.case !== name)}
            busy={simulate.isPending && simulate.variables.case === name}
            title={unavailable ?? undefined}
            onClick={() => simulate.mutate({ id, case: name })}
          >
            {m.cases[name]}
            {unavailable !== null && <span className="sr-only">({unavailable})</span>}
          </SubmitButton>
        ))}
      </div>
    </section>
  );
}
