import { useQuery } from "@tanstack/react-query";
import { useFormats } from "../../../lib/format/formats.ts";
import { useTRPC } from "../../../lib/transport/trpc.ts";
import { useActorText } from "../../../shared/actor.ts";
import { mayUse } from "../../../shared/permissions.ts";
import { useStore } from "../../../shared/store-context.ts";
import { TimeText } from "../../../ui/amounts.tsx";
import { Card } from "../../../ui/card.tsx";
import { disbursementMessages as m } from "../messages.ts";

/** Who did what to it, for people who may read the audit log. */
export function History({ id }: { readonly id: string }) {
  const { role } = useStore();
  const { when } = useFormats();
  const actorText = useActorText();
  const log = useQuery(
    useTRPC().dashboard.audit.queryOptions({ object: id, limit: 50 }, { enabled: mayUse(role, "audit") }),
  ).data;
  if (log === undefined || log.data.length === 0) return null;
  return (
    <Card title={m.history} flush>
      <ul className="divide-y divide-line border-t border-line">
        {[...log.data].reverse().map((entry) => (
          <li key={entry.id} className="flex flex-wrap items-baseline gap-x-2 px-5 py-3">
            <span className="font-medium">{m.actions[entry.action] ?? entry.action}</span>
            <span className="text-sm text-ink-3">{m.by(actorText(entry.actor, entry.actorName))}</span>
            <TimeText {...when(entry.at)} className="ms-auto text-sm text-ink-3" />
          </li>
        ))}
      </ul>
    </Card>
  );
}
