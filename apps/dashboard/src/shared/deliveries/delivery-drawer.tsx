import type { DeliveryDetail } from "@kaspa-pay/api-contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { RotateCw } from "lucide-react";
import { ActButton } from "../../ui/submit-button.tsx";
import { Loaded } from "../../ui/query-state.tsx";
import { deliveryLook } from "../badge-styles.ts";
import { useStore } from "../store-context.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { webhookWords as w } from "../../features/webhooks/messages.ts";
import { Badge } from "../../ui/badge.tsx";
import { buttonClass } from "../../ui/button.tsx";
import { Facts } from "../../ui/card.tsx";
import { CodeBlock } from "../../ui/copy/code-block.tsx";
import { CopyText } from "../../ui/copy/copy.tsx";
import { Dialog } from "../../ui/overlay/dialog.tsx";
import { toast } from "../../ui/overlay/toast.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { AttemptLog } from "./attempt-log.tsx";

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

/** The signed bytes, laid out for reading; what cannot be parsed is shown as it is. */
function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
