import { ServerView } from "./server-view.tsx";
import { useMe } from "../../shared/store-context.ts";
import { serverWords as w } from "../unmatched/messages.ts";
import { Page } from "../../ui/page.tsx";
import { RouteMissing } from "../../shared/routing/route-states.tsx";

export function ServerPage() {
  if (!useMe().isServerAdmin) return <RouteMissing />;
  return (
    <Page title={w.title} hint={w.hint}>
      <ServerView />
    </Page>
  );
}
