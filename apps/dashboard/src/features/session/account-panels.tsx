import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { inferOutput } from "@trpc/tanstack-react-query";
import { type FormEvent, useRef } from "react";
import { ActButton } from "../../lib/act-button.tsx";
import { useFormats } from "../../lib/format/formats.ts";
import { Loaded } from "../../lib/panel.tsx";
import { useMe } from "../../lib/store-context.ts";
import { failureOf } from "../../lib/transport/failure.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { sessionWords as w } from "../../lib/words/session.ts";
import { TimeText } from "../../ui/amounts.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Card, Facts } from "../../ui/card.tsx";
import { toast } from "../../ui/overlay/toast.tsx";
import { Cell, Row, Table } from "../../ui/table.tsx";
import { PasswordField } from "./password-field.tsx";

export function ProfilePanel() {
  const me = useMe();
  return (
    <Card title={w.profile} hint={w.profileHint}>
      <Facts
        rows={[
          [w.name, me.name],
          [w.email, me.email],
        ]}
      />
    </Card>
  );
}

export function PasswordPanel() {
  const trpc = useTRPC();
  const form = useRef<HTMLFormElement>(null);
  const change = useMutation(
    trpc.auth.changePassword.mutationOptions({
      meta: { inForm: true },
      onSuccess: () => {
        form.current?.reset();
        toast(w.changed);
      },
    }),
  );
  const failure = change.error ? failureOf(change.error) : null;
  const errorOf = (path: string) => failure?.issues.find((issue) => issue.path === path)?.message;
  const newError = errorOf("newPassword") ?? (failure?.param === "newPassword" ? failure.text : undefined);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    change.mutate({ password: String(data.get("password")), newPassword: String(data.get("newPassword")) });
  };
  return (
    <form ref={form} onSubmit={submit}>
      <Card
        title={w.changePassword}
        hint={w.changePasswordHint}
        footer={
          <ActButton type="submit" variant="primary" busy={change.isPending}>
            {w.changeAction}
          </ActButton>
        }
      >
        <div className="grid gap-5 sm:grid-cols-2">
          <PasswordField
            label={w.currentPassword}
            name="password"
            autoComplete="current-password"
            error={errorOf("password") ?? (failure && newError === undefined ? failure.text : undefined)}
          />
          <PasswordField
            label={w.newPassword}
            name="newPassword"
            autoComplete="new-password"
            minLength={8}
            meter
            error={newError}
          />
        </div>
      </Card>
    </form>
  );
}

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
