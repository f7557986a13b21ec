import { Link } from "@tanstack/react-router";
import { ChevronsDown } from "lucide-react";
import { kas, kasExact, moneyLine } from "../../../lib/format/money-text.ts";
import { SigningPanel } from "../../../shared/signing/signing-panel.tsx";
import { useStore } from "../../../shared/store-context.ts";
import { Money } from "../../../ui/amounts.tsx";
import { Button } from "../../../ui/button.tsx";
import { Card } from "../../../ui/card.tsx";
import { shorten } from "../../../ui/copy/copy.tsx";
import { disbursementMessages as m } from "../messages.ts";
import type { SigningQueue, ToSign } from "./queue.ts";

/** The one to be signed now, and what comes after it. */
export function QueueView({ queue: { waiting, signed, putOff } }: { readonly queue: SigningQueue }) {
  const [now, ...rest] = waiting;
  if (now === undefined || now.item.uri === null) return null;
  const { uri, amount, amountSompi, network } = now.item;
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <Card
        title={
          <>
            {m[now.kind]} · {moneyLine(kasExact(amount))}
          </>
        }
        hint={<Title one={now} />}
        action={
          rest.length > 0 && (
            <Button
              size="sm"
              title={m.laterHint}
              icon={<ChevronsDown aria-hidden className="size-4" />}
              onClick={putOff}
            >
              {m.later}
            </Button>
          )
        }
      >
        <p role="status" className="num mb-4 text-sm font-medium text-ink-2">
          {m.ofAll(signed + 1, signed + waiting.length)}
        </p>
        <SigningPanel
          key={now.item.id}
          request={{ uri, address: now.address, amount, amountSompi, network }}
        />
      </Card>
      {rest.length > 0 && <Rest waiting={rest} />}
    </div>
  );
}

function Title({ one }: { readonly one: ToSign }) {
  const storeId = useStore().id;
  const text = one.title ?? shorten(one.address);
  const className = "underline underline-offset-3";
  return one.kind === "refund" ? (
    <Link
      to="/s/$storeId/refunds/$refundId"
      params={{ storeId, refundId: one.item.id }}
      className={className}
    >
      <bdi>{text}</bdi>
    </Link>
  ) : (
    <Link
      to="/s/$storeId/payouts/$payoutId"
      params={{ storeId, payoutId: one.item.id }}
      className={className}
    >
      <bdi>{text}</bdi>
    </Link>
  );
}

function Rest({ waiting }: { readonly waiting: readonly ToSign[] }) {
  return (
    <Card title={m.next} flush>
      <ul className="divide-y divide-line border-t border-line">
        {waiting.map((one) => (
          <li key={one.item.id} className="flex items-baseline justify-between gap-4 px-5 py-3">
            <span className="min-w-0 truncate text-sm">
              <Title one={one} />
            </span>
            <Money {...kas(one.item.amount)} className="text-sm font-medium" />
          </li>
        ))}
      </ul>
    </Card>
  );
}
