import { useLocation } from "@tanstack/react-router";
import { mayUse } from "../../../shared/permissions.ts";
import type { MenuEntry, PageEntry } from "../../../shared/routing/page-entry.ts";
import type { TabPage } from "../../../shared/routing/sub-nav.tsx";
import { useMe, useStore } from "../../../shared/store-context.ts";
import { inAccount, inStore } from "../../features.ts";

export interface MenuPage extends MenuEntry {
  /** Typed as one of them: a page of the menu needs the store's id at most. */
  readonly to: "/s/$storeId";
}

interface AnyPage {
  readonly to: string;
  readonly options: { readonly staticData?: PageEntry };
}

/** The pages of a menu that this person may open, in the order of app/features.ts. */
export function useMenu(menu: MenuEntry["menu"]): MenuPage[] {
  const { role } = useStore();
  const { isServerAdmin } = useMe();
  return pagesOf(inStore, inAccount).flatMap(({ to, options: { staticData = {} } }) => {
    const { entry, permission } = staticData;
    if (entry?.menu !== menu) return [];
    if (permission !== undefined && !mayUse(role, permission)) return [];
    return entry.serverAdmin && !isServerAdmin ? [] : [{ ...entry, to: to as MenuPage["to"] }];
  });
}

/** Whether the page on screen belongs to an entry whose own address is another one. */
export function useIsAlso(): (page: MenuPage) => boolean {
  const path = useLocation({ select: ({ pathname }) => pathname });
  const place = path.split("/").at(3) ?? "";
  return ({ also }) => also?.includes(place) ?? false;
}

/** The pages of an area that the row above them lists. */
export function tabsOf(area: { readonly children?: unknown }): TabPage[] {
  return pagesOf(area).flatMap(({ to, options: { staticData } }) =>
    staticData?.tab === undefined ? [] : [{ to: to as TabPage["to"], label: staticData.tab }],
  );
}

function pagesOf(...parents: { readonly children?: unknown }[]): AnyPage[] {
  return parents.flatMap(({ children }) => Object.values(children ?? {}) as AnyPage[]);
}
