// The search box: what the customer sent is trimmed and looked up in the caller's store only.

import type { DashboardHandlers } from "@kaspa-pay/api-contract/router";
import { storeIdOf } from "../caller.ts";
import { listLinks } from "../links/find-link.ts";
import { findRequest, type StoredRequest } from "../request-log/find-request.ts";
import { findDelivery, findEvent } from "../webhooks/find-delivery.ts";
import type { OverviewDeps } from "./overview.ts";

type Hits = Awaited<ReturnType<DashboardHandlers["search"]>>["hits"];

const MAX_HITS = 20;

/** Quotes, line breaks and the URI around a value are not part of it. */
export function unwrap(text: string): string {
  const plain = text.replace(/[\s"'`<>]+/g, " ").trim();
  const page = /\/(?:p|pay|receipt)\/([\w-]+)/.exec(plain);
  if (page?.[1]) return page[1];
  const uri = /^(kaspa(?:test|sim)?:[a-z0-9]+)\?/i.exec(plain);
  return (uri?.[1] ?? plain).slice(0, 200);
}

export const createSearch =
  (deps: OverviewDeps): DashboardHandlers["search"] =>
  async (input, caller) => {
    const storeId = storeIdOf(caller);
    const q = unwrap(input.q);
    if (q === "") return { exact: false, hits: [] };
    const page = { limit: MAX_HITS, afterId: null };
    const [payments, links, event, delivery, request] = await Promise.all([
      deps.reads.list(storeId, { q }, page),
      listLinks(deps.unitOfWork.db, storeId, { q }, page),
      q.startsWith("evt_") ? findEvent(deps.unitOfWork.db, storeId, q) : null,
      q.startsWith("dlv_") ? findDelivery(deps.unitOfWork.db, storeId, q) : null,
      q.startsWith("req_") && caller.scopes.includes("settings:read")
        ? findRequest(deps.unitOfWork.db, storeId, q)
        : null,
    ]);
    const hits: Hits = [
      ...payments.map((row) => ({
        kind: "payment" as const,
        id: row.id,
        title: row.description ?? row.orderId ?? row.id,
        subtitle: `${row.status} · ${row.amountExpected ?? row.amountReceived} KAS`,
        paymentId: row.id,
        matched: matchedField(row, q),
      })),
      ...links.map(({ link }) => ({
        kind: "link" as const,
        id: link.id,
        title: link.title,
        subtitle: link.slug,
        paymentId: null,
        matched: link.id === q ? "id" : "title",
      })),
      ...(event
        ? [
            {
              kind: "event" as const,
              id: event.id,
              title: event.type,
              subtitle: null,
              paymentId: event.paymentId,
              matched: "id",
            },
          ]
        : []),
      ...(delivery
        ? [
            {
              kind: "delivery" as const,
              id: q,
              title: delivery.delivery.eventType,
              subtitle: delivery.delivery.url,
              paymentId: delivery.delivery.paymentId,
              matched: "id",
            },
          ]
        : []),
      ...(request ? [requestHit(request)] : []),
    ];
    return { exact: hits.length === 1 && hits[0]?.matched === "id", hits: hits.slice(0, MAX_HITS) };
  };

const requestHit = ({ requestId, method, route, status, code }: StoredRequest): Hits[number] => ({
  kind: "request",
  id: requestId,
  title: `${method} ${route}`,
  subtitle: code === null ? String(status) : `${status} ${code}`,
  paymentId: null,
  matched: "id",
});

function matchedField(
  row: {
    id: string;
    orderId: string | null;
    txId: string | null;
    kaspaAddress: string;
    customerEmail: string | null;
  },
  q: string,
): string {
  const fields = {
    id: row.id,
    orderId: row.orderId,
    txId: row.txId,
    address: row.kaspaAddress,
    customerEmail: row.customerEmail,
  };
  const found = Object.entries(fields).find(([, value]) => value === q);
  return found?.[0] ?? "text";
}
