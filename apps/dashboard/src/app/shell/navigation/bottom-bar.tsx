import { Link, useNavigate } from "@tanstack/react-router";
import { Ellipsis } from "lucide-react";
import { useStore } from "../../../shared/store-context.ts";
import { Menu, MenuItem } from "../../../ui/overlay/menu.tsx";
import { shellMessages as m } from "../messages.ts";
import { useIsAlso, useMenu } from "./menu.ts";

const itemClass =
  "relative flex min-h-14 w-full flex-col items-center justify-center gap-0.5 text-xs font-medium text-ink-3 data-[status=active]:text-accent-ink";

/** Under 768 px: the three places used most, the rest under More. */
export function BottomBar() {
  const store = useStore();
  const isAlso = useIsAlso();
  const navigate = useNavigate();
  const pages = useMenu("main");
  return (
    <nav
      aria-label={m.mainNav}
      className="fixed inset-x-0 bottom-0 z-30 grid grid-cols-4 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {pages.slice(0, 3).map((page) => (
        <Link
          key={page.to}
          to={page.to}
          params={{ storeId: store.id }}
          activeOptions={{ exact: page.exact ?? false, includeSearch: false }}
          className={itemClass}
          {...(isAlso(page) && { "data-status": "active" })}
        >
          <page.icon aria-hidden className="size-5" />
          {page.label}
          {page.badge && <page.badge className="absolute end-[18%] top-1" />}
        </Link>
      ))}
      <Menu
        label={m.more}
        align="end"
        side="top"
        triggerClass={itemClass}
        trigger={
          <>
            <Ellipsis aria-hidden className="size-5" />
            <span aria-hidden>{m.more}</span>
          </>
        }
      >
        {pages.slice(3).map((page) => (
          <MenuItem
            key={page.to}
            icon={<page.icon aria-hidden className="size-4" />}
            onSelect={() => void navigate({ to: page.to, params: { storeId: store.id } })}
          >
            {page.label}
          </MenuItem>
        ))}
      </Menu>
    </nav>
  );
}
