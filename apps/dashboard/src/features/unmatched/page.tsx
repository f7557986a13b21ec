import { Page } from "../../ui/page.tsx";
import { unmatchedMessages as m } from "./messages.ts";
import { UnmatchedList } from "./unmatched-list.tsx";

export function UnmatchedPage() {
  return (
    <Page title={m.title} hint={m.hint}>
      <UnmatchedList />
    </Page>
  );
}
