import type { PaymentFull } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTRPC } from "../../../lib/transport/trpc.ts";
import { Card } from "../../../ui/card.tsx";
import { CodeBlock } from "../../../ui/copy/code-block.tsx";
import { QueryState } from "../../../ui/query-state.tsx";
import { Skeleton } from "../../../ui/states.tsx";
import { paymentMessages as m } from "../messages.ts";
import { RefundsCard } from "../refund/refunds-card.tsx";
import { CustomerBlock, DetailsBlock } from "./details-block.tsx";
import { MoneyBlock } from "./money-block.tsx";
import { NotesCard } from "./notes-card.tsx";
import { PaymentActions } from "./payment-actions.tsx";
import { PaymentHead } from "./payment-head.tsx";
import { SimulatePanel } from "./simulate-panel.tsx";
import { Timeline } from "./timeline.tsx";
import { Transfers } from "./transfers.tsx";

export interface PaymentDetailProps {
  readonly paymentId: string;
  readonly headingLevel: "h1" | "h2";
  /** Drawn by the page: another feature's part. */
  readonly deliveries: ReactNode;
}

/** One payment: read again when the live feed names it, and every second while confirmations count. */
export function PaymentDetail({ paymentId, headingLevel, deliveries }: PaymentDetailProps) {
  const payment = useQuery(
    useTRPC().payments.getFull.queryOptions(
      { id: paymentId },
      {
        refetchInterval: ({ state }) =>
          state.data?.status === "confirming" ? 1_000 : state.data?.payable ? 5_000 : 30_000,
      },
    ),
  );
  return (
    <QueryState query={payment} skeleton={<DetailSkeleton />}>
      {(data) => <Blocks payment={data} headingLevel={headingLevel} deliveries={deliveries} />}
    </QueryState>
  );
}

interface BlocksProps {
  readonly payment: PaymentFull;
  readonly headingLevel: "h1" | "h2";
  readonly deliveries: ReactNode;
}

function Blocks({ payment, headingLevel, deliveries }: BlocksProps) {
  return (
    <article className="grid gap-5">
      <PaymentHead payment={payment} headingLevel={headingLevel} />
      <PaymentActions payment={payment} />
      {payment.simulations !== null && payment.allowedActs.includes("simulate") && (
        <SimulatePanel paymentId={payment.id} simulations={payment.simulations} />
      )}
      <Card title={m.timeline}>
        <Timeline payment={payment} />
      </Card>
      <Card title={m.money}>
        <MoneyBlock payment={payment} />
      </Card>
      <Card title={m.transfers} flush={payment.transfers.length > 0}>
        <Transfers payment={payment} />
      </Card>
      <RefundsCard paymentId={payment.id} />
      <NotesCard paymentId={payment.id} />
      <CustomerBlock payment={payment} />
      <DetailsBlock payment={payment} />
      <Card title={m.deliveries} flush>
        {deliveries}
      </Card>
      <details className="rounded-2xl border border-line bg-surface px-5 py-3.5 shadow-card">
        <summary className="min-h-6 font-semibold">{m.raw}</summary>
        <div className="mt-3">
          <CodeBlock what="JSON" code={JSON.stringify(payment, null, 2)} />
        </div>
      </details>
    </article>
  );
}

function DetailSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="grid gap-5">
      <Skeleton className="h-36 w-full rounded-2xl" />
      <Skeleton className="h-64 w-full rounded-2xl" />
      <Skeleton className="h-56 w-full rounded-2xl" />
    </div>
  );
}
