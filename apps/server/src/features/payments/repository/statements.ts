import { FAN_OUT, fixed, INSERT_EVENTS, outbox, TOUCH_ADDRESSES } from "../../../database/rows/outbox.ts";
import { TRANSFER_UPDATES } from "../../../database/rows/transfers.ts";
import { LIFECYCLE_COLUMNS } from "./rows.ts";
/**
 * $1 idempotency row or null, $2 payment, $3 address, $4 reservation, $5 timeline[], $6 events[], $7 place, $8 audit
 * row. Each part is written only when the one before was: a taken key writes nothing and is a `replay`; a refused
 * address or sum is `reserved`, a taken order id `order_id_exists`, and both undo the whole statement. The row of an
 * address that is given again is locked and checked again, so that money which arrives in this instant keeps it.
 */
export const CREATE_PAYMENT = fixed(`
with key as (
  insert into idempotency_keys select k.* from jsonb_populate_record(null::idempotency_keys, $1::jsonb) k
  where $1::jsonb is not null on conflict do nothing returning 1
), keyed as (
  select 1 where $1::jsonb is null or exists (select 1 from key)
), again as (
  update addresses a set free_since = a.free_since
  from keyed, jsonb_populate_record(null::addresses, $3::jsonb) n
  where $7 = 'again' and a.script = n.script and a.network = n.network and a.store_id = n.store_id
    and a.free_since is not null
    and not exists (select 1 from transfers t where t.network = n.network and t.script = n.script)
  returning 1
), new_address as (
  insert into addresses select a.* from keyed, jsonb_populate_record(null::addresses, $3::jsonb) a where $7 = 'new'
  on conflict do nothing returning 1
), shared_address as (
  insert into addresses select a.* from keyed, jsonb_populate_record(null::addresses, $3::jsonb) a where $7 = 'shared'
  on conflict do nothing
), placed as (
  select 1 from keyed where $7 = 'shared' or exists (select 1 from again) or exists (select 1 from new_address)
), assignment as (
  insert into address_assignments
  select a.* from placed, jsonb_populate_record(null::address_assignments, $4::jsonb) a
  on conflict do nothing returning 1
), payment as (
  insert into payments select p.* from assignment, jsonb_populate_record(null::payments, $2::jsonb) p
  on conflict (store_id, order_guard) where order_guard is not null do nothing returning id
), line as (
  insert into timeline select t.* from payment, jsonb_populate_recordset(null::timeline, $5::jsonb) t
), audit as (
  insert into audit_log select a.* from payment, jsonb_populate_record(null::audit_log, $8::jsonb) a
), outbox as (${outbox("$6", "cross join payment")}
), event as (${INSERT_EVENTS}
), delivery as (${FAN_OUT} returning 1)
select undo_refused(case when not exists (select 1 from keyed) then 'replay'
    when not exists (select 1 from assignment) then 'reserved'
    when not exists (select 1 from payment) then 'order_id_exists' else 'created' end) as outcome,
  exists (select 1 from delivery) as to_deliver`);

/**
 * $1 payments[] with the columns a fact may change, $2 transfers[], $3 timeline[], $4 events[]. A payment counts only
 * when it still has the version that was locked; a transfer only when it has no other owner. A payment that was renewed
 * leaves its order id to its successor.
 */
export const SAVE_PAYMENTS = fixed(`
with payment as (
  update payments p set ${LIFECYCLE_COLUMNS.map((column) => `${column} = n.${column}`).join(", ")},
    order_guard = case when n.replaced_by is not null then null when n.status in ('pending', 'underpaid', 'confirming') or p.order_guard is null
      or (select s.settings ->> 'orderIdPolicy' from stores s where s.id = p.store_id) <> 'uniqueOpen'
      then p.order_guard end
  from jsonb_populate_recordset(null::payments, $1::jsonb) n
  where p.store_id = n.store_id and p.id = n.id and p.version = n.version - 1 returning p.id
), transfer as (
  insert into transfers as t select n.* from jsonb_populate_recordset(null::transfers, $2::jsonb) n
  on conflict (store_id, tx_id, output_index) do update set
    ${TRANSFER_UPDATES.map((column) => `${column} = excluded.${column}`).join(", ")}, recheck = false
  where t.payment_id is null or t.payment_id = excluded.payment_id
  returning t.network, t.script, t.status
), ${TOUCH_ADDRESSES}, line as (
  insert into timeline select t.* from jsonb_populate_recordset(null::timeline, $3::jsonb) t
), outbox as (${outbox("$4", "")}
), event as (${INSERT_EVENTS}
), delivery as (${FAN_OUT})
select (select count(*)::int from payment) as payments, (select count(*)::int from transfer) as transfers`);
