import type { Link as PaymentLink } from "@kaspa-pay/api-contract";
import { useMutation, useQuery } from "@tanstack/react-query";
import { CircleCheck, ExternalLink, LoaderCircle } from "lucide-react";
import { useIdempotencyKey, useTRPC } from "../../lib/transport/trpc.ts";
import { useStore } from "../../shared/store-context.ts";
import { buttonClass, SubmitButton } from "../../ui/button.tsx";
import { Notice } from "../../ui/card.tsx";
import { QueryState } from "../../ui/query-state.tsx";
import { onboardingMessages as m } from "./messages.ts";

export interface TryItProps {
  readonly linkId: string | null;
  readonly confirmed: boolean;
}

/** The own checkout in a new tab, or a simulated payment; the step completes with the confirmed payment. */
export function TryIt({ linkId, confirmed }: TryItProps) {
  const link = useQuery(useTRPC().links.get.queryOptions({ id: linkId ?? "" }, { enabled: linkId !== null }));
  if (linkId === null) return <p className="text-ink-2">{m.needsLink}</p>;
  return (
    <QueryState query={link}>
      {(data) => (
        <div className="grid gap-5">
          <p className="text-ink-2">{m.linkDone(data.title)}</p>
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <a href={data.url} target="_blank" rel="noopener" className={buttonClass("primary")}>
              <ExternalLink aria-hidden className="size-4" /> {m.openCheckout}
            </a>
            <p className="max-w-md text-sm text-ink-3">{m.openHint}</p>
          </div>
          <SimulateOnce link={data} />
          <div role="status">
            {confirmed ? (
              <Notice tone="green" icon={<CircleCheck aria-hidden className="size-5" />}>
                {m.confirmed}
              </Notice>
            ) : (
              <p className="flex items-center gap-2 text-sm text-ink-3">
                <LoaderCircle aria-hidden className="size-4 animate-spin" /> {m.waiting}
              </p>
            )}
          </div>
        </div>
      )}
    </QueryState>
  );
}

/** Creates a payment of the link and lets the simulator pay it exactly. */
function SimulateOnce({ link }: { readonly link: PaymentLink }) {
  const trpc = useTRPC();
  const { network } = useStore();
  const key = useIdempotencyKey();
  const simulate = useMutation(trpc.payments.simulate.mutationOptions());
  const create = useMutation(
    trpc.payments.create.mutationOptions({
      trpc: key,
      onSuccess: (payment) => {
        simulate.mutate({ id: payment.id, case: "exact" });
        key.renew();
      },
    }),
  );
  if (network !== "simnet" || link.amount === null) return null;
  return (
    <div className="flex flex-wrap items-center gap-3">
      <span className="text-sm text-ink-3">{m.orSimulate}</span>
      <SubmitButton
        size="sm"
        busy={create.isPending || simulate.isPending}
        onClick={() => create.mutate({ paymentLinkSlug: link.slug })}
      >
        {m.simulateExact}
      </SubmitButton>
    </div>
  );
}
