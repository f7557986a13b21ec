import { Link } from "@tanstack/react-router";
import { useStore } from "../../../shared/store-context.ts";

type Area<Name extends string, Pages extends string> = `/s/$storeId/${Name}/${Pages}`;

export interface SubNavProps {
  readonly label: string;
  readonly entries: readonly {
    readonly to:
      | Area<"developers", "webhooks" | "deliveries" | "events" | "keys">
      | Area<"settings", "wallet" | "payments" | "checkout" | "store">;
    readonly label: string;
  }[];
}

/** Pages of one area, in a row under its heading. */
export function SubNav({ label, entries }: SubNavProps) {
  const storeId = useStore().id;
  return (
    <nav aria-label={label} className="mb-6 flex gap-1 overflow-x-auto border-b border-line">
      {entries.map((entry) => (
        <Link
          key={entry.to}
          to={entry.to}
          params={{ storeId }}
          className="-mb-px flex min-h-10 items-center border-b-2 border-transparent px-3 text-[0.9375rem] font-medium whitespace-nowrap text-ink-3 hover:text-ink focus-visible:-outline-offset-2 data-[status=active]:border-accent data-[status=active]:text-ink"
        >
          {entry.label}
        </Link>
      ))}
    </nav>
  );
}
