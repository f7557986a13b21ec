import type { Payout } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../../lib/transport/trpc.ts";
import { mayUse } from "../../../shared/permissions.ts";
import { pollMs } from "../../../shared/signing/poll.ts";
import { SigningCard } from "../../../shared/signing/signing-card.tsx";
import { useMe, useStore } from "../../../shared/store-context.ts";
import { SubmitButton } from "../../../ui/button.tsx";
import { Card, Notice } from "../../../ui/card.tsx";
import { QueryState } from "../../../ui/query-state.tsx";
import { Steps } from "../../../ui/steps.tsx";
import { useActions } from "../changes.ts";
import { endTitle, disbursementMessages as m } from "../messages.ts";
import { CancelButton } from "./cancel-button.tsx";
import { DetailSkeleton } from "./detail-skeleton.tsx";
import { PayoutFacts } from "./facts.tsx";
import { Head } from "./head.tsx";
import { History } from "./history.tsx";
import { AttentionNotice, Outputs } from "./outputs.tsx";
import { progressOf } from "./progress.ts";

export interface PayoutDetailProps {
  readonly id: string;
  readonly headingLevel: "h1" | "h2";
}

export function PayoutDetail({ id, headingLevel }: PayoutDetailProps) {
  const payout = useQuery(
    useTRPC().payouts.get.queryOptions(
      { id },
      { refetchInterval: ({ state }) => pollMs(state.data?.status) },
    ),
  );
  return (
    <QueryState query={payout} skeleton={<DetailSkeleton />}>
      {(data) => <Blocks payout={data} headingLevel={headingLevel} />}
    </QueryState>
  );
}

function Blocks({
  payout,
  headingLevel,
}: { readonly payout: Payout } & Pick<PayoutDetailProps, "headingLevel">) {
  const mayAct = mayUse(useStore().role, "disburse");
  const ended = endTitle(payout.status);
  return (
    <article className="grid gap-5">
      <Head
        kind="payout"
        item={payout}
        headingLevel={headingLevel}
        worth={payout.fiat}
        title={payout.description}
      >
        {mayAct && <CancelButton kind="payout" item={payout} />}
      </Head>
      <Card>
        <Steps label={m.steps} steps={progressOf("payout", payout, payout.approvedBy !== null)} />
      </Card>
      {payout.status === "awaiting_approval" && mayAct && <Approval payout={payout} />}
      {ended !== null && (
        <Notice tone="amber" title={ended}>
          <p>{payout.endReason || m.noReason}</p>
          <p className="text-sm">{m.afterEnd}</p>
        </Notice>
      )}
      <AttentionNotice item={payout} />
      {mayAct && <SigningCard item={payout} address={payout.recipientAddress} />}
      <Outputs kind="payout" item={payout} mayAct={mayAct} />
      <PayoutFacts payout={payout} />
      <History id={payout.id} />
    </article>
  );
}

/** The server refuses whoever must not approve; the page says so before the click. */
function Approval({ payout }: { readonly payout: Payout }) {
  const { approve } = useActions("payout");
  const own = useIsOwn()(payout);
  return (
    <Notice
      tone="amber"
      title={m.awaitsApproval}
      action={
        <SubmitButton
          variant="primary"
          size="sm"
          busy={approve.isPending}
          disabled={own}
          onClick={() => approve.mutate({ id: payout.id })}
        >
          {m.approve}
        </SubmitButton>
      }
    >
      {own ? m.otherPerson : m.awaitsApprovalText}
    </Notice>
  );
}

/** Whether this person asked for the payout and so may not approve it. */
export function useIsOwn(): (payout: Pick<Payout, "needsOtherPerson" | "createdBy">) => boolean {
  const me = useMe();
  return ({ needsOtherPerson, createdBy }) => needsOtherPerson && createdBy === `user:${me.id}`;
}
