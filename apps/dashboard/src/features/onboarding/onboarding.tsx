import type { Onboarding as State } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { PartyPopper } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { useStore } from "../../shared/store-context.ts";
import { buttonClass } from "../../ui/button.tsx";
import { Notice } from "../../ui/card.tsx";
import { QueryState } from "../../ui/query-state.tsx";
import { onboardingMessages as m } from "./messages.ts";
import { STEPS, type Step, Steps } from "./steps.tsx";

export interface OnboardingProps {
  /** Parts of other features, drawn by the page. */
  readonly wallet: (skip: () => void) => ReactNode;
  readonly link: ReactNode;
  readonly payment: (linkId: string | null) => ReactNode;
  readonly connect: (linkId: string | null) => ReactNode;
}

/** The first step that is not done; null when all are. */
export function nextStep(done: Readonly<Record<Step, boolean>>, skipped: ReadonlySet<Step>): Step | null {
  return STEPS.find((step) => !done[step] && !skipped.has(step)) ?? null;
}

export function Onboarding(parts: OnboardingProps) {
  // The live feed updates the steps; polling covers deliveries, which the feed does not report.
  const state = useQuery(useTRPC().dashboard.onboarding.queryOptions(undefined, { refetchInterval: 2_000 }));
  return <QueryState query={state}>{(now) => <StepList state={now} {...parts} />}</QueryState>;
}

function StepList({ state, wallet, link, payment, connect }: OnboardingProps & { readonly state: State }) {
  const storeId = useStore().id;
  const done: Record<Step, boolean> = { account: true, ...state };
  const [skipped, setSkipped] = useState<ReadonlySet<Step>>(new Set());
  const [chosen, setChosen] = useState<{ step: Step; wasDone: boolean } | null>(null);
  const next = nextStep(done, skipped);
  // A step that was opened by hand stays open until it is done; then the next one opens.
  const open = chosen !== null && done[chosen.step] === chosen.wasDone ? chosen.step : next;
  const skip = (step: Step) => () => {
    setSkipped(new Set([...skipped, step]));
    setChosen(null);
  };
  return (
    <div className="grid gap-5">
      {STEPS.every((step) => done[step]) && (
        <Notice
          tone="green"
          urgent
          icon={<PartyPopper aria-hidden className="size-5" />}
          title={m.finished}
          action={
            <Link to="/s/$storeId" params={{ storeId }} className={buttonClass("primary", "sm")}>
              {m.toOverview}
            </Link>
          }
        >
          {m.finishedText}
        </Notice>
      )}
      <Steps
        done={done}
        open={open}
        onOpen={(step) => setChosen({ step, wasDone: done[step] })}
        bodies={{
          account: <p className="text-ink-2">{m.accountDone}</p>,
          wallet: done.wallet ? <p className="text-ink-2">{m.walletDone}</p> : wallet(skip("wallet")),
          link,
          payment: payment(state.linkId),
          connected: connect(state.linkId),
        }}
      />
    </div>
  );
}
