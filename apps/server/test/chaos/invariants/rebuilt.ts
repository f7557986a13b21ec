// I8, M-14: what is stored of a payment follows from its transfers: wiped and reduced anew it is the same again.

import { type Payment, type Policy, reduce, type Transfer } from "@kaspa-pay/core";
import { chainRepository } from "../../../src/chain/repository/index.ts";
import { connectDatabase } from "../../../src/database/connection/connect.ts";
import { createUnitOfWork } from "../../../src/database/unit-of-work.ts";
import { paymentIds, storeIds } from "../../../src/database/wire-ids.ts";
import { paymentQueries } from "../../../src/features/payments/repository/queries.ts";
import { type HasDatabase, query } from "../ledger.ts";

/** After the drain, when nothing is owed any more: violations in words. */
export async function rebuiltViolations(server: HasDatabase): Promise<string[]> {
  const connection = connectDatabase({
    url: server.databaseUrl(),
    size: 1,
    applicationName: "invariant-checks",
    onIdleError: () => undefined,
  });
  try {
    const { db } = createUnitOfWork(connection.db);
    const cursor = await chainRepository(db).cursor("simnet");
    if (cursor === null) return ["I8 no cursor"];
    const clock = { chainTime: cursor.chainTime, virtualDaa: cursor.daa, canConfirm: true };
    const faults: string[] = [];
    const keys = await query<{ store_id: string; id: string }>(server, "select store_id, id from payments");
    for (const { store_id: store, id } of keys) {
      const stored = await paymentQueries(db).get(storeIds.toWire(store), paymentIds.toWire(id));
      if (stored === null) continue;
      const { payment, transfers } = stored;
      const again = reduce(
        wipedPayment(payment),
        transfers.map(wipedTransfer),
        { kind: "tick", ...clock },
        {} as Policy,
      );
      if (!again.ok) faults.push(`I8 ${payment.id}: ${again.text}`);
      else faults.push(...differences(payment, transfers, again));
    }
    return faults;
  } finally {
    await connection.close();
  }
}

/** Everything that derives from the rest, and nothing that is history (was it ever confirmed, expired, reverted). */
function wipedPayment(payment: Payment): Payment {
  return {
    ...payment,
    status: "pending",
    chosenQuote: null,
    amounts: {
      expectedSompi: null,
      thresholdSompi: 0n,
      seenSompi: 0n,
      onChainSompi: 0n,
      creditedSompi: 0n,
      confirmedSompi: 0n,
      missingSompi: 0n,
      topUpSompi: 0n,
      overpaidSompi: 0n,
      refundedSompi: payment.amounts.refundedSompi,
    },
  };
}

/** Whether money counts follows from the rest, and whether it is deep enough from its place; what only a snapshot showed has none. */
function wipedTransfer(transfer: Transfer): Transfer {
  const deep = transfer.status === "confirmed" && transfer.acceptingBlockHash !== null;
  return { ...transfer, credited: false, ...(deep && { status: "accepted", confirmedAt: null }) };
}

function differences(
  stored: Payment,
  transfers: readonly Transfer[],
  again: { readonly payment: Payment; readonly transfers: readonly Transfer[] },
): string[] {
  const text = (payment: Payment, rows: readonly Transfer[]): string =>
    JSON.stringify(
      [
        payment.status,
        payment.amounts,
        rows.map((row) => `${row.outpoint} ${row.status} ${row.credited}`).sort(),
      ],
      (_name, value) => (typeof value === "bigint" ? String(value) : value),
    );
  const [before, after] = [text(stored, transfers), text(again.payment, again.transfers)];
  return before === after ? [] : [`I8 ${stored.id}: stored ${before}, rebuilt ${after}`];
}
