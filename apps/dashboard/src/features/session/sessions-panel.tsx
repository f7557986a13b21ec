import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { inferOutput } from "@trpc/tanstack-react-query";
import { useFormats } from "../../lib/format/formats.ts";
import { type Trpc, useTRPC } from "../../lib/transport/trpc.ts";
import { TimeText } from "../../ui/amounts.tsx";
import { Badge } from "../../ui/badge.tsx";
import { SubmitButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { toast } from "../../ui/overlay/toast.tsx";
import { type PagedColumn, PagedTable } from "../../ui/table/paged-table.tsx";
import { sessionMessages as m } from "./messages.ts";

type Session = inferOutput<Trpc["auth"]["listSessions"]>["data"][number];

export function SessionsPanel() {
  const sessions = useQuery(useTRPC().auth.listSessions.queryOptions());
  return (
    <Card title={m.sessions} hint={m.sessionsHint} flush>
      <PagedTable
        query={sessions}
        caption={m.sessions}
        columns={useColumns()}
        rowKey={(session) => session.id}
        empty={null}
      />
    </Card>
  );
}

function useColumns(): PagedColumn<Session>[] {
  const { when } = useFormats();
  return [
    {
      id: "device",
      title: m.device,
      cell: (session) => (
        <>
          {session.kind === "token" ? m.token : browserName(session.userAgent)}
          <span className="block text-sm text-ink-3 md:hidden">
            <TimeText {...when(session.lastSeenAt)} />
          </span>
        </>
      ),
    },
    { id: "ip", title: m.address, wide: true, className: "num", cell: ({ ip }) => ip ?? "–" },
    {
      id: "seen",
      title: m.lastSeen,
      wide: true,
      cell: ({ lastSeenAt }) => <TimeText {...when(lastSeenAt)} />,
    },
    { id: "end", title: "", align: "end", cell: (session) => <EndSession session={session} /> },
  ];
}

function EndSession({ session }: { readonly session: Session }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const end = useMutation(
    trpc.auth.endSession.mutationOptions({
      onSuccess: async () => {
        toast(m.sessionEnded);
        await queries.invalidateQueries(trpc.auth.listSessions.queryFilter());
      },
    }),
  );
  if (session.current) return <Badge tone="green" label={m.thisSession} />;
  return (
    <SubmitButton size="sm" busy={end.isPending} onClick={() => end.mutate({ id: session.id })}>
      {m.endSession}
    </SubmitButton>
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
