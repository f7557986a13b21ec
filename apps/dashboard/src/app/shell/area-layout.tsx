import { Outlet, useChildMatches } from "@tanstack/react-router";
import { Lock } from "lucide-react";
import { mayUse } from "../../shared/permissions.ts";
import { depositsRoute, developersRoute, settingsRoute } from "../../shared/routing/areas.ts";
import { SubNav } from "../../shared/routing/sub-nav.tsx";
import { useStore } from "../../shared/store-context.ts";
import { EmptyState } from "../../ui/states.tsx";
import { shellMessages as m } from "./messages.ts";
import { tabsOf } from "./navigation/menu.ts";

type Area = typeof depositsRoute | typeof developersRoute | typeof settingsRoute;

/** The row of the area's pages, and the page below it. */
function AreaLayout({ area }: { readonly area: Area }) {
  return (
    <>
      <SubNav label={area.options.staticData?.entry?.label ?? ""} pages={tabsOf(area)} />
      <PermittedOutlet />
    </>
  );
}

export function DepositsLayout() {
  return <AreaLayout area={depositsRoute} />;
}

export function DevelopersLayout() {
  return <AreaLayout area={developersRoute} />;
}

export function SettingsLayout() {
  return <AreaLayout area={settingsRoute} />;
}

/** The page below, for roles that have its permission; others read which one is missing. */
export function PermittedOutlet() {
  const { role } = useStore();
  const permission = useChildMatches({ select: (matches) => matches[0]?.staticData.permission });
  if (permission === undefined || mayUse(role, permission)) return <Outlet />;
  return (
    <EmptyState isPage icon={Lock} title={m.forbiddenTitle}>
      {m.forbiddenText(permission, role)}
    </EmptyState>
  );
}
