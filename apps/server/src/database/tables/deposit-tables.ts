// Deposit accounts and deposits: the columns beside the fields that they hold, and the table types made from them.
import type { Deposit, DepositStatus, PriceCurrency } from "@kaspa-pay/core";
import type { ChainNetwork } from "../../runtime/network.ts";
import {
  bigInteger,
  bigIntegerOrNull,
  type Columns,
  flag,
  id,
  integer,
  integerOrNull,
  jsonAsIs,
  type RowOf,
  same,
  text,
  textOrNull,
  time,
  timeOrNull,
} from "../column-map.ts";
import { depositAccountIds, depositIds, storeIds } from "../wire-ids.ts";
import type { outputColumns } from "./payment-columns.ts";

export const depositSettingsColumns = {
  storeId: id("store_id", storeIds),
  enabled: flag("enabled"),
  currency: same<PriceCurrency>()("currency"),
  minimumMinor: bigIntegerOrNull("minimum_minor"),
  maximumMinor: bigIntegerOrNull("maximum_minor"),
  requiredConfirmations: integerOrNull("required_confirmations"),
  updatedAt: time("updated_at"),
} as const;

export interface DepositSettingsTable extends RowOf<typeof depositSettingsColumns> {}

export const depositAccountColumns = {
  storeId: id("store_id", storeIds),
  id: id("id", depositAccountIds),
  externalUserId: text("external_user_id"),
  label: textOrNull("label"),
  metadata: jsonAsIs<Readonly<Record<string, unknown>>>()("metadata"),
  network: same<ChainNetwork>()("network"),
  address: text("address"),
  script: text("script"),
  addressIndex: integer("address_index"),
  createdDaa: bigInteger("created_daa"),
  createdAt: time("created_at"),
  updatedAt: time("updated_at"),
} as const;

export interface DepositAccountsTable extends RowOf<typeof depositAccountColumns> {}

/** Whose a deposit is; written once. */
export const depositPlaceColumns = {
  storeId: id("store_id", storeIds),
  id: id("id", depositIds),
  accountId: id("account_id", depositAccountIds),
  network: same<ChainNetwork>()("network"),
  address: text("address"),
  script: text("script"),
  createdAt: time("created_at"),
} as const;

/** What a fact may change. */
export const depositColumns = {
  sompi: bigInteger("sompi"),
  status: same<DepositStatus>()("status"),
  receivedAt: time("received_at"),
  acceptingBlockHash: textOrNull("accepting_block_hash"),
  acceptingDaa: bigIntegerOrNull("accepting_daa"),
  requiredConfirmations: integer("required_confirmations"),
  confirmDueDaa: bigIntegerOrNull("confirm_due_daa"),
  confirmedAt: timeOrNull("confirmed_at"),
  coinbase: flag("coinbase"),
  covenantId: textOrNull("covenant_id"),
  inputAddresses: jsonAsIs<readonly string[]>()("input_addresses"),
  currency: text("currency"),
  rate: textOrNull("rate"),
  minimumSompi: bigInteger("minimum_sompi"),
  maximumSompi: bigIntegerOrNull("maximum_sompi"),
  vanished: flag("vanished"),
  version: integer("version"),
  sequence: integer("sequence"),
} as const satisfies Columns<Omit<Deposit, "outpoint" | keyof typeof outputColumns>>;

export interface DepositsTable
  extends RowOf<typeof depositPlaceColumns>,
    RowOf<typeof outputColumns>,
    RowOf<typeof depositColumns> {
  /** The cursor stepped back: the replay has to find it again. */
  recheck: boolean;
}
