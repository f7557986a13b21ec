// The columns of refunds and payouts, each beside the field that it holds.
import type { Disbursement, DisbursementEnd, DisbursementOutput, DisbursementStatus } from "@kaspa-pay/core";
import type { Generated } from "kysely";
import type { ChainNetwork } from "../../runtime/network.ts";
import {
  bigInteger,
  bigIntegerOrNull,
  type Columns,
  flag,
  integer,
  json,
  type RowOf,
  same,
  text,
  textOrNull,
  time,
  timeOrNull,
} from "../column-map.ts";

/** What `reduceDisbursement` decides; the id depends on the kind, and outputs have rows of their own. */
export const disbursementColumns = {
  kind: same<Disbursement["kind"]>()("kind"),
  status: same<DisbursementStatus>()("status"),
  version: integer("version"),
  sequence: integer("sequence"),
  amountSompi: bigInteger("amount_sompi"),
  address: textOrNull("address"),
  approved: flag("approved"),
  requiredConfirmations: integer("required_confirmations"),
  createdAt: time("created_at"),
  watchedFromDaa: bigIntegerOrNull("watched_from_daa"),
  expiresAt: timeOrNull("expires_at"),
  end: json<DisbursementEnd | null>()("ended"),
  paidBy: textOrNull("paid_by"),
  confirmedAt: timeOrNull("confirmed_at"),
} as const satisfies Columns<Omit<Disbursement, "id" | "outputs">>;

/** What else a row holds. */
export const disbursementExtraColumns = {
  network: same<ChainNetwork>()("network"),
  script: textOrNull("script"),
  orderId: textOrNull("order_id"),
  createdBy: text("created_by"),
  dueAt: timeOrNull("due_at"),
  dueDaa: bigIntegerOrNull("due_daa"),
} as const;

export const disbursementOutputColumns = {
  status: same<DisbursementOutput["status"]>()("status"),
  source: same<DisbursementOutput["source"]>()("source"),
  acceptingBlockHash: textOrNull("accepting_block_hash"),
  acceptingDaa: bigIntegerOrNull("accepting_daa"),
  acceptedAt: time("accepted_at"),
} as const satisfies Columns<Omit<DisbursementOutput, "outpoint">>;

export interface DisbursementsTable
  extends RowOf<typeof disbursementColumns>,
    RowOf<typeof disbursementExtraColumns> {
  store_id: string;
  id: string;
  payment_id: string | null;
  details: unknown;
}

export interface DisbursementOutputsTable extends RowOf<typeof disbursementOutputColumns> {
  store_id: string;
  disbursement_id: string;
  tx_id: string;
  output_index: number;
  network: string;
  recheck: Generated<boolean>;
}

export interface DisbursementWatchesTable {
  script: string;
  network: string;
  disbursement_id: string;
  store_id: string;
  amount_sompi: bigint;
  forget_at: Date | null;
}
