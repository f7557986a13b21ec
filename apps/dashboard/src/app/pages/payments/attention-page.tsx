import { AttentionQueue } from "../../../features/payments/attention/attention-queue.tsx";
import { attentionWords as w } from "../../../lib/words/attention.ts";
import { Page } from "../../../ui/page.tsx";

export function AttentionPage() {
  return (
    <Page title={w.title} hint={w.hint}>
      <AttentionQueue />
    </Page>
  );
}
