// The search box: what the customer sent is trimmed and looked up in the caller's store only.

import type { DashboardHandlers } from "@kaspa-pay/api-contract/router";
import type { Db } from "../../database/unit-of-work.ts";
import { storeIdOf } from "../caller.ts";
import { listLinks } from "../links/find-link.ts";
import { findRequest } from "../request-log/find-request.ts";
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
    const [payments, links, other] = await Promise.all([
      deps.reads.list(storeId, { q }, page),
      listLinks(deps.unitOfWork.db, storeId, { q }, page),
      byWholeId(deps.unitOfWork.db, storeId, q, caller.scopes),
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
      ...other,
    ];
    return { exact: hits.length === 1 && hits[0]?.matched === "id", hits: hits.slice(0, MAX_HITS) };
  };

/** What is found by its whole id alone. */
async function byWholeId(db: Db, storeId: string, id: string, scopes: readonly string[]): Promise<Hits> {
  const found = { id, matched: "id" };
  if (id.startsWith("evt_")) {
    const event = await findEvent(db, storeId, id);
    if (event === null) return [];
    return [{ ...found, kind: "event", title: event.type, subtitle: null, paymentId: event.paymentId }];
  }
  if (id.startsWith("dlv_")) {
    const { delivery } = (await findDelivery(db, storeId, id)) ?? {};
    if (delivery === undefined) return [];
    const { eventType: title, url: subtitle, paymentId } = delivery;
    return [{ ...found, kind: "delivery", title, subtitle, paymentId }];
  }
  if (!id.startsWith("req_") || !scopes.includes("settings:read")) return [];
  const request = await findRequest(db, storeId, id);
  if (request === null) return [];
  const title = `${request.method} ${request.route}`;
  const subtitle = [request.status, request.code].filter((part) => part !== null).join(" ");
  return [{ ...found, kind: "request", title, subtitle, paymentId: null }];
}

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
