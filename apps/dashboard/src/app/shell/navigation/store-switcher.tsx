import { useNavigate } from "@tanstack/react-router";
import { Check, ChevronsUpDown, Store } from "lucide-react";
import { sharedMessages } from "../../../shared/messages.ts";
import { useMe, useStore } from "../../../shared/store-context.ts";
import { Menu, MenuItem } from "../../../ui/overlay/menu.tsx";
import { shellMessages as m } from "../messages.ts";

export function StoreSwitcher() {
  const me = useMe();
  const store = useStore();
  const navigate = useNavigate();
  return (
    <Menu
      label={m.switchStore(store.name)}
      triggerClass="flex min-h-11 w-full items-center gap-2.5 rounded-xl border border-line bg-surface px-3 py-1.5 text-start shadow-card hover:border-line-strong"
      trigger={
        <>
          <span className="min-w-0 grow">
            <span className="block truncate text-sm font-semibold">{store.name}</span>
            <span className="block truncate text-xs text-ink-3">
              {sharedMessages.networks[store.network]}
            </span>
          </span>
          <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-ink-3" />
        </>
      }
    >
      {me.stores.map((option) => (
        <MenuItem
          key={option.id}
          icon={
            option.id === store.id ? (
              <Check aria-hidden className="size-4 text-accent" />
            ) : (
              <Store aria-hidden className="size-4" />
            )
          }
          onSelect={() => void navigate({ to: "/s/$storeId", params: { storeId: option.id } })}
        >
          <span className="min-w-0">
            <span className="block truncate">{option.name}</span>
            <span className="block text-xs text-ink-3">{sharedMessages.networks[option.network]}</span>
          </span>
        </MenuItem>
      ))}
    </Menu>
  );
}
