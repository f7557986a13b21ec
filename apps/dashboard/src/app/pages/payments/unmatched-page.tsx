import { UnmatchedList } from "../../../features/unmatched/unmatched-list.tsx";
import { unmatchedWords as w } from "../../../lib/words/records.ts";
import { Page } from "../../../ui/page.tsx";
import { Guard } from "../route-states.tsx";

export function UnmatchedPage() {
  return (
    <Guard right="unmatched">
      <Page title={w.title} hint={w.hint}>
        <UnmatchedList />
      </Page>
    </Guard>
  );
}
