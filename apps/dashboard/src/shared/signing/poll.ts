import type { DisbursementStatus } from "@kaspa-pay/core";

const MS: Record<DisbursementStatus, number> = {
  // Confirmations count up on the screen.
  broadcast: 1_000,
  awaiting_signature: 2_000,
  awaiting_destination: 5_000,
  awaiting_approval: 5_000,
  confirmed: 30_000,
  failed: 30_000,
  canceled: 30_000,
};

/** How soon a refund or payout on the screen is read again: payouts are in no live feed. */
export const pollMs = (status: DisbursementStatus | undefined): number =>
  status === undefined ? 5_000 : MS[status];
