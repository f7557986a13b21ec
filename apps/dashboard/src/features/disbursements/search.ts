import { DISBURSEMENT_STATUSES, type DisbursementStatus } from "@kaspa-pay/core";

/** What a list shows, as it is in the address. */
export interface ListSearch {
  status?: DisbursementStatus;
  cursor?: string;
}

/** Keeps what is a filter and drops the rest. */
export function readListSearch({ status, cursor }: Record<string, unknown>): ListSearch {
  const known = DISBURSEMENT_STATUSES.find((each) => each === status);
  return {
    ...(known !== undefined && { status: known }),
    ...(typeof cursor === "string" && cursor !== "" && { cursor }),
  };
}
