import { Link } from "@tanstack/react-router";
import { ArrowLeft, CircleCheck } from "lucide-react";
import { useStore } from "../../shared/store-context.ts";
import { buttonClass } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Page } from "../../ui/page.tsx";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { disbursementMessages as m } from "./messages.ts";
import { useSigningQueue } from "./signing/queue.ts";
import { QueueView } from "./signing/queue-view.tsx";

/** Everything that waits for the wallet, one after another. */
export function SigningPage() {
  const storeId = useStore().id;
  const queue = useSigningQueue();
  return (
    <Page
      title={m.signingTitle}
      hint={m.signingHint}
      back={
        <Link to="/s/$storeId/refunds" params={{ storeId }} className="-ms-3 justify-self-start">
          <span className={buttonClass("quiet", "sm")}>
            <ArrowLeft aria-hidden className="size-4" /> {m.back}
          </span>
        </Link>
      }
    >
      {queue === undefined ? (
        <Skeleton className="h-96 w-full rounded-2xl" />
      ) : queue.waiting.length === 0 ? (
        <Card>
          <EmptyState icon={CircleCheck} title={m.allSigned}>
            {m.allSignedText}
          </EmptyState>
        </Card>
      ) : (
        <QueueView queue={queue} />
      )}
    </Page>
  );
}
