import { AttentionQueue } from "./attention-queue.tsx";
import { attentionWords as w } from "./messages.ts";
import { Page } from "../../../ui/page.tsx";

export function AttentionPage() {
  return (
    <Page title={w.title} hint={w.hint}>
      <AttentionQueue />
    </Page>
  );
}
