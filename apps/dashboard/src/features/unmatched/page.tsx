import { UnmatchedList } from "./unmatched-list.tsx";
import { unmatchedWords as w } from "./messages.ts";
import { Page } from "../../ui/page.tsx";
import { Guard } from "../../shared/routing/route-states.tsx";

export function UnmatchedPage() {
  return (
    <Guard right="unmatched">
      <Page title={w.title} hint={w.hint}>
        <UnmatchedList />
      </Page>
    </Guard>
  );
}
