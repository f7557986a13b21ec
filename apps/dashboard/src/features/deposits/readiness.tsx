// Whether accounts can be opened now, and what to do where they cannot.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { KeyRound, PauseCircle, PiggyBank } from "lucide-react";
import type { ReactNode } from "react";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { useStore } from "../../shared/store-context.ts";
import { buttonClass } from "../../ui/button.tsx";
import { Notice } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { depositMessages as m } from "./messages.ts";

export type Readiness = "ready" | "paused" | "needsKey" | "needsWallet";

/** Undefined until it is known. */
export function useReadiness(): Readiness | undefined {
  const trpc = useTRPC();
  const store = useQuery(trpc.settings.get.queryOptions()).data;
  const rules = useQuery(trpc.deposits.getSettings.queryOptions()).data;
  if (store === undefined || rules === undefined) return undefined;
  if (store.wallet === null) return "needsWallet";
  if (store.wallet.mode === "address") return "needsKey";
  return rules.enabled ? "ready" : "paused";
}

interface ToProps {
  readonly look: string;
}

function ToWallet({ look }: ToProps) {
  return (
    <Link to="/s/$storeId/settings/wallet" params={{ storeId: useStore().id }} className={look}>
      {m.toWallet}
    </Link>
  );
}

function ToSettings({ look }: ToProps) {
  return (
    <Link to="/s/$storeId/deposits/settings" params={{ storeId: useStore().id }} className={look}>
      {m.toSettings}
    </Link>
  );
}

/** Instead of a list without accounts. */
export function NotReadyYet({ readiness }: { readonly readiness: Exclude<Readiness, "ready"> }) {
  const look = buttonClass("primary");
  const views = {
    paused: [PiggyBank, m.off, m.offText, <ToSettings key="s" look={look} />],
    needsKey: [KeyRound, m.needsKey, m.needsKeyText, <ToWallet key="w" look={look} />],
    needsWallet: [KeyRound, m.needsWallet, m.needsWalletText, <ToWallet key="w" look={look} />],
  } as const;
  const [icon, title, text, action] = views[readiness];
  return (
    <EmptyState icon={icon} title={title} action={action} help="deposit-accounts">
      {text}
    </EmptyState>
  );
}

/** Above accounts that exist: why no new one can be opened. */
export function ReadinessNotice({ readiness }: { readonly readiness: Exclude<Readiness, "ready"> }) {
  const look = buttonClass("secondary", "sm");
  const views: Record<typeof readiness, readonly [title: string, text: string, action: ReactNode]> = {
    paused: [m.paused, m.pausedText, <ToSettings key="s" look={look} />],
    needsKey: [m.needsKey, m.singleNow, <ToWallet key="w" look={look} />],
    needsWallet: [m.needsWallet, m.needsWalletText, <ToWallet key="w" look={look} />],
  };
  const [title, text, action] = views[readiness];
  return (
    <Notice tone="blue" icon={<PauseCircle aria-hidden className="size-5" />} title={title} action={action}>
      {text}
    </Notice>
  );
}
