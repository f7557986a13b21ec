import type { DeliveryDetail } from "@kaspa-pay/api-contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { RotateCw } from "lucide-react";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { Badge } from "../../ui/badge.tsx";
import { buttonClass, SubmitButton } from "../../ui/button.tsx";
import { Facts } from "../../ui/card.tsx";
import { CodeBlock } from "../../ui/copy/code-block.tsx";
import { CopyText } from "../../ui/copy/copy.tsx";
import { Dialog } from "../../ui/overlay/dialog.tsx";
import { toast } from "../../ui/overlay/toast.tsx";
import { QueryState } from "../../ui/query-state.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { deliveryBadge } from "../badge-styles.ts";
import { useStore } from "../store-context.ts";
import { AttemptLog } from "./attempt-log.tsx";
import { deliveryMessages as m } from "./messages.ts";

/** One delivery: what was sent, what came back, each attempt. */
export function DeliveryDrawer({
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
        toast(m.resent);
        await queries.invalidateQueries(trpc.webhooks.listDeliveries.queryFilter());
        await queries.invalidateQueries(trpc.webhooks.getDelivery.queryFilter({ id: deliveryId }));
      },
    }),
  );
  const paymentId = delivery.data?.paymentId ?? null;
  return (
    <Dialog
      kind="drawer"
      title={delivery.data?.event ?? m.delivery}
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
              {m.openPayment}
            </Link>
          )}
          <SubmitButton
            variant="primary"
            busy={resend.isPending}
            icon={<RotateCw aria-hidden className="size-4" />}
            onClick={() => resend.mutate({ id: deliveryId })}
          >
            {m.resend}
          </SubmitButton>
        </>
      }
    >
      <QueryState query={delivery}>{(data) => <DeliveryBody delivery={data} />}</QueryState>
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
          [m.state, <Badge key="s" {...deliveryBadge[delivery.state]} />],
          [
            delivery.callback ? m.callback : m.endpoint,
            <span key="u" className="break-all">
              {delivery.url}
            </span>,
          ],
          [m.event, <CopyText key="e" value={delivery.eventId} what="event id" />],
          [m.delivery, <CopyText key="d" value={delivery.id} what="delivery id" />],
        ]}
      />
      <section className="grid gap-3">
        <h3 className="font-semibold">{m.log}</h3>
        <AttemptLog delivery={delivery} />
      </section>
      <section className="grid gap-3">
        <h3 className="font-semibold">{m.request}</h3>
        <Tabs
          label={m.request}
          tabs={[
            {
              id: "body",
              title: m.body,
              body: <CodeBlock what="body" code={pretty(delivery.requestBody)} />,
            },
            { id: "headers", title: m.headers, body: <CodeBlock what="headers" code={headers} /> },
            {
              id: "base",
              title: m.signatureBase,
              body: <CodeBlock what="signed text" code={delivery.signatureBase} />,
            },
          ]}
        />
      </section>
    </div>
  );
}

/** The signed bytes, laid out for reading; what cannot be parsed is shown as it is. */
function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
