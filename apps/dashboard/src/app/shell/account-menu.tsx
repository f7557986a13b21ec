import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { BookOpen, FileClock, LogOut, Monitor, Moon, Server, Sun, User } from "lucide-react";
import { setPreferences, usePreferences } from "../../shared/preferences.ts";
import { mayUse } from "../../shared/permissions.ts";
import { useMe, useStore } from "../../shared/store-context.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { shellWords as w } from "./messages.ts";
import { Menu, MenuItem } from "../../ui/overlay/menu.tsx";
import { queryClient } from "../../shared/routing/session.ts";

const NEXT_THEME = { auto: "light", light: "dark", dark: "auto" } as const;
const THEME_ICON = { auto: Monitor, light: Sun, dark: Moon } as const;

export function AccountMenu() {
  const me = useMe();
  const store = useStore();
  const navigate = useNavigate();
  const { theme } = usePreferences();
  const signOut = useMutation(
    useTRPC().auth.logout.mutationOptions({
      onSettled: async () => {
        queryClient.clear();
        await navigate({ to: "/login" });
      },
    }),
  );
  const ThemeIcon = THEME_ICON[theme];
  return (
    <Menu
      label={w.account}
      align="end"
      triggerClass="grid size-9 place-items-center rounded-full bg-accent-soft text-sm font-semibold text-accent-ink hover:outline-2 hover:outline-line"
      trigger={<span aria-hidden>{(me.name || me.email).slice(0, 1).toUpperCase()}</span>}
    >
      <p className="max-w-64 truncate px-2.5 pt-1.5 pb-2 text-sm text-ink-3">{me.email}</p>
      <MenuItem
        icon={<User aria-hidden className="size-4" />}
        onSelect={() => void navigate({ to: "/account" })}
      >
        {w.account}
      </MenuItem>
      {mayUse(store.role, "audit") && (
        <MenuItem
          icon={<FileClock aria-hidden className="size-4" />}
          onSelect={() => void navigate({ to: "/s/$storeId/audit", params: { storeId: store.id } })}
        >
          {w.audit}
        </MenuItem>
      )}
      {me.isServerAdmin && (
        <MenuItem
          icon={<Server aria-hidden className="size-4" />}
          onSelect={() => void navigate({ to: "/server" })}
        >
          {w.server}
        </MenuItem>
      )}
      <MenuItem
        icon={<BookOpen aria-hidden className="size-4" />}
        onSelect={() => window.location.assign("/docs/api")}
      >
        {w.apiReference}
      </MenuItem>
      <MenuItem
        icon={<ThemeIcon aria-hidden className="size-4" />}
        onSelect={() => setPreferences({ theme: NEXT_THEME[theme] })}
      >
        {w.theme}: {w.themes[theme]}
      </MenuItem>
      <MenuItem icon={<LogOut aria-hidden className="size-4" />} onSelect={() => signOut.mutate()}>
        {w.signOut}
      </MenuItem>
    </Menu>
  );
}
