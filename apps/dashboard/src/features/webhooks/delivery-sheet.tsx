import type { DeliveryDetail } from "@kaspa-pay/api-contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { RotateCw } from "lucide-react";
import { ActButton } from "../../lib/act-button.tsx";
import { useFormats } from "../../lib/format/formats.ts";
import { Loaded } from "../../lib/panel.tsx";
import { deliveryLook } from "../../lib/status.ts";
import { useStore } from "../../lib/store-context.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { webhookWords as w } from "../../lib/words/webhooks.ts";
import { TimeText } from "../../ui/amounts.tsx";
import { Badge } from "../../ui/badge.tsx";
import { buttonClass } from "../../ui/button.tsx";
import { Facts } from "../../ui/card.tsx";
import { CodeBlock } from "../../ui/copy/code-block.tsx";
import { CopyText } from "../../ui/copy/copy.tsx";
import { Dialog } from "../../ui/overlay/dialog.tsx";
import { toast } from "../../ui/overlay/toast.tsx";
import { Tabs } from "../../ui/tabs.tsx";

/** One delivery: what was sent, what came back, each attempt. */
export function DeliverySheet({
  deliveryId,
  onClose,
}: {
  readonly deliveryId: string;
  readonly onClose: () => void;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const storeId = useStore().id;
  const delivery = useQuery(
    trpc.webhooks.getDelivery.queryOptions({ id: deliveryId }, { refetchInterval: 3_000 }),
  );
  const resend = useMutation(
    trpc.webhooks.resendDelivery.mutationOptions({
      onSuccess: async () => {
        toast(w.resent);
        await queries.invalidateQueries(trpc.webhooks.listDeliveries.queryFilter());
        await queries.invalidateQueries(trpc.webhooks.getDelivery.queryFilter({ id: deliveryId }));
      },
    }),
  );
  const paymentId = delivery.data?.paymentId ?? null;
  return (
    <Dialog
      kind="sheet"
      title={delivery.data?.event ?? w.delivery}
      onClose={onClose}
      footer={
        <>
          {paymentId !== null && (
            <Link
              to="/s/$storeId/payments/$paymentId"
              params={{ storeId, paymentId }}
              onClick={onClose}
              className={buttonClass()}
            >
              {w.openPayment}
            </Link>
          )}
          <ActButton
            variant="primary"
            busy={resend.isPending}
            icon={<RotateCw aria-hidden className="size-4" />}
            onClick={() => resend.mutate({ id: deliveryId })}
          >
            {w.resend}
          </ActButton>
        </>
      }
    >
      <Loaded query={delivery}>{(data) => <DeliveryBody delivery={data} />}</Loaded>
    </Dialog>
  );
}

function DeliveryBody({ delivery }: { readonly delivery: DeliveryDetail }) {
  const headers = Object.entries(delivery.requestHeaders)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
  return (
    <div className="grid gap-6">
      <Facts
        rows={[
          [w.state, <Badge key="s" {...deliveryLook[delivery.state]} />],
          [
            w.endpoint,
            <span key="u" className="break-all">
              {delivery.url}
            </span>,
          ],
          [w.event, <CopyText key="e" value={delivery.eventId} what="event id" />],
          [w.delivery, <CopyText key="d" value={delivery.id} what="delivery id" />],
        ]}
      />
      <section className="grid gap-3">
        <h3 className="font-semibold">{w.log}</h3>
        <AttemptLog delivery={delivery} />
      </section>
      <section className="grid gap-3">
        <h3 className="font-semibold">{w.request}</h3>
        <Tabs
          label={w.request}
          tabs={[
            {
              id: "body",
              title: w.body,
              body: <CodeBlock what="body" code={pretty(delivery.requestBody)} />,
            },
            { id: "headers", title: w.headers, body: <CodeBlock what="headers" code={headers} /> },
            {
              id: "base",
              title: w.signatureBase,
              body: <CodeBlock what="signed text" code={delivery.signatureBase} />,
            },
          ]}
        />
      </section>
    </div>
  );
}

function AttemptLog({ delivery }: { readonly delivery: DeliveryDetail }) {
  const { when } = useFormats();
  if (delivery.attemptLog.length === 0) return <p className="text-ink-3">{w.noAttempt}</p>;
  return (
    <ol className="divide-y divide-line rounded-xl border border-line">
      {delivery.attemptLog.map((attempt) => (
        <li key={attempt.number} className="grid gap-1 px-4 py-2.5">
          <p className="num flex flex-wrap items-baseline gap-x-3">
            <span className="text-ink-3">{attempt.number}.</span>
            <span className="font-medium">{outcome(attempt)}</span>
            <span className="text-sm text-ink-3">
              {attempt.latencyMs === null ? "" : `${attempt.latencyMs} ms`}
            </span>
            <TimeText {...when(attempt.at)} className="ms-auto text-sm text-ink-3" />
          </p>
          {attempt.responseSnippet && (
            <pre className="overflow-x-auto font-mono text-[0.8125rem] whitespace-pre-wrap text-ink-2">
              {attempt.responseSnippet}
            </pre>
          )}
        </li>
      ))}
    </ol>
  );
}

/** The status that came back, or why none did, in words. */
export function outcome(attempt: {
  readonly status: number | null;
  readonly errorClass: string | null;
  readonly message: string | null;
}): string {
  if (attempt.status !== null) return `HTTP ${attempt.status}`;
  if (attempt.errorClass === null) return attempt.message ?? "–";
  return w.errors[attempt.errorClass] ?? attempt.message ?? attempt.errorClass;
}

/** The signed bytes, laid out for reading; what cannot be parsed is shown as it is. */
function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
