// The payments export: docs/spec/api-conventions.md#csv-exports.

import type { UnitOfWork } from "../../../database/unit-of-work.ts";
import type { ExportRows } from "../../../http/deps.ts";
import type { Clock } from "../../../runtime/clock.ts";
import { type CsvValue, csvLine, csvStyle, decimal } from "../../../runtime/csv-cell.ts";
import { storeIdOf, timeZoneOf } from "../../caller.ts";
import { findStore } from "../../stores/find-store.ts";
import { filtersOf } from "../handlers.ts";
import type { ReadPayments } from "../read-payments.ts";

const COLUMNS = [
  ...["payment id", "order id", "link", "description", "items", "customer name", "customer e-mail"],
  ...["created", "created UTC", "paid", "paid UTC", "confirmed", "confirmed UTC", "txid", "index"],
  ...["transfer status", "credited", "KAS", "sompi", "KAS not credited", "sompi not credited"],
  ...["currency", "fiat at quote", "fiat at receipt", "rate", "rate source", "rate time", "status"],
  ...["attention", "resolution", "refunded KAS", "network", "store", "terminal", "price"],
  ...["surcharge percent", "surcharge", "spread percent"],
];
const PAGE = 100;

export function createExportRows(deps: {
  unitOfWork: UnitOfWork;
  reads: ReadPayments;
  clock: Clock;
}): ExportRows {
  return async function* rows(input, caller) {
    const storeId = storeIdOf(caller);
    const filters = filtersOf(input);
    const store = await findStore(deps.unitOfWork.db, storeId);
    const timeZone = timeZoneOf(input.timeZone, store?.settings.timeZone ?? "UTC");
    const style = csvStyle(input);
    const line = (values: readonly CsvValue[]) => csvLine(values, style);
    const local = zoned(timeZone);
    const head = COLUMNS.map((name) =>
      /^(created|paid|confirmed)$/.test(name) ? `${name} (${timeZone})` : name,
    );
    yield line(head);
    for (let afterId: string | null = null; ; ) {
      const page = await deps.reads.list(storeId, filters, { limit: PAGE, afterId });
      const shown = page.slice(0, PAGE);
      const full = await Promise.all(shown.map((row) => deps.reads.full(storeId, row.id)));
      for (const payment of full) {
        const transfers =
          payment.transfers.length > 0 ? payment.transfers : input.withoutTransfers ? [null] : [];
        for (const transfer of transfers) yield line(cells(payment, transfer, store?.name ?? "", local));
      }
      if (page.length <= PAGE) return;
      afterId = shown.at(-1)?.id ?? null;
    }
  };
}

type Full = Awaited<ReturnType<ReadPayments["full"]>>;

type Transfer = Full["transfers"][number];

/**
 * Credited and other sums have columns of their own, so that adding up a column gives what every other view shows.
 */
function cells(
  payment: Full,
  transfer: Transfer | null,
  store: string,
  local: (iso: string | null) => string,
): CsvValue[] {
  const resolved = payment.attentions.filter((entry) => entry.state !== "open");
  const confirmedAt = transfer === null ? payment.confirmedAt : transfer.confirmedAt;
  const counted = transfer?.credited === true ? transfer : null;
  const uncounted = transfer?.credited === false ? transfer : null;
  return [
    payment.id,
    payment.orderId,
    payment.linkId,
    payment.description ?? payment.title,
    payment.items.map((item) => `${item.quantity} x ${item.name} ${item.price ?? ""}`.trim()).join("; "),
    payment.customerName,
    payment.customerEmail,
    ...[local(payment.createdAt), payment.createdAt],
    ...[local(transfer?.paidAt ?? null), transfer?.paidAt ?? null],
    ...[local(confirmedAt), confirmedAt],
    ...[transfer?.txId ?? null, transfer?.index ?? null],
    ...[transfer?.status ?? null, transfer === null ? null : transfer.credited ? "yes" : "no"],
    ...[decimal(counted?.amount ?? null), counted?.amountSompi ?? null],
    ...[decimal(uncounted?.amount ?? null), uncounted?.amountSompi ?? null],
    payment.fiat?.currency ?? payment.currency,
    decimal(payment.fiat?.amount ?? null),
    decimal(counted?.fiatAtReceipt ?? null),
    decimal(transfer?.rate ?? payment.quote?.rate ?? null),
    payment.quote?.source ?? null,
    payment.quote?.quotedAt ?? null,
    payment.status,
    payment.attention.join(" "),
    resolved.map((entry) => `${entry.reason} ${entry.state}`).join("; "),
    decimal(payment.amountRefunded),
    payment.network,
    store,
    payment.terminal,
    decimal(payment.amount),
    decimal(payment.surcharge?.percent ?? null),
    decimal(payment.surcharge?.amount ?? null),
    decimal(payment.quote?.spreadPercent ?? null),
  ];
}

/** `2026-02-08 13:00:00` in the zone. */
function zoned(timeZone: string): (iso: string | null) => string {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  return (iso) => (iso === null ? "" : format.format(new Date(iso)));
}
