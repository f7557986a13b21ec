// What a read of payments brings along: one statement for each name that is asked, however many payments the page has.
import { EXPANDED_ROWS, type Expanded, type Expansion } from "@kaspa-pay/api-contract";
import { type Caller, requireScope } from "@kaspa-pay/api-contract/router";
import type { ChainTip } from "../../../chain/read-cursor.ts";
import type { UnitOfWork } from "../../../database/unit-of-work.ts";
import { groupBy } from "../../../runtime/group-by.ts";
import type { ChainNetwork } from "../../../runtime/network.ts";
import { iso, storeIdOf } from "../../caller.ts";
import { newestRefunds } from "../../disbursements/find-disbursements.ts";
import { refundView } from "../../disbursements/refunds/view.ts";
import { linksByIds } from "../../links/find-link.ts";
import { linkView } from "../../links/view.ts";
import { newestEvents } from "../../webhooks/find-delivery.ts";
import { noteToWire } from "../notes.ts";
import { noteRepository } from "../repository/notes.ts";

export interface ExpandDeps {
  readonly unitOfWork: UnitOfWork;
  readonly tip: Pick<ChainTip, "virtualDaa">;
  readonly publicUrl: string;
}

interface Expandable {
  readonly id: string;
  readonly linkId: string | null;
  readonly network: ChainNetwork;
}

type Reader = (
  deps: ExpandDeps,
  storeId: string,
  payments: readonly Expandable[],
) => Promise<(payment: Expandable) => Expanded>;

const READERS: Readonly<Record<Expansion, Reader>> = {
  link: async ({ unitOfWork, publicUrl }, storeId, payments) => {
    const ids = [...new Set(payments.flatMap(({ linkId }) => linkId ?? []))];
    const rows = ids.length === 0 ? [] : await linksByIds(unitOfWork.db, storeId, ids);
    const found = new Map(rows.map((row) => [row.link.id, row]));
    return ({ linkId, network }) => {
      const row = linkId === null ? undefined : found.get(linkId);
      return { link: row === undefined ? null : linkView(publicUrl, row.link, row.figures, { network }) };
    };
  },
  refunds: async ({ unitOfWork, tip }, storeId, payments) => {
    const rows = await newestRefunds(unitOfWork.db, storeId, idsOf(payments), EXPANDED_ROWS + 1);
    const found = groupBy(rows, ({ paymentId }) => paymentId ?? "");
    return ({ id, network }) => ({
      refunds: newest(found.get(id), (row) => refundView(row, tip.virtualDaa(network), null)),
    });
  },
  events: async ({ unitOfWork }, storeId, payments) => {
    const rows = await newestEvents(unitOfWork.db, storeId, idsOf(payments), EXPANDED_ROWS + 1);
    const found = groupBy(rows, ({ paymentId }) => paymentId);
    return ({ id }) => ({
      events: newest(found.get(id), (row) => ({
        id: row.id,
        event: row.type,
        timestamp: iso(row.createdAt),
        sequence: row.sequence,
      })),
    });
  },
  notes: async ({ unitOfWork }, storeId, payments) => {
    const rows = await noteRepository(unitOfWork.db).newest(storeId, idsOf(payments), EXPANDED_ROWS + 1);
    const found = groupBy(rows, ({ paymentId }) => paymentId);
    return ({ id }) => ({ notes: newest(found.get(id), noteToWire) });
  },
};

/**
 * Adds to each payment what was asked for; without names the payments stay as they are.
 * @throws ApiError `forbidden` for a caller who may not read links and asks for one
 */
export async function expand<T extends Expandable>(
  deps: ExpandDeps,
  caller: Caller,
  names: readonly Expansion[] | undefined,
  payments: readonly T[],
): Promise<(T & Expanded)[]> {
  const wanted = [...new Set(names ?? [])];
  if (wanted.includes("link")) requireScope(caller, "links:read");
  if (payments.length === 0) return [];
  const added = await Promise.all(wanted.map((name) => READERS[name](deps, storeIdOf(caller), payments)));
  return payments.map((payment) => Object.assign({}, payment, ...added.map((add) => add(payment))));
}

const idsOf = (payments: readonly Expandable[]): string[] => payments.map(({ id }) => id);

/** The rows that are shown; one more than these says that there are others. */
function newest<Row, Wire>(rows: readonly Row[] = [], wire: (row: Row) => Wire) {
  return { data: rows.slice(0, EXPANDED_ROWS).map(wire), hasMore: rows.length > EXPANDED_ROWS };
}
