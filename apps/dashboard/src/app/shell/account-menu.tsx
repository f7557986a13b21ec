import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { BookOpen, LogOut, Monitor, Moon, Sun } from "lucide-react";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { queryClient } from "../../shared/account.ts";
import { sharedMessages } from "../../shared/messages.ts";
import { setPreferences, usePreferences } from "../../shared/preferences.ts";
import { useMe, useStore } from "../../shared/store-context.ts";
import { Menu, MenuItem } from "../../ui/overlay/menu.tsx";
import { shellMessages as m } from "./messages.ts";
import { useMenu } from "./navigation/menu.ts";

const NEXT_THEME = { auto: "light", light: "dark", dark: "auto" } as const;
const THEME_ICON = { auto: Monitor, light: Sun, dark: Moon } as const;

export function AccountMenu() {
  const me = useMe();
  const store = useStore();
  const navigate = useNavigate();
  const pages = useMenu("account").sort((a, b) => a.label.localeCompare(b.label));
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
      label={m.account}
      align="end"
      triggerClass="grid size-9 place-items-center rounded-full bg-accent-soft text-sm font-semibold text-accent-ink hover:outline-2 hover:outline-line"
      trigger={<span aria-hidden>{(me.name || me.email).slice(0, 1).toUpperCase()}</span>}
    >
      <p className="max-w-64 truncate px-2.5 pt-1.5 pb-2 text-sm text-ink-3">{me.email}</p>
      {pages.map((page) => (
        <MenuItem
          key={page.to}
          icon={<page.icon aria-hidden className="size-4" />}
          onSelect={() => void navigate({ to: page.to, params: { storeId: store.id } })}
        >
          {page.label}
        </MenuItem>
      ))}
      <MenuItem
        icon={<BookOpen aria-hidden className="size-4" />}
        onSelect={() => window.location.assign("/docs/api")}
      >
        {m.apiReference}
      </MenuItem>
      <MenuItem
        icon={<ThemeIcon aria-hidden className="size-4" />}
        onSelect={() => setPreferences({ theme: NEXT_THEME[theme] })}
      >
        {m.theme}: {sharedMessages.themes[theme]}
      </MenuItem>
      <MenuItem icon={<LogOut aria-hidden className="size-4" />} onSelect={() => signOut.mutate()}>
        {m.signOut}
      </MenuItem>
    </Menu>
  );
}
