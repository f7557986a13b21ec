import type { Refund } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../../lib/transport/trpc.ts";
import { mayUse } from "../../../shared/permissions.ts";
import { ClaimLink } from "../../../shared/signing/claim-link.tsx";
import { pollMs } from "../../../shared/signing/poll.ts";
import { SigningCard } from "../../../shared/signing/signing-card.tsx";
import { useStore } from "../../../shared/store-context.ts";
import { Card, Notice } from "../../../ui/card.tsx";
import { QueryState } from "../../../ui/query-state.tsx";
import { Steps } from "../../../ui/steps.tsx";
import { endTitle, disbursementMessages as m } from "../messages.ts";
import { CancelButton } from "./cancel-button.tsx";
import { DetailSkeleton } from "./detail-skeleton.tsx";
import { RefundFacts } from "./facts.tsx";
import { Head } from "./head.tsx";
import { History } from "./history.tsx";
import { AttentionNotice, Outputs } from "./outputs.tsx";
import { progressOf } from "./progress.ts";

export interface RefundDetailProps {
  readonly id: string;
  readonly headingLevel: "h1" | "h2";
}

export function RefundDetail({ id, headingLevel }: RefundDetailProps) {
  const refund = useQuery(
    useTRPC().refunds.get.queryOptions(
      { id },
      { refetchInterval: ({ state }) => pollMs(state.data?.status) },
    ),
  );
  return (
    <QueryState query={refund} skeleton={<DetailSkeleton />}>
      {(data) => <Blocks refund={data} headingLevel={headingLevel} />}
    </QueryState>
  );
}

function Blocks({
  refund,
  headingLevel,
}: { readonly refund: Refund } & Pick<RefundDetailProps, "headingLevel">) {
  const mayAct = mayUse(useStore().role, "disburse");
  const ended = endTitle(refund.status);
  return (
    <article className="grid gap-5">
      <Head
        kind="refund"
        item={refund}
        headingLevel={headingLevel}
        worth={refund.sums.atPayment}
        title={refund.reason}
      >
        {mayAct && <CancelButton kind="refund" item={refund} />}
      </Head>
      <Card>
        <Steps label={m.steps} steps={progressOf("refund", refund, refund.address !== null)} />
      </Card>
      {ended !== null && (
        <Notice tone="amber" title={ended}>
          <p>{refund.endReason || m.noReason}</p>
          <p className="text-sm">{m.afterEnd}</p>
        </Notice>
      )}
      <AttentionNotice item={refund} />
      {refund.claimUrl !== null && (
        <Card title={m.claimTitle}>
          <ClaimLink url={refund.claimUrl} email={refund.email} expiresAt={refund.expiresAt} />
        </Card>
      )}
      {mayAct && <SigningCard item={refund} address={refund.address} />}
      <Outputs kind="refund" item={refund} mayAct={mayAct} />
      <RefundFacts refund={refund} />
      <History id={refund.id} />
    </article>
  );
}
