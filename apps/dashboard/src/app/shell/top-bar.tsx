import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { SearchBox } from "../../features/search/search-box.tsx";
import { liveState } from "../../lib/transport/signals.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { useStore } from "../../shared/store-context.ts";
import { cx } from "../../ui/cx.ts";
import { AccountMenu } from "./account-menu.tsx";
import { shellMessages as m } from "./messages.ts";
import { StoreSwitcher } from "./navigation/store-switcher.tsx";
import { TestSwitch } from "./test-switch.tsx";

export function TopBar({ strip }: { readonly strip: ReactNode }) {
  return (
    <header className="sticky top-0 z-30 border-b border-line bg-canvas/92 backdrop-blur-sm">
      {strip}
      <div className="flex items-center gap-2 px-4 py-2.5 sm:px-6 md:px-8">
        <div className="min-w-0 grow md:hidden">
          <StoreSwitcher />
        </div>
        <SearchBox />
        <div className="ms-auto flex items-center gap-1.5 sm:gap-3">
          <TestSwitch />
          <NodeDot />
          <AccountMenu />
        </div>
      </div>
    </header>
  );
}

const DOTS = { good: "bg-accent", slow: "bg-amber-ink", bad: "bg-red", unknown: "bg-ink-3" } as const;

/** State of the chain, as a dot and as text. */
function NodeDot() {
  const store = useStore();
  const live = liveState.use();
  const status = useQuery(useTRPC().market.status.queryOptions(undefined, { refetchInterval: 15_000 }));
  const node = status.data?.nodes.find((node) => node.network === store.network);
  const lag = node?.lagSeconds ?? 0;
  const [dot, text]: [keyof typeof DOTS, string] =
    live === "reconnecting" || status.isError
      ? ["unknown", m.reconnecting]
      : node === undefined
        ? ["unknown", m.nodeUnknown]
        : node.state === "unsynced"
          ? ["slow", m.nodeUnsynced]
          : node.state !== "connected"
            ? ["bad", m.nodeAway]
            : lag > 10
              ? ["slow", m.nodeBehind(String(Math.round(lag)))]
              : ["good", m.nodeOk];
  return (
    <span role="status" className="flex items-center gap-2 text-sm text-ink-3" title={text}>
      <span aria-hidden className={cx("size-2.5 rounded-full", DOTS[dot])} />
      <span className={dot === "good" ? "sr-only" : "max-lg:sr-only"}>{text}</span>
    </span>
  );
}
