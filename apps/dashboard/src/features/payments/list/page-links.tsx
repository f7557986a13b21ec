import { Link, useLocation } from "@tanstack/react-router";
import { ArrowLeft, ArrowRight } from "lucide-react";
import { useStore } from "../../../shared/store-context.ts";
import { buttonClass } from "../../../ui/button.tsx";
import { paymentMessages as m } from "../messages.ts";
import type { PaymentSearch } from "../payment-search.ts";

/** Steps through the list by its address, so that the back button works. */
export function PageLinks({
  search,
  nextCursor,
}: {
  readonly search: PaymentSearch;
  readonly nextCursor: string | null;
}) {
  const params = { storeId: useStore().id };
  const trail = useLocation({ select: (location) => location.state.trail ?? [] });
  const { cursor, ...filter } = search;
  const before = trail.at(-1);
  if (cursor === undefined && nextCursor === null) return null;
  return (
    <nav aria-label="Pages" className="flex justify-between gap-2 border-t border-line px-5 py-3">
      {cursor === undefined ? (
        <span />
      ) : (
        <Link
          to="/s/$storeId/payments"
          params={params}
          search={before ? { ...filter, cursor: before } : filter}
          state={{ trail: trail.slice(0, -1) }}
          className={buttonClass("secondary", "sm")}
        >
          <ArrowLeft aria-hidden className="size-4" /> {m.newer}
        </Link>
      )}
      {nextCursor !== null && (
        <Link
          to="/s/$storeId/payments"
          params={params}
          search={{ ...filter, cursor: nextCursor }}
          state={{ trail: [...trail, cursor ?? ""] }}
          className={buttonClass("secondary", "sm")}
        >
          {m.older} <ArrowRight aria-hidden className="size-4" />
        </Link>
      )}
    </nav>
  );
}
