// Writes of payments. Each is one statement: what a reduction leaves behind is there as a whole or not at all.
import type { Payment } from "@kaspa-pay/core";
import { sql } from "kysely";
import { isoOrNull, toJson } from "../../../database/json-columns.ts";
import { auditRow } from "../../../database/rows/audit.ts";
import { eventRow } from "../../../database/rows/outbox.ts";
import { toTransfer, transferRow } from "../../../database/rows/transfers.ts";
import type { Db } from "../../../database/unit-of-work.ts";
import { assignmentIds, paymentIds, storeIds, timelineIds } from "../../../database/wire-ids.ts";
import { idempotencyRepository } from "../../../idempotency/repository.ts";
import { groupBy } from "../../../runtime/group-by.ts";
import type { ChainNetwork } from "../../../runtime/network.ts";
import type {
  AddressReservation,
  CreateOutcome,
  NewPayment,
  PaymentChange,
  PaymentDetails,
  PaymentTarget,
  PaymentWithTransfers,
  StoredPayment,
  TimelineRow,
} from "../records.ts";
import { lifecycleRow, newPaymentRow, toStoredPayment } from "./rows.ts";
import { CREATE_PAYMENT, SAVE_PAYMENTS } from "./statements.ts";

/** `undo_refused` ended the statement: its message is the outcome. */
const REFUSED = "KP001";

export function paymentRepository(db: Db) {
  return {
    /** One statement: payment, address, reservation, timeline, event, deliveries, audit and idempotency row. */
    create: (payment: NewPayment): Promise<CreateOutcome> => createPayment(db, payment),
    /** The payment that keeps others of the store from this order id. */
    holderOf: (storeId: string, orderGuard: string): Promise<string | null> =>
      holderOf(db, storeIds.toUuid(storeId), orderGuard),
    /** Locks store by store, in the order of store and id, and reads with all transfers. */
    lock: (targets: readonly PaymentTarget[]): Promise<PaymentWithTransfers[]> => lockPayments(db, targets),
    /** One statement; throws when a payment is no longer at the version that was locked. */
    save: (changes: readonly PaymentChange[]): Promise<void> => savePayments(db, changes),
    /** Adds a timeline row, unless the payment has one of that kind. The payment must be locked. */
    async noteOnce({ payment, details }: StoredPayment, row: TimelineRow): Promise<void> {
      const line = timelineRow(details.storeId, payment, row);
      await sql`insert into timeline
        select n.* from jsonb_populate_record(null::timeline, ${toJson(line)}::jsonb) n where not exists (
          select 1 from timeline t where t.store_id = ${line.store_id} and t.payment_id = ${line.payment_id}
            and t.kind = ${line.kind})`.execute(db);
    },
    /** Holds a further exact amount of an address-mode payment. False when another payment holds it. */
    reserve: (
      details: PaymentDetails,
      paymentId: string,
      reservation: AddressReservation,
      fromDaa: bigint,
      now: number,
    ): Promise<boolean> => reserveAmount(db, assignmentRow(details, paymentId, reservation, fromDaa, now)),
    /** Payments of all stores whose `dueAt` or `dueDaa` has come. */
    async due(
      network: ChainNetwork,
      chainTime: number,
      daa: bigint,
      limit: number,
    ): Promise<PaymentTarget[]> {
      const { rows } = await sql<{ store_id: string; id: string }>`
        (select store_id, id from payments where network = ${network} and due_at <= ${new Date(chainTime)}
          order by due_at limit ${limit})
        union
        (select store_id, id from payments where network = ${network} and due_daa <= ${daa}
          order by due_daa limit ${limit})
        limit ${limit}`.execute(db);
      return rows.map((row) => ({
        storeId: storeIds.toWire(row.store_id),
        paymentId: paymentIds.toWire(row.id),
      }));
    },
  };
}

async function createPayment(db: Db, payment: NewPayment): Promise<CreateOutcome> {
  const { change, reservation, idempotency } = payment;
  const { details, reduction } = change;
  const { payment: created } = reduction;
  const store = storeIds.toUuid(details.storeId);
  const key =
    idempotency === null
      ? null
      : {
          store_id: store,
          scope: idempotency.scope,
          key: idempotency.key,
          ...answerRow(idempotency, created.createdAt),
        };
  const address = addressRow(details, reservation.keyHash, created.createdAt);
  const assignment = assignmentRow(details, created.id, reservation, created.createdDaa, created.createdAt);
  const parameters = [
    key === null ? null : toJson(key),
    toJson(newPaymentRow(payment)),
    toJson(address),
    toJson(assignment),
    toJson(timelineRows(change)),
    toJson(change.events.map(eventRow)),
    reservation.allocation,
    toJson(auditRow(payment.audit)),
  ];
  try {
    const { rows } = await db.executeQuery<{ outcome: "created" | "replay"; to_deliver: boolean }>(
      CREATE_PAYMENT.bind(parameters),
    );
    if (rows[0]?.outcome === "created") return { kind: "created", toDeliver: rows[0].to_deliver };
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    // Nothing is read here: inside a transaction this error has ended it.
    if (code === REFUSED && (message === "order_id_exists" || message === "reserved"))
      return { kind: message };
    throw error;
  }
  const kept = idempotency && (await idempotencyRepository(db).find(idempotency));
  if (kept === null) throw new Error("Invariant: a payment that was not written has a kept answer");
  return { kind: "replay", answer: kept };
}

async function holderOf(db: Db, store: string, orderGuard: string): Promise<string | null> {
  const row = await db
    .selectFrom("payments")
    .select("id")
    .where("store_id", "=", store)
    .where("order_guard", "=", orderGuard)
    .executeTakeFirst();
  return row === undefined ? null : paymentIds.toWire(row.id);
}

function answerRow(answer: { requestHash: string; status: number; body: string }, now: number) {
  return {
    request_hash: answer.requestHash,
    status: answer.status,
    body: answer.body,
    created_at: isoOrNull(now),
  };
}

function addressRow(details: PaymentDetails, keyHash: string, now: number) {
  return {
    network: details.network,
    script: details.script,
    address: details.address,
    store_id: storeIds.toUuid(details.storeId),
    key_hash: keyHash,
    mode: details.addressMode,
    branch: details.addressIndex === null ? null : 0,
    address_index: details.addressIndex,
    first_paid_at: null,
    created_at: isoOrNull(now),
    free_since: null,
  };
}

function assignmentRow(
  details: PaymentDetails,
  paymentId: string,
  reservation: AddressReservation,
  fromDaa: bigint,
  now: number,
) {
  return {
    id: assignmentIds.toUuid(reservation.assignmentId),
    store_id: storeIds.toUuid(details.storeId),
    payment_id: paymentIds.toUuid(paymentId),
    network: details.network,
    script: details.script,
    mode: details.addressMode,
    amount_sompi: reservation.amountSompi,
    from_daa: fromDaa,
    state: "held",
    assigned_at: isoOrNull(now),
    released_at: null,
    released_daa: null,
  };
}

function timelineRows(change: PaymentChange) {
  const { details, reduction, timeline } = change;
  return timeline.map((entry) => timelineRow(details.storeId, reduction.payment, entry));
}

function timelineRow(storeId: string, payment: Pick<Payment, "id" | "version">, entry: TimelineRow) {
  return {
    id: timelineIds.toUuid(entry.id),
    store_id: storeIds.toUuid(storeId),
    payment_id: paymentIds.toUuid(payment.id),
    version: payment.version,
    kind: entry.kind,
    at: isoOrNull(entry.at),
    actor: entry.actor,
    detail: entry.detail,
  };
}

/** Everybody locks in this order, so that nobody waits in a circle. */
async function lockPayments(db: Db, targets: readonly PaymentTarget[]): Promise<PaymentWithTransfers[]> {
  const byStore = groupBy(targets, (target) => target.storeId);
  const locked: PaymentWithTransfers[] = [];
  for (const storeId of [...byStore.keys()].sort()) {
    const ids = (byStore.get(storeId) ?? []).map((target) => target.paymentId);
    locked.push(...(await lockOfStore(db, storeIds.toUuid(storeId), ids)));
  }
  return locked;
}

async function lockOfStore(db: Db, store: string, ids: readonly string[]): Promise<PaymentWithTransfers[]> {
  const uuids = ids.map(paymentIds.toUuid);
  const rows = await db
    .selectFrom("payments")
    .selectAll()
    .where("store_id", "=", store)
    .where("id", "=", sql<string>`any(${uuids}::uuid[])`)
    .orderBy("id")
    .forUpdate()
    .execute();
  const transfers = await db
    .selectFrom("transfers")
    .selectAll()
    .where("store_id", "=", store)
    .where("payment_id", "=", sql<string>`any(${uuids}::uuid[])`)
    .orderBy("ordinal")
    .execute();
  return rows.map((row) => ({
    ...toStoredPayment(row),
    transfers: transfers.filter((transfer) => transfer.payment_id === row.id).map(toTransfer),
  }));
}

async function savePayments(db: Db, changes: readonly PaymentChange[]): Promise<void> {
  if (changes.length === 0) return;
  const transfers = changes.flatMap(({ details, reduction, transfers: all, writtenAt }) =>
    all.map((transfer) => transferRow(transfer, { ...details, paymentId: reduction.payment.id }, writtenAt)),
  );
  const parameters = [
    toJson(changes.map(lifecycleRow)),
    toJson(transfers),
    toJson(changes.flatMap(timelineRows)),
    toJson(changes.flatMap((change) => change.events).map(eventRow)),
  ];
  const { rows } = await db.executeQuery<{ payments: number; transfers: number }>(
    SAVE_PAYMENTS.bind(parameters),
  );
  const written = rows[0];
  if (written?.payments !== changes.length || written.transfers !== transfers.length) {
    throw new Error(
      `Invariant: ${changes.length} payments and ${transfers.length} transfers, wrote ${toJson(written)}`,
    );
  }
}

async function reserveAmount(db: Db, row: object): Promise<boolean> {
  const { rows } = await sql`
    insert into address_assignments select * from jsonb_populate_record(null::address_assignments, ${toJson(row)}::jsonb)
    on conflict do nothing returning id`.execute(db);
  return rows.length === 1;
}
