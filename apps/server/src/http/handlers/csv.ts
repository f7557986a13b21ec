// The payments export: one row per transfer, no row cap, cells that a spreadsheet cannot take for a formula.

import type { Clock } from "../../ports/clock.ts";
import type { UnitOfWork } from "../../ports/unit-of-work.ts";
import type { ReadPayments } from "../../usecases/payments/read-payments.ts";
import { isTimeZone } from "../../usecases/stores/settings.ts";
import type { ExportRows } from "../deps.ts";
import { storeIdOf } from "./checks.ts";
import { filtersOf } from "./payments.ts";

const COLUMNS =
  "payment id,order id,link,description,items,customer e-mail,created,created UTC,paid,paid UTC,confirmed,confirmed UTC,txid,index,KAS,sompi,currency,fiat at quote,fiat at receipt,rate,rate source,rate time,status,attention,resolution,refunded KAS,network,store".split(
    ",",
  );
const PAGE = 100;

/** RFC 4180 quoting; a leading `= + - @`, tab or CR gets an apostrophe before it. */
export function cell(value: string | number | null, separator: string): string {
  const text = value === null ? "" : String(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /["\r\n]/.test(safe) || safe.includes(separator) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

export function createExportRows(deps: {
  unitOfWork: UnitOfWork;
  reads: ReadPayments;
  clock: Clock;
}): ExportRows {
  return async function* rows(input, caller) {
    const storeId = storeIdOf(caller);
    const filters = filtersOf(input);
    const store = await deps.unitOfWork.records.stores.byId(storeId);
    const asked = input.timeZone ?? store?.settings.timeZone ?? "UTC";
    const timeZone = isTimeZone(asked) ? asked : "UTC";
    const separator = input.separator ?? ",";
    const line = (cells: readonly (string | number | null)[]) =>
      cells.map((value) => cell(value, separator)).join(separator);
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

function cells(
  payment: Full,
  transfer: Full["transfers"][number] | null,
  store: string,
  local: (iso: string | null) => string,
) {
  const resolved = payment.attentions.filter((entry) => entry.state !== "open");
  return [
    payment.id,
    payment.orderId,
    payment.linkId,
    payment.description ?? payment.title,
    payment.items.map((item) => `${item.quantity} x ${item.name} ${item.price ?? ""}`.trim()).join("; "),
    payment.customerEmail,
    local(payment.createdAt),
    payment.createdAt,
    local(transfer?.paidAt ?? null),
    transfer?.paidAt ?? null,
    local(payment.confirmedAt),
    payment.confirmedAt,
    transfer?.txId ?? null,
    transfer?.index ?? null,
    transfer?.amount ?? null,
    transfer?.amountSompi ?? null,
    payment.fiat?.currency ?? payment.currency,
    payment.fiat?.amount ?? null,
    transfer?.fiatAtReceipt ?? null,
    transfer?.rate ?? payment.quote?.rate ?? null,
    payment.quote?.source ?? null,
    payment.quote?.quotedAt ?? null,
    payment.status,
    payment.attention.join(" "),
    resolved.map((entry) => `${entry.reason} ${entry.state}`).join("; "),
    payment.amountRefunded,
    payment.network,
    store,
  ];
}

/** `2026-02-08 13:00:00` on the clock of the zone. */
function zoned(timeZone: string): (iso: string | null) => string {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  return (iso) => (iso === null ? "" : format.format(new Date(iso)));
}
