import { RouteMissing } from "../../shared/routing/route-states.tsx";
import { useMe } from "../../shared/store-context.ts";
import { Page } from "../../ui/page.tsx";
import { serverMessages as m } from "./messages.ts";
import { ServerView } from "./server-view.tsx";

export function ServerPage() {
  if (!useMe().isServerAdmin) return <RouteMissing />;
  return (
    <Page title={m.title} hint={m.hint}>
      <ServerView />
    </Page>
  );
}
