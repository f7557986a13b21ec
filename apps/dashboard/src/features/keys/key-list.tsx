import type { ApiKey } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { KeyRound, TriangleAlert } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useFormats, useNow } from "../../lib/format/formats.ts";
import { scopes as allScopes } from "../../lib/forms/contract.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { useActorText } from "../../shared/actor.ts";
import { TimeText } from "../../ui/amounts.tsx";
import { Badge } from "../../ui/badge.tsx";
import { SubmitButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { type PagedColumn, PagedTable } from "../../ui/table/paged-table.tsx";
import { keyMessages as m } from "./messages.ts";
import { RevokeDialog } from "./revoke-dialog.tsx";

const SOON_MS = 14 * 86_400_000;

export function KeyList({ action }: { readonly action: ReactNode }) {
  const keys = useQuery(useTRPC().apiKeys.list.queryOptions());
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  return (
    <Card flush>
      <PagedTable
        query={keys}
        caption={m.caption}
        columns={useColumns(setRevoking)}
        rowKey={(key) => key.id}
        empty={
          <EmptyState icon={KeyRound} title={m.none} action={action} help="quick-start">
            {m.noneText}
          </EmptyState>
        }
      />
      {revoking && <RevokeDialog apiKey={revoking} onClose={() => setRevoking(null)} />}
    </Card>
  );
}

function useColumns(onRevoke: (key: ApiKey) => void): PagedColumn<ApiKey>[] {
  const actorText = useActorText();
  const { when } = useFormats();
  return [
    { id: "name", title: m.name, cell: (key) => <KeyName apiKey={key} /> },
    {
      id: "scopes",
      title: m.scopes,
      wide: true,
      className: "max-w-64 text-sm text-ink-2",
      cell: (key) => <Scopes apiKey={key} />,
    },
    {
      id: "created",
      title: m.created,
      wide: true,
      className: "text-sm text-ink-3",
      cell: (key) => (
        <>
          <TimeText {...when(key.createdAt)} className="block" />
          {key.createdBy && m.createdBy(actorText(key.createdBy, key.createdByName))}
        </>
      ),
    },
    {
      id: "used",
      title: m.lastUsed,
      wide: true,
      className: "num text-sm text-ink-3",
      cell: (key) => (
        <>
          {key.lastUsedAt === null ? m.never : <TimeText {...when(key.lastUsedAt)} className="block" />}
          {key.lastUsedIp}
        </>
      ),
    },
    {
      id: "revoke",
      title: "",
      align: "end",
      cell: (key) => (
        <SubmitButton size="sm" onClick={() => onRevoke(key)} aria-label={`${m.revoke} ${key.name}`}>
          {m.revoke}
        </SubmitButton>
      ),
    },
  ];
}

function KeyName({ apiKey }: { readonly apiKey: ApiKey }) {
  return (
    <>
      <span className="font-medium">{apiKey.name}</span>
      <code className="block font-mono text-[0.8125rem] text-ink-3">{apiKey.masked}</code>
      <span className="mt-1 flex flex-wrap gap-1.5 empty:hidden">
        <ExpiryBadge expiresAt={apiKey.expiresAt} />
        {apiKey.browserUseAt !== null && <Badge tone="red" icon={TriangleAlert} label={m.sentFromBrowser} />}
      </span>
    </>
  );
}

function Scopes({ apiKey }: { readonly apiKey: ApiKey }) {
  return (
    <>
      {apiKey.scopes.length === allScopes.length ? m.all : apiKey.scopes.join(", ")}
      {apiKey.readsPerMinute !== null && (
        <span className="block text-ink-3">{m.readsLimit(apiKey.readsPerMinute)}</span>
      )}
      {apiKey.writesPerMinute !== null && (
        <span className="block text-ink-3">{m.writesLimit(apiKey.writesPerMinute)}</span>
      )}
    </>
  );
}

function ExpiryBadge({ expiresAt }: { readonly expiresAt: string | null }) {
  const { when } = useFormats();
  const now = useNow();
  if (expiresAt === null) return null;
  const left = Date.parse(expiresAt) - now;
  if (left <= 0) return <Badge tone="red" label={m.expired} />;
  const text = `${m.expires} ${when(expiresAt).text}`;
  return <Badge tone={left < SOON_MS ? "amber" : "grey"} label={text} />;
}
