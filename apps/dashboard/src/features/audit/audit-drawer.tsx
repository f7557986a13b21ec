import type { inferOutput } from "@trpc/tanstack-react-query";
import { useFormats } from "../../lib/format/formats.ts";
import type { Trpc } from "../../lib/transport/trpc.ts";
import { useActorText } from "../../shared/actor.ts";
import { TimeText } from "../../ui/amounts.tsx";
import { Facts } from "../../ui/card.tsx";
import { CodeBlock } from "../../ui/copy/code-block.tsx";
import { CopyText } from "../../ui/copy/copy.tsx";
import { Dialog } from "../../ui/overlay/dialog.tsx";
import { auditMessages as m } from "./messages.ts";

export type Entry = inferOutput<Trpc["dashboard"]["audit"]>["data"][number];

export function AuditDrawer({ entry, onClose }: { readonly entry: Entry; readonly onClose: () => void }) {
  const actorText = useActorText();
  const { onDate } = useFormats();
  const json = (value: unknown) => JSON.stringify(value ?? null, null, 2);
  return (
    <Dialog kind="drawer" title={entry.action} onClose={onClose}>
      <div className="grid gap-6">
        <Facts
          rows={[
            [m.who, actorText(entry.actor, entry.actorName)],
            [m.object, `${entry.objectKind} ${entry.objectId ?? ""}`.trim()],
            [m.time, <TimeText key="t" {...onDate(entry.at)} />],
            entry.ip === null ? null : [m.ip, entry.ip],
            entry.requestId === null
              ? null
              : [m.request, <CopyText key="r" value={entry.requestId} what="request id" />],
          ]}
        />
        <section className="grid gap-2">
          <h3 className="font-semibold">{m.before}</h3>
          <CodeBlock what="before" code={json(entry.before)} />
        </section>
        <section className="grid gap-2">
          <h3 className="font-semibold">{m.after}</h3>
          <CodeBlock what="after" code={json(entry.after)} />
        </section>
      </div>
    </Dialog>
  );
}
