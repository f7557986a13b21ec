import { Link, useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useStore } from "../store-context.ts";

export interface TabPage {
  readonly to: "/s/$storeId/developers/webhooks" | "/s/$storeId/refunds" | "/s/$storeId/payouts";
  readonly label: string;
}

export interface SubNavProps {
  readonly label: string;
  readonly pages: readonly TabPage[];
}

/** Pages of one area, in a row above the one that is shown. */
export function SubNav({ label, pages }: SubNavProps) {
  const storeId = useStore().id;
  const row = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // A narrow screen shows a part of the row: the page that is open has to be in it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the open page changes with the address.
  useEffect(() => {
    const open = row.current?.querySelector<HTMLElement>("[data-status=active]");
    if (row.current && open)
      row.current.scrollLeft = open.offsetLeft - (row.current.clientWidth - open.offsetWidth) / 2;
  }, [pathname]);
  return (
    <nav
      ref={row}
      aria-label={label}
      className="relative mb-6 flex gap-1 overflow-x-auto border-b border-line"
    >
      {pages.map((page) => (
        <Link
          key={page.to}
          to={page.to}
          params={{ storeId }}
          className="-mb-px flex min-h-10 items-center border-b-2 border-transparent px-3 text-[0.9375rem] font-medium whitespace-nowrap text-ink-3 hover:text-ink focus-visible:-outline-offset-2 data-[status=active]:border-accent data-[status=active]:text-ink"
        >
          {page.label}
        </Link>
      ))}
    </nav>
  );
}
