import type { SearchResults } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useDeferredValue, useState } from "react";
import { findSecret } from "../../lib/forms/secret-guard.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { useStore } from "../../shared/store-context.ts";
import { Notice } from "../../ui/card.tsx";
import { Input } from "../../ui/field.tsx";
import { Dialog } from "../../ui/overlay/dialog.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { searchMessages as m } from "./messages.ts";

type Hit = SearchResults["hits"][number];

/** Pasted values come with quotes, line breaks and spaces around them. */
export function cleanQuery(text: string): string {
  return text.replace(/[\r\n\t]+/g, " ").replace(/^[\s"'`“”‘’<(]+|[\s"'`“”‘’>),;.]+$/g, "");
}

export function SearchDialog({ onClose }: { readonly onClose: () => void }) {
  const [text, setText] = useState("");
  const [secret, setSecret] = useState<string | null>(null);
  const query = useDeferredValue(cleanQuery(text));
  const open = useOpenHit(onClose);
  const found = useQuery(
    useTRPC().dashboard.search.queryOptions(
      { q: query },
      { enabled: query.length > 1, placeholderData: (before) => before },
    ),
  );
  const type = (value: string) => {
    const kind = findSecret(value, { hex: false });
    setSecret(kind);
    setText(kind === null ? value : "");
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const first = found.data?.hits[0];
    if (first !== undefined && query === cleanQuery(text)) open(first);
  };
  return (
    <Dialog title={m.label} onClose={onClose}>
      <form onSubmit={submit} className="grid gap-4">
        <Input
          aria-label={m.label}
          value={text}
          onChange={(event) => type(event.currentTarget.value)}
          placeholder={m.placeholder}
          autoComplete="off"
          spellCheck={false}
          autoFocus
        />
        {secret !== null && (
          <Notice tone="red" urgent>
            {m.secret(secret)}
          </Notice>
        )}
        <Results query={query} hits={found.data?.hits} failed={found.isError} onOpen={open} />
      </form>
    </Dialog>
  );
}

interface ResultsProps {
  readonly query: string;
  readonly hits: readonly Hit[] | undefined;
  readonly failed: boolean;
  readonly onOpen: (hit: Hit) => void;
}

function Results({ query, hits, failed, onOpen }: ResultsProps) {
  if (query.length < 2) return <p className="text-sm text-ink-3">{m.hint}</p>;
  if (failed) return <p className="text-sm text-red-ink">{m.failed}</p>;
  if (hits === undefined) return <Skeleton className="h-16 w-full" />;
  if (hits.length === 0) return <p className="text-ink-3">{m.none}</p>;
  return (
    <ul className="-mx-2 grid">
      {hits.map((hit) => (
        <li key={`${hit.kind}:${hit.id}`}>
          <button
            type="button"
            onClick={() => onOpen(hit)}
            className="flex w-full items-baseline gap-3 rounded-lg px-2 py-2 text-start hover:bg-sunken"
          >
            <span className="w-20 shrink-0 text-sm text-ink-3">{m.kinds[hit.kind]}</span>
            <span className="min-w-0 grow">
              <span className="block truncate font-medium">{hit.title}</span>
              {hit.subtitle && <span className="block truncate text-sm text-ink-3">{hit.subtitle}</span>}
            </span>
            <span className="shrink-0 text-xs text-ink-3">{m.matched(hit.matched)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function useOpenHit(onClose: () => void): (hit: Hit) => void {
  const navigate = useNavigate();
  const storeId = useStore().id;
  return (hit) => {
    onClose();
    const paymentId = hit.kind === "payment" ? hit.id : hit.paymentId;
    if (paymentId !== null)
      void navigate({ to: "/s/$storeId/payments/$paymentId", params: { storeId, paymentId } });
    else if (hit.kind === "link")
      void navigate({ to: "/s/$storeId/links/$linkId", params: { storeId, linkId: hit.id } });
    else if (hit.kind === "endpoint")
      void navigate({
        to: "/s/$storeId/developers/webhooks/$endpointId",
        params: { storeId, endpointId: hit.id },
      });
    else if (hit.kind === "unmatched") void navigate({ to: "/s/$storeId/unmatched", params: { storeId } });
    else if (hit.kind === "delivery")
      void navigate({ to: "/s/$storeId/developers/deliveries", params: { storeId } });
    else if (hit.kind === "request")
      void navigate({
        to: "/s/$storeId/developers/requests",
        params: { storeId },
        search: { requestId: hit.id },
      });
    else void navigate({ to: "/s/$storeId/developers/events", params: { storeId } });
  };
}
