import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { inferOutput } from "@trpc/tanstack-react-query";
import { ActButton } from "../../ui/submit-button.tsx";
import { useFormats } from "../../lib/format/formats.ts";
import { Loaded } from "../../ui/query-state.tsx";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { sessionWords as w } from "./messages.ts";
import { TimeText } from "../../ui/amounts.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Card } from "../../ui/card.tsx";
import { toast } from "../../ui/overlay/toast.tsx";
import { Cell, Row, Table } from "../../ui/table.tsx";

export function SessionsPanel() {
  const trpc = useTRPC();
  const sessions = useQuery(trpc.auth.listSessions.queryOptions());
  return (
    <Card title={w.sessions} hint={w.sessionsHint} flush>
      <Loaded query={sessions}>
        {({ data }) => (
          <Table
            caption={w.sessions}
            columns={[
              { id: "device", title: w.device },
              { id: "ip", title: w.address, wide: true },
              { id: "seen", title: w.lastSeen, wide: true },
              { id: "end", title: "", align: "end" },
            ]}
          >
            {data.map((session) => (
              <SessionRow key={session.id} session={session} />
            ))}
          </Table>
        )}
      </Loaded>
    </Card>
  );
}

type Sessions = inferOutput<ReturnType<typeof useTRPC>["auth"]["listSessions"]>;

function SessionRow({ session }: { readonly session: Sessions["data"][number] }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { when } = useFormats();
  const end = useMutation(
    trpc.auth.endSession.mutationOptions({
      onSuccess: async () => {
        toast(w.sessionEnded);
        await queries.invalidateQueries(trpc.auth.listSessions.queryFilter());
      },
    }),
  );
  return (
    <Row>
      <Cell>
        {session.kind === "token" ? w.token : browserName(session.userAgent)}
        <span className="block text-sm text-ink-3 md:hidden">
          <TimeText {...when(session.lastSeenAt)} />
        </span>
      </Cell>
      <Cell wide className="num">
        {session.ip ?? "–"}
      </Cell>
      <Cell wide>
        <TimeText {...when(session.lastSeenAt)} />
      </Cell>
      <Cell end>
        {session.current ? (
          <Badge tone="green" label={w.thisSession} />
        ) : (
          <ActButton size="sm" busy={end.isPending} onClick={() => end.mutate({ id: session.id })}>
            {w.endSession}
          </ActButton>
        )}
      </Cell>
    </Row>
  );
}

/** `Chrome on Linux` out of a user agent line; the line itself when it says neither. */
export function browserName(userAgent: string | null): string {
  if (userAgent === null) return "Unknown";
  const browser = /Edg|Firefox|OPR|Chrome|Safari/.exec(userAgent)?.[0];
  const system = /Android|iPhone|iPad|Windows|Mac OS X|Linux/.exec(userAgent)?.[0];
  const names: Record<string, string> = { Edg: "Edge", OPR: "Opera", "Mac OS X": "macOS" };
  const name = (word: string) => names[word] ?? word;
  if (browser === undefined) return userAgent.slice(0, 40);
  return system === undefined ? name(browser) : `${name(browser)} on ${name(system)}`;
}
