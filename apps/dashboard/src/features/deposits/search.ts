import type { DepositStatus } from "@kaspa-pay/core";
import { depositStatuses } from "../../shared/badge-styles.ts";

/** What the list of accounts shows, as it is in the address. */
export interface AccountSearch {
  /** A customer's id at the merchant, or an address. */
  find?: string;
  cursor?: string;
}

/** What the list of deposits shows, as it is in the address. */
export interface DepositSearch {
  /** A customer's id at the merchant. */
  customer?: string;
  status?: DepositStatus;
  cursor?: string;
}

/** Keeps what is a filter and drops the rest. */
export function readAccountSearch({ find, cursor }: Record<string, unknown>): AccountSearch {
  return { ...given("find", find), ...given("cursor", cursor) };
}

export function readDepositSearch({ customer, status, cursor }: Record<string, unknown>): DepositSearch {
  const known = depositStatuses.find((each) => each === status);
  return {
    ...given("customer", customer),
    ...(known !== undefined && { status: known }),
    ...given("cursor", cursor),
  };
}

/** A value of the address as text: the router reads an id of digits as a number. */
function given<K extends string>(name: K, value: unknown): { [P in K]?: string } {
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text !== "string" || text === "") return {};
  return { [name]: text } as { [P in K]?: string };
}

/** The API's filter for what somebody typed or pasted: an address, else a customer's id. */
export function accountFilter(find: string | undefined): { address?: string; externalUserId?: string } {
  if (find === undefined) return {};
  return /^kaspa(test|sim|dev)?:/.test(find) ? { address: find } : { externalUserId: find };
}
