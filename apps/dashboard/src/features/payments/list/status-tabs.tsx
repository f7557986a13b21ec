import type { PaymentCounts } from "@kaspa-pay/api-contract";
import { PAYMENT_STATUSES } from "@kaspa-pay/core";
import { Link } from "@tanstack/react-router";
import { count } from "../../../lib/format/money-text.ts";
import { paymentBadge } from "../../../shared/badge-styles.ts";
import { useStore } from "../../../shared/store-context.ts";
import { cx } from "../../../ui/cx.ts";
import { pillClass, pillRowClass } from "../../../ui/pill.ts";
import { paymentMessages as m } from "../messages.ts";
import type { PaymentSearch } from "../payment-search.ts";

export interface StatusTabsProps {
  readonly search: PaymentSearch;
  readonly counts: PaymentCounts | undefined;
}

export function StatusTabs({ search, counts }: StatusTabsProps) {
  const { status: _status, attention: _attention, cursor: _cursor, ...rest } = search;
  const current = search.attention === undefined ? (search.status ?? "all") : "attention";
  return (
    <nav aria-label={m.tabs} className={pillRowClass}>
      <Tab label={m.all} amount={counts?.all} active={current === "all"} search={rest} />
      {PAYMENT_STATUSES.map((status) => (
        <Tab
          key={status}
          label={paymentBadge[status].label}
          amount={counts?.[status]}
          active={current === status}
          search={{ ...rest, status }}
        />
      ))}
      <Tab
        label={m.attention}
        amount={counts?.attention}
        active={current === "attention"}
        search={{ ...rest, attention: "any" }}
        loud
      />
    </nav>
  );
}

interface TabProps {
  readonly label: string;
  readonly amount: number | undefined;
  readonly active: boolean;
  readonly search: PaymentSearch;
  readonly loud?: boolean;
}

function Tab({ label, amount, active, search, loud = false }: TabProps) {
  const storeId = useStore().id;
  return (
    <Link
      to="/s/$storeId/payments"
      params={{ storeId }}
      search={search}
      aria-current={active ? "true" : undefined}
      className={pillClass(active)}
    >
      {label}
      <span
        className={cx(
          "num min-w-4 text-center text-xs",
          active ? "opacity-80" : loud && (amount ?? 0) > 0 ? "font-semibold text-amber-ink" : "text-ink-3",
        )}
      >
        {amount === undefined ? "" : count(amount)}
      </span>
    </Link>
  );
}
