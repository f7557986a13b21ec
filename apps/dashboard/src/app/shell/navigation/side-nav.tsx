import { Link } from "@tanstack/react-router";
import { BookOpen } from "lucide-react";
import { sharedMessages } from "../../../shared/messages.ts";
import { useStore } from "../../../shared/store-context.ts";
import { Logo } from "../../../ui/logo.tsx";
import { shellMessages as m } from "../messages.ts";
import { useIsAlso, useMenu } from "./menu.ts";
import { StoreSwitcher } from "./store-switcher.tsx";

const entryClass =
  "flex min-h-9 items-center gap-2.5 rounded-lg px-3 text-[0.9375rem] font-medium text-ink-2 transition-colors hover:bg-sunken hover:text-ink data-[status=active]:bg-surface data-[status=active]:text-ink data-[status=active]:shadow-card data-[status=active]:[&>svg]:text-accent";

export function SideNav() {
  const store = useStore();
  const isAlso = useIsAlso();
  return (
    <nav
      aria-label={m.mainNav}
      className="sticky top-0 hidden h-dvh flex-col gap-5 overflow-y-auto border-e border-line px-3 py-4 md:flex"
    >
      <span className="flex items-center gap-2.5 px-3 text-[0.9375rem] font-semibold">
        <Logo className="size-6" /> {sharedMessages.product}
      </span>
      <StoreSwitcher />
      <div className="grid gap-0.5">
        {useMenu("main").map((page) => (
          <Link
            key={page.to}
            to={page.to}
            params={{ storeId: store.id }}
            activeOptions={{ exact: page.exact ?? false, includeSearch: false }}
            className={entryClass}
            {...(isAlso(page) && { "data-status": "active" })}
          >
            <page.icon aria-hidden className="size-[1.125rem] text-ink-3" />
            {page.label}
            {page.badge && <page.badge className="-me-1.5 ms-auto" />}
          </Link>
        ))}
      </div>
      <a href="/docs" className={`${entryClass} mt-auto`}>
        <BookOpen aria-hidden className="size-[1.125rem] text-ink-3" />
        {m.docs}
      </a>
    </nav>
  );
}
