import { Page } from "../../../ui/page.tsx";
import { AttentionQueue } from "./attention-queue.tsx";
import { attentionMessages as m } from "./messages.ts";

export function AttentionPage() {
  return (
    <Page title={m.title} hint={m.hint}>
      <AttentionQueue />
    </Page>
  );
}
