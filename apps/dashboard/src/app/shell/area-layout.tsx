import { developersRoute, settingsRoute } from "../../shared/routing/areas.ts";
import { tabsOf } from "./navigation/menu.ts";
import { SubNav } from "./navigation/sub-nav.tsx";
import { PermittedOutlet } from "./permitted-outlet.tsx";

type Area = typeof developersRoute | typeof settingsRoute;

/** The row of the area's pages, and the page below it. */
function AreaLayout({ area }: { readonly area: Area }) {
  return (
    <>
      <SubNav label={area.options.staticData?.entry?.label ?? ""} pages={tabsOf(area)} />
      <PermittedOutlet />
    </>
  );
}

export function DevelopersLayout() {
  return <AreaLayout area={developersRoute} />;
}

export function SettingsLayout() {
  return <AreaLayout area={settingsRoute} />;
}
