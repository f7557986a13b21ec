// Which simulated case is possible for a payment now: one table for the refusal, the API and the buttons.
import { SimulatedCase, type Simulation } from "@kaspa-pay/api-contract";
import { LEAST_SENDABLE_SOMPI, type Payment, type Transfer } from "@kaspa-pay/core";
import type { PaymentWithTransfers } from "../payments/records.ts";

/** A real chain does not reorganise more blocks than this. */
const MAX_TAKEN_BACK_DAA = 600n;
const OPEN_AMOUNT_SOMPI = 1_000_000_000n;

const OVER = "This payment has expired: simulate a late payment";
const PAID = "This payment is paid: play over or double";

/** On the chain now. */
export function isOnChain(transfer: Pick<Transfer, "status">): boolean {
  return transfer.status === "accepted" || transfer.status === "confirmed";
}

/** The payer's time still runs, and money is missing. */
export function isWaiting({ payment }: Pick<PaymentWithTransfers, "payment">): boolean {
  return stageOf(payment) === "waiting";
}

/** Why a case is not possible now, in a sentence for people; null = it is. */
export function unplayable(
  what: SimulatedCase,
  { payment, transfers }: Pick<PaymentWithTransfers, "payment" | "transfers">,
  virtualDaa: bigint,
): string | null {
  const stage = stageOf(payment);
  switch (what) {
    case "exact":
    case "two-parts":
      return stage === "waiting" ? null : stage === "paid" ? PAID : OVER;
    case "under":
      if (stage !== "waiting") return stage === "paid" ? PAID : OVER;
      return payment.amounts.missingSompi < LEAST_SENDABLE_SOMPI && payment.status === "underpaid"
        ? "Too little is missing to pay only a part of it"
        : null;
    case "over":
      if (payment.price.kind === "open") return "An open amount cannot be overpaid";
      return stage === "over" ? OVER : null;
    case "double":
      return stage === "over" ? OVER : null;
    case "late":
      return stage === "paid" ? "This payment is paid: money on top is not late" : null;
    case "expire":
      return stage === "waiting" ? null : "Only a payment that still waits for money can expire";
    case "revert":
      return unrevertable(stage, transfers, virtualDaa);
  }
}

/** Every case with the reason why it is not possible now; null on real networks. */
export function simulationsOf(stored: PaymentWithTransfers, virtualDaa: bigint): Simulation[] | null {
  if (stored.details.network !== "simnet") return null;
  return SimulatedCase.options.map((option) => ({
    case: option,
    unavailable: unplayable(option, stored, virtualDaa),
  }));
}

function unrevertable(
  stage: "waiting" | "paid" | "over",
  transfers: readonly Transfer[],
  virtualDaa: bigint,
): string | null {
  const live = transfers.filter(isOnChain);
  if (live.length === 0)
    return stage === "waiting" ? null : "Nothing was received: there is nothing to revert";
  const tooDeep = live.some(
    (transfer) => virtualDaa - (transfer.acceptingDaa ?? virtualDaa) > MAX_TAKEN_BACK_DAA,
  );
  return tooDeep ? "The money lies too deep for a simulated reorganisation" : null;
}

function stageOf(payment: Payment): "waiting" | "paid" | "over" {
  switch (payment.status) {
    case "pending":
    case "underpaid":
      return "waiting";
    case "confirming":
    case "confirmed":
      return "paid";
    case "expired":
    case "canceled":
    case "invalid":
      return "over";
  }
}

/** What the simulated payer sends, transaction by transaction; `parts` splits one sum evenly. */
export interface Sending {
  readonly sompi: bigint;
  readonly parts?: number;
}

/** The sums of the cases that only pay. */
export function sendingsOf(
  what: "exact" | "two-parts" | "under" | "over" | "double" | "late",
  { payment, transfers }: Pick<PaymentWithTransfers, "payment" | "transfers">,
): Sending[] {
  const whole = payment.amounts.expectedSompi ?? OPEN_AMOUNT_SOMPI;
  const due = dueOf(payment, whole);
  const isPaid = stageOf(payment) === "paid";
  switch (what) {
    case "exact":
    case "late":
      return [{ sompi: due }];
    case "two-parts":
      return [{ sompi: due, parts: 2 }];
    case "under":
      return [{ sompi: partOf(payment, due) }];
    case "over":
      return [{ sompi: isPaid ? half(whole) : due + whole }];
    case "double": {
      const full = transfers.filter(
        (transfer) => isOnChain(transfer) && transfer.sompi >= payment.amounts.thresholdSompi,
      );
      return Array.from({ length: full.length === 0 ? 2 : 1 }, () => ({ sompi: whole }));
    }
  }
}

/** The rest while a part is there, else everything. */
function dueOf({ amounts }: Payment, whole: bigint): bigint {
  return amounts.creditedSompi > 0n && amounts.missingSompi > 0n ? amounts.topUpSompi : whole;
}

/** Half of what is missing; of an open amount, half of the least that the store takes. */
function partOf({ amounts, policy, price }: Payment, due: bigint): bigint {
  if (price.kind === "open") return policy.minimumSompi / 2n;
  return (amounts.missingSompi > 0n ? amounts.missingSompi : due) / 2n;
}

/** A surplus that matters and is no second payment, but for the smallest prices. */
function half(whole: bigint): bigint {
  const least = LEAST_SENDABLE_SOMPI + 1n;
  return whole / 2n > least ? whole / 2n : least;
}
