// What the server stored of refunds and payouts.

export interface OutRow {
  readonly id: string;
  readonly kind: "refund" | "payout";
  readonly payment: string | null;
  readonly status: string;
  readonly sequence: number;
  readonly sompi: string;
  readonly address: string | null;
  readonly paidBy: string | null;
  readonly depth: number;
  readonly outputs: readonly OutputRow[];
}

export interface OutputRow {
  readonly outpoint: string;
  readonly status: "accepted" | "confirmed" | "reverted";
  readonly source: "wallet" | "unknown" | "attached";
  readonly block: string | null;
  readonly daa: number | null;
}

export interface RefundedRow {
  readonly id: string;
  readonly refundStatus: string;
  readonly refunded: string;
  /** Everything that was ever accepted for the payment. */
  readonly received: string;
}

export interface OutLedger {
  readonly requests: readonly OutRow[];
  readonly refunded: readonly RefundedRow[];
}

/** One row, of one moment. */
export const OUT_LEDGER = `select
  coalesce((select json_agg(r) from (select (case d.kind when 'refund' then 'rfd_' else 'pyo_' end)
      || replace(d.id::text, '-', '') as id, d.kind, d.payment_id as payment, d.status, d.sequence,
    d.amount_sompi::text as sompi, d.address, d.paid_by as "paidBy", d.required_confirmations as depth,
    coalesce((select json_agg(json_build_object('outpoint', o.tx_id || ':' || o.output_index, 'status', o.status,
      'source', o.source, 'block', o.accepting_block_hash, 'daa', o.accepting_daa)) from disbursement_outputs o
      where o.store_id = d.store_id and o.disbursement_id = d.id), '[]') as outputs
    from disbursements d) r), '[]') as requests,
  coalesce((select json_agg(p) from (select p.id, p.refund_status as "refundStatus",
    p.refunded_sompi::text as refunded, coalesce((select sum(t.sompi) from transfers t where t.payment_id = p.id
      and t.status in ('accepted', 'confirmed', 'reverted')), 0)::text as received
    from payments p where exists (select 1 from disbursements d where d.payment_id = p.id)) p), '[]') as refunded`;
