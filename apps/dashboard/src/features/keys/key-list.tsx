import type { ApiKey } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { KeyRound, TriangleAlert } from "lucide-react";
import { type ReactNode, useState } from "react";
import { ActButton } from "../../ui/submit-button.tsx";
import { useActorText } from "../../shared/actor.ts";
import { useFormats, useNow } from "../../lib/format/formats.ts";
import { scopes as allScopes } from "../../lib/forms/contract.ts";
import { Loaded } from "../../ui/query-state.tsx";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { keyWords as w } from "./messages.ts";
import { TimeText } from "../../ui/amounts.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { Cell, Row, Table } from "../../ui/table.tsx";
import { RevokeDialog } from "./revoke-dialog.tsx";

const SOON_MS = 14 * 86_400_000;

export function KeyList({ action }: { readonly action: ReactNode }) {
  const keys = useQuery(useTRPC().apiKeys.list.queryOptions());
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  return (
    <Card flush>
      <Loaded query={keys}>
        {({ data }) =>
          data.length === 0 ? (
            <EmptyState
              icon={<KeyRound aria-hidden className="size-5" />}
              title={w.none}
              action={action}
              help="quick-start"
            >
              {w.noneText}
            </EmptyState>
          ) : (
            <Table
              caption={w.caption}
              columns={[
                { id: "name", title: w.name },
                { id: "scopes", title: w.scopes, wide: true },
                { id: "created", title: w.created, wide: true },
                { id: "used", title: w.lastUsed, wide: true },
                { id: "revoke", title: "", align: "end" },
              ]}
            >
              {data.map((key) => (
                <KeyRow key={key.id} apiKey={key} onRevoke={() => setRevoking(key)} />
              ))}
            </Table>
          )
        }
      </Loaded>
      {revoking && <RevokeDialog apiKey={revoking} onClose={() => setRevoking(null)} />}
    </Card>
  );
}

function KeyRow({ apiKey, onRevoke }: { readonly apiKey: ApiKey; readonly onRevoke: () => void }) {
  const actorText = useActorText();
  const { when } = useFormats();
  return (
    <Row>
      <Cell>
        <span className="font-medium">{apiKey.name}</span>
        <code className="block font-mono text-[0.8125rem] text-ink-3">{apiKey.masked}</code>
        <span className="mt-1 flex flex-wrap gap-1.5 empty:hidden">
          <ExpiryBadge expiresAt={apiKey.expiresAt} />
          {apiKey.browserUseAt !== null && (
            <Badge tone="red" icon={TriangleAlert} label={w.sentFromBrowser} />
          )}
        </span>
      </Cell>
      <Cell wide className="max-w-64 text-sm text-ink-2">
        {apiKey.scopes.length === allScopes.length ? w.all : apiKey.scopes.join(", ")}
        {apiKey.readsPerMinute !== null && (
          <span className="block text-ink-3">{w.readsLimit(apiKey.readsPerMinute)}</span>
        )}
        {apiKey.writesPerMinute !== null && (
          <span className="block text-ink-3">{w.writesLimit(apiKey.writesPerMinute)}</span>
        )}
      </Cell>
      <Cell wide className="text-sm text-ink-3">
        <TimeText {...when(apiKey.createdAt)} className="block" />
        {apiKey.createdBy && w.createdBy(actorText(apiKey.createdBy, apiKey.createdByName))}
      </Cell>
      <Cell wide className="num text-sm text-ink-3">
        {apiKey.lastUsedAt === null ? w.never : <TimeText {...when(apiKey.lastUsedAt)} className="block" />}
        {apiKey.lastUsedIp}
      </Cell>
      <Cell end>
        <ActButton size="sm" onClick={onRevoke} aria-label={`${w.revoke} ${apiKey.name}`}>
          {w.revoke}
        </ActButton>
      </Cell>
    </Row>
  );
}

function ExpiryBadge({ expiresAt }: { readonly expiresAt: string | null }) {
  const { when } = useFormats();
  const now = useNow();
  if (expiresAt === null) return null;
  const left = Date.parse(expiresAt) - now;
  if (left <= 0) return <Badge tone="red" label={w.expired} />;
  const text = `${w.expires} ${when(expiresAt).text}`;
  return <Badge tone={left < SOON_MS ? "amber" : "grey"} label={text} />;
}
