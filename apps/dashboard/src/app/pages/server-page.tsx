import { ServerView } from "../../features/server/server-view.tsx";
import { useMe } from "../../lib/store-context.ts";
import { serverWords as w } from "../../lib/words/records.ts";
import { Page } from "../../ui/page.tsx";
import { RouteMissing } from "./route-states.tsx";

export function ServerPage() {
  if (!useMe().isServerAdmin) return <RouteMissing />;
  return (
    <Page title={w.title} hint={w.hint}>
      <ServerView />
    </Page>
  );
}
