import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useFormats } from "../../lib/format/formats.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { TimeText } from "../../ui/amounts.tsx";
import { Card } from "../../ui/card.tsx";
import { PagedTable } from "../../ui/table/paged-table.tsx";
import { sessionMessages as m } from "./messages.ts";

/** What changed how this person signs in, so that the owner sees what somebody else did. */
export function SecurityLogPanel() {
  const [cursor, setCursor] = useState<string | null>(null);
  const { when } = useFormats();
  const log = useQuery(
    useTRPC().auth.securityLog.queryOptions(
      { limit: 10, ...(cursor !== null && { cursor }) },
      { placeholderData: (before) => before },
    ),
  );
  return (
    <Card title={m.securityLog} hint={m.securityLogHint} flush>
      <PagedTable
        query={log}
        caption={m.securityLog}
        columns={[
          { id: "what", title: m.what, cell: ({ action }) => m.securityActions[action] ?? action },
          {
            id: "ip",
            title: m.address,
            wide: true,
            className: "num text-ink-2",
            cell: ({ ip }) => ip ?? "–",
          },
          {
            id: "time",
            title: m.time,
            align: "end",
            cell: ({ at }) => <TimeText {...when(at)} className="text-sm text-ink-3" />,
          },
        ]}
        rowKey={(entry) => entry.id}
        cursor={[cursor, setCursor]}
        empty={null}
      />
    </Card>
  );
}
