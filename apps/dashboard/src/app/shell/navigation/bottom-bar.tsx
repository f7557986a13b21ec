import { Link, useNavigate } from "@tanstack/react-router";
import { Ellipsis } from "lucide-react";
import { mayUse } from "../../../shared/permissions.ts";
import { useStore } from "../../../shared/store-context.ts";
import { shellWords as w } from "../messages.ts";
import { Menu, MenuItem } from "../../../ui/overlay/menu.tsx";
import { AttentionCount } from "./attention-count.tsx";
import { navEntries } from "./menu.ts";

const itemClass =
  "relative flex min-h-14 w-full flex-col items-center justify-center gap-0.5 text-xs font-medium text-ink-3 data-[status=active]:text-accent-ink";

/** Under 768 px: the three places used most, the rest under More. */
export function BottomBar() {
  const store = useStore();
  const navigate = useNavigate();
  const allowed = navEntries.filter((entry) => mayUse(store.role, entry.right));
  return (
    <nav
      aria-label={w.mainNav}
      className="fixed inset-x-0 bottom-0 z-30 grid grid-cols-4 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {allowed.slice(0, 3).map((entry) => (
        <Link
          key={entry.to}
          to={entry.to}
          params={{ storeId: store.id }}
          activeOptions={{ exact: entry.exact ?? false, includeSearch: false }}
          className={itemClass}
        >
          <entry.icon aria-hidden className="size-5" />
          {entry.label}
          {entry.label === w.payments && <AttentionCount className="absolute end-[18%] top-1" />}
        </Link>
      ))}
      <Menu
        label={w.more}
        align="end"
        side="top"
        triggerClass={itemClass}
        trigger={
          <>
            <Ellipsis aria-hidden className="size-5" />
            <span aria-hidden>{w.more}</span>
          </>
        }
      >
        {allowed.slice(3).map((entry) => (
          <MenuItem
            key={entry.to}
            icon={<entry.icon aria-hidden className="size-4" />}
            onSelect={() => void navigate({ to: entry.to, params: { storeId: store.id } })}
          >
            {entry.label}
          </MenuItem>
        ))}
      </Menu>
    </nav>
  );
}
