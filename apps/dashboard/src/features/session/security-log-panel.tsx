import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useFormats } from "../../lib/format/formats.ts";
import { Loaded } from "../../ui/query-state.tsx";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { sessionWords as w } from "./messages.ts";
import { TimeText } from "../../ui/amounts.tsx";
import { Card } from "../../ui/card.tsx";
import { Pager } from "../../ui/pager.tsx";
import { Cell, Row, Table } from "../../ui/table.tsx";

/** What changed how this person signs in, so that the owner sees what a thief does. */
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
    <Card title={w.securityLog} hint={w.securityLogHint} flush>
      <Loaded query={log}>
        {({ data, nextCursor }) => (
          <>
            <Table
              caption={w.securityLog}
              columns={[
                { id: "what", title: w.what },
                { id: "ip", title: w.address, wide: true },
                { id: "time", title: w.time, align: "end" },
              ]}
            >
              {data.map((entry) => (
                <Row key={entry.id}>
                  <Cell>{w.securityActs[entry.action] ?? entry.action}</Cell>
                  <Cell wide className="num text-ink-2">
                    {entry.ip ?? "–"}
                  </Cell>
                  <Cell end>
                    <TimeText {...when(entry.at)} className="text-sm text-ink-3" />
                  </Cell>
                </Row>
              ))}
            </Table>
            <Pager cursor={cursor} nextCursor={nextCursor} onPick={setCursor} />
          </>
        )}
      </Loaded>
    </Card>
  );
}
