import type { Deposit, DepositFact, Outpoint } from "@kaspa-pay/core";
import type { ValuesOf } from "../../database/column-map.ts";
import type {
  depositAccountColumns,
  depositPlaceColumns,
  depositSettingsColumns,
} from "../../database/tables/deposit-tables.ts";

/** What a merchant set for deposits; limits in minor units of the currency. */
export type DepositSettings = ValuesOf<typeof depositSettingsColumns>;

/** A customer of the merchant, and the permanent address. */
export type DepositAccount = ValuesOf<typeof depositAccountColumns>;

/** Whose a deposit is. */
export type DepositPlace = ValuesOf<typeof depositPlaceColumns>;

/** A deposit as it is stored. */
export interface StoredDeposit {
  deposit: Deposit;
  place: DepositPlace;
}

/** With the merchant's own id of the customer. */
export interface ShownDeposit extends StoredDeposit {
  externalUserId: string;
}

export interface DepositTotals {
  confirmedSompi: bigint;
  confirmingSompi: bigint;
  uncreditedSompi: bigint;
  deposits: number;
  lastDepositAt: number | null;
}

export interface AccountWithTotals {
  account: DepositAccount;
  totals: DepositTotals;
}

export interface AccountFilters {
  externalUserId?: string | undefined;
  address?: string | undefined;
}

export interface DepositFilters {
  accountId?: string | undefined;
  externalUserId?: string | undefined;
  status?: string | undefined;
  txId?: string | undefined;
  since?: number | undefined;
}

/** One output that the chain says something about. */
export interface DepositTarget {
  storeId: string;
  outpoint: Outpoint;
}

export interface DepositFactFor extends DepositTarget {
  /** Whose address it pays; null when the output is known. Rates are added when it comes for the first time. */
  accountId: string | null;
  fact: DepositFact;
}
