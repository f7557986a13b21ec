import type { NodeStatus } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { useFormats } from "../../lib/format/formats.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { useStore } from "../../shared/store-context.ts";
import { Notice } from "../../ui/card.tsx";
import { shellMessages as m } from "./messages.ts";

/** Shorter pauses of the chain are not shown. */
const WORRYING_LAG_S = 30;
const WORRYING_SKEW_S = 30;

/** What is wrong with the chain's state and what it means for payments; null when nothing is. */
function trouble(
  node: NodeStatus,
): { readonly tone: "red" | "amber"; readonly title: string; readonly text: string } | null {
  if (node.state !== "connected") {
    const tone = node.state === "unsynced" ? "amber" : "red";
    return { tone, title: m.nodeTitle[node.state], text: m.nodeText };
  }
  if ((node.lagSeconds ?? 0) > WORRYING_LAG_S) {
    return { tone: "amber", title: m.nodeBehind(String(Math.round(node.lagSeconds ?? 0))), text: m.nodeText };
  }
  const skew = Math.round(node.clockSkewSeconds ?? 0);
  if (Math.abs(skew) >= WORRYING_SKEW_S) {
    return { tone: "amber", title: m.skewTitle(String(Math.abs(skew)), skew > 0), text: m.skewText };
  }
  return node.syncGap ? { tone: "amber", title: m.gapTitle, text: m.gapText } : null;
}

/** Above every page of the store: payments found late, or a time in which some may have been missed. */
export function NodeBanner() {
  const store = useStore();
  const { when } = useFormats();
  const status = useQuery(useTRPC().market.status.queryOptions(undefined, { refetchInterval: 15_000 }));
  const node = status.data?.nodes.find((node) => node.network === store.network);
  const found = node ? trouble(node) : null;
  return (
    <div role="status" className="px-4 not-empty:pt-4 sm:px-6 md:px-8">
      {node && found && (
        <div className="mx-auto max-w-6xl">
          <Notice tone={found.tone} title={found.title}>
            {found.text}
            {node.lastSyncAt !== null && ` ${m.lastRead(when(node.lastSyncAt).text)}`}
          </Notice>
        </div>
      )}
    </div>
  );
}

/** Above every page while the gateway is reached over a network without encryption. */
export function PlainHttpBanner() {
  const setup = useQuery(useTRPC().market.setup.queryOptions());
  if (setup.data?.plainHttp !== true) return null;
  return (
    <div role="status" className="px-4 pt-4 sm:px-6 md:px-8">
      <div className="mx-auto max-w-6xl">
        <Notice tone="amber" title={m.plainHttpTitle}>
          {m.plainHttpText(setup.data.publicUrl)}
        </Notice>
      </div>
    </div>
  );
}
