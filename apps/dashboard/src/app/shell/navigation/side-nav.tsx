import { Link } from "@tanstack/react-router";
import { BookOpen } from "lucide-react";
import { mayUse } from "../../../shared/permissions.ts";
import { useStore } from "../../../shared/store-context.ts";
import { shellWords as w } from "../messages.ts";
import { Logo } from "../../../ui/logo.tsx";
import { AttentionCount } from "./attention-count.tsx";
import { navEntries } from "./menu.ts";
import { StoreSwitcher } from "./store-switcher.tsx";

const entryClass =
  "flex min-h-9 items-center gap-3 rounded-lg px-3 text-[0.9375rem] font-medium text-ink-2 transition-colors hover:bg-sunken hover:text-ink data-[status=active]:bg-surface data-[status=active]:text-ink data-[status=active]:shadow-card data-[status=active]:[&>svg]:text-accent";

export function SideNav() {
  const store = useStore();
  return (
    <nav
      aria-label={w.mainNav}
      className="sticky top-0 hidden h-dvh flex-col gap-5 overflow-y-auto border-e border-line px-3 py-4 md:flex"
    >
      <span className="flex items-center gap-2.5 px-3 text-[0.9375rem] font-semibold">
        <Logo className="size-6" /> {w.product}
      </span>
      <StoreSwitcher />
      <div className="grid gap-0.5">
        {navEntries
          .filter((entry) => mayUse(store.role, entry.right))
          .map((entry) => (
            <Link
              key={entry.to}
              to={entry.to}
              params={{ storeId: store.id }}
              activeOptions={{ exact: entry.exact ?? false, includeSearch: false }}
              className={entryClass}
            >
              <entry.icon aria-hidden className="size-[1.125rem] text-ink-3" />
              {entry.label}
              {entry.label === w.payments && <AttentionCount className="ms-auto" />}
            </Link>
          ))}
      </div>
      <a href="/docs" className={`${entryClass} mt-auto`}>
        <BookOpen aria-hidden className="size-[1.125rem] text-ink-3" />
        {w.docs}
      </a>
    </nav>
  );
}
