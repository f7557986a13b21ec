import type { DisbursementStatus } from "@kaspa-pay/core";
import { Link, Outlet, useChildMatches } from "@tanstack/react-router";
import { PenLine } from "lucide-react";
import type { ReactNode } from "react";
import { disbursementBadge } from "../../../shared/badge-styles.ts";
import { mayUse } from "../../../shared/permissions.ts";
import { SubNav } from "../../../shared/routing/sub-nav.tsx";
import { ShowCurl } from "../../../shared/show-curl.tsx";
import { useStore } from "../../../shared/store-context.ts";
import { buttonClass } from "../../../ui/button.tsx";
import { cx } from "../../../ui/cx.ts";
import { Page, useWide } from "../../../ui/page.tsx";
import { pillClass, pillRowClass } from "../../../ui/pill.ts";
import type { Kind } from "../changes.ts";
import { disbursementMessages as m } from "../messages.ts";
import { useWaiting } from "../waiting.ts";

const SUB_PAGES = [
  { to: "/s/$storeId/refunds", label: m.refunds },
  { to: "/s/$storeId/payouts", label: m.payouts },
] as const;

const STATES: Record<Kind, readonly DisbursementStatus[]> = {
  refund: ["awaiting_destination", "awaiting_signature", "broadcast", "confirmed", "failed", "canceled"],
  payout: ["awaiting_approval", "awaiting_signature", "broadcast", "confirmed", "failed", "canceled"],
};

export interface ListFrameProps {
  readonly kind: Kind;
  readonly status: DisbursementStatus | undefined;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** What both lists have around them. A row opens beside the list on wide screens and instead of it on narrow ones. */
export function ListFrame({ kind, status, actions, children }: ListFrameProps) {
  const storeId = useStore().id;
  const wide = useWide();
  const open = useChildMatches().length > 0;
  return (
    <>
      <div className={cx(open && !wide && "hidden")}>
        <SubNav label={m.title} pages={SUB_PAGES} />
        <Page
          title={kind === "refund" ? m.refunds : m.payouts}
          hint={m.hint}
          actions={
            <>
              <ShowCurl
                call={{ method: "GET", path: `/${kind}s${status === undefined ? "" : `?status=${status}`}` }}
              />
              <SignLink />
              {actions}
            </>
          }
        >
          <div className="grid gap-4">
            <nav aria-label={m.tabs} className={pillRowClass}>
              {[undefined, ...STATES[kind]].map((state) => (
                <Link
                  key={state ?? "all"}
                  to={kind === "refund" ? "/s/$storeId/refunds" : "/s/$storeId/payouts"}
                  params={{ storeId }}
                  search={state === undefined ? {} : { status: state }}
                  aria-current={status === state ? "true" : undefined}
                  className={pillClass(status === state)}
                >
                  {state === undefined ? m.all : disbursementBadge[state].label}
                </Link>
              ))}
            </nav>
            {children}
          </div>
        </Page>
      </div>
      <Outlet />
    </>
  );
}

/** To the signing queue, while something waits for the wallet. */
function SignLink() {
  const store = useStore();
  const waiting = useWaiting();
  const count = (waiting?.refunds.length ?? 0) + (waiting?.payouts.length ?? 0);
  if (count === 0 || !mayUse(store.role, "disburse")) return null;
  return (
    <Link
      to="/s/$storeId/signing"
      params={{ storeId: store.id }}
      title={m.signAll(count)}
      className={buttonClass("secondary", "sm")}
    >
      <PenLine aria-hidden className="size-4 text-amber-ink" /> {m.sign(count)}
    </Link>
  );
}
