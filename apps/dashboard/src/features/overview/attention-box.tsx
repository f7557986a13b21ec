import type { Overview } from "@kaspa-pay/api-contract";
import { Link } from "@tanstack/react-router";
import { ChevronRight, CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useStore } from "../../shared/store-context.ts";
import { Card } from "../../ui/card.tsx";
import { cx } from "../../ui/cx.ts";
import { overviewMessages as m } from "./messages.ts";

type Item = Overview["needsAttention"][number];

const ICONS = { high: CircleAlert, warning: TriangleAlert, info: Info } as const;
const COLOURS = { high: "text-red-ink", warning: "text-amber-ink", info: "text-ink-3" } as const;

export function AttentionBox({ items }: { readonly items: readonly Item[] }) {
  return (
    <Card title={m.attention} flush>
      {items.length === 0 ? (
        <p className="flex items-center gap-3 px-5 pt-1 pb-5">
          <CircleCheck aria-hidden className="size-5 shrink-0 text-accent-ink" />
          <span>
            <span className="font-medium">{m.allGood}.</span>{" "}
            <span className="text-ink-3">{m.allGoodText}</span>
          </span>
        </p>
      ) : (
        <ul className="grid px-2 pb-2">
          {items.map((item) => (
            // A node that does not answer makes two entries of one kind; their texts differ.
            <AttentionRow key={`${item.kind}:${item.objectId}:${item.text}`} item={item} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function AttentionRow({ item }: { readonly item: Item }) {
  const Icon = ICONS[item.severity];
  return (
    <li>
      <Target item={item}>
        <Icon aria-hidden className={cx("mt-0.5 size-[1.125rem] shrink-0", COLOURS[item.severity])} />
        <span className="min-w-0 grow text-[0.9375rem]">{item.text}</span>
        <ChevronRight aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-3" />
      </Target>
    </li>
  );
}

/** Links to the page where the problem is solved. */
function Target({ item, children }: { readonly item: Item; readonly children: ReactNode }) {
  const params = { storeId: useStore().id };
  const className = "flex items-start gap-3 rounded-lg px-3 py-2.5 hover:bg-sunken";
  switch (item.kind) {
    case "payment":
      return (
        <Link to="/s/$storeId/attention" params={params} className={className}>
          {children}
        </Link>
      );
    case "endpoint":
      return item.objectId === null ? (
        <Link to="/s/$storeId/developers/webhooks" params={params} className={className}>
          {children}
        </Link>
      ) : (
        <Link
          to="/s/$storeId/developers/webhooks/$endpointId"
          params={{ ...params, endpointId: item.objectId }}
          className={className}
        >
          {children}
        </Link>
      );
    case "wallet":
    case "address_gap":
      return (
        <Link to="/s/$storeId/settings/wallet" params={params} className={className}>
          {children}
        </Link>
      );
    case "unmatched":
      return (
        <Link to="/s/$storeId/unmatched" params={params} className={className}>
          {children}
        </Link>
      );
    case "support_link":
      return (
        <Link to="/s/$storeId/settings/checkout" params={params} className={className}>
          {children}
        </Link>
      );
    case "node":
    case "rate":
    case "sync_gap":
    case "mail":
      return (
        <Link to="/server" className={className}>
          {children}
        </Link>
      );
  }
}
