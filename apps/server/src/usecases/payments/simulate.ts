// Drives the simulated chain for one payment, so that each outcome can be seen without coins. The payment itself
// learns of it only by following the chain, as with real money.
import { Refused } from "@kaspa-pay/api-contract";
import { amountDue, type Payment } from "@kaspa-pay/core";
import type { PaymentWithTransfers } from "../../ports/records/payment-records.ts";
import type { Simulator } from "../../ports/simulator.ts";
import type { UnitOfWork } from "../../ports/unit-of-work.ts";
import type { Acting, Audit } from "../acting.ts";

export type SimulatedCase =
  | "exact"
  | "under"
  | "over"
  | "late"
  | "double"
  | "two-parts"
  | "revert"
  | "expire";

export type Simulate = (storeId: string, id: string, what: SimulatedCase, by: Acting) => Promise<void>;

export interface SimulateDeps {
  readonly audit: Audit;
  readonly unitOfWork: UnitOfWork;
  /** Null without the embedded simulator. */
  readonly simulator: Simulator | null;
  /** DAA score of the newest applied block, to know how deep a transfer lies. */
  readonly virtualDaa: () => bigint;
}

const OPEN_AMOUNT_SOMPI = 1_000_000_000n;
const MAX_REORG = 600;

/** @throws Refused `not_found`, `conflict` (not a simulated store, or the case does not fit the payment's state) */
export function createSimulate({ unitOfWork, audit, simulator, virtualDaa }: SimulateDeps): Simulate {
  return async (storeId, id, what, by) => {
    const stored = await unitOfWork.records.paymentReads.get(storeId, id);
    if (!stored) throw new Refused("not_found", "Payment not found");
    if (stored.details.network !== "simnet" || !simulator) {
      throw new Refused("conflict", "Only payments on the embedded simulated chain can be simulated");
    }
    drive(simulator, stored, what, virtualDaa());
    const note = { storeId, action: "payment.simulated", target: id, after: { what } };
    await audit(unitOfWork.records, by, note);
  };
}

function drive(simulator: Simulator, stored: PaymentWithTransfers, what: SimulatedCase, tip: bigint): void {
  const { address } = stored.details;
  const due = dueOf(stored.payment);
  const ended = stored.payment.status === "expired" || stored.payment.status === "canceled";
  switch (what) {
    case "exact":
      simulator.pay({ address, sompi: due });
      return;
    case "under":
      simulator.pay({ address, sompi: due / 2n });
      return;
    case "over":
      simulator.pay({ address, sompi: due * 2n });
      return;
    case "two-parts":
      simulator.pay({ address, sompi: due, parts: 2 });
      return;
    case "double":
      simulator.pay({ address, sompi: due });
      simulator.pay({ address, sompi: due });
      return;
    case "late":
      if (!ended)
        throw new Refused("conflict", "A late payment needs an expired or canceled one: cancel it first");
      simulator.pay({ address, sompi: due });
      return;
    case "revert":
      revert(simulator, stored, tip);
      return;
    case "expire":
      throw new Refused(
        "conflict",
        "Payments expire by the chain's own clock: use cancel, or wait for the end of its time",
      );
  }
}

function dueOf(payment: Payment): bigint {
  const due = amountDue(payment) ?? 0n;
  return due > 0n ? due : (payment.amounts.expectedSompi ?? OPEN_AMOUNT_SOMPI);
}

function revert(simulator: Simulator, { transfers }: PaymentWithTransfers, tip: bigint): void {
  const live = transfers.filter((one) => one.status === "accepted" || one.status === "confirmed");
  const oldest = live.reduce<bigint | null>((least, one) => {
    const daa = one.acceptingDaa;
    return daa === null || (least !== null && least <= daa) ? least : daa;
  }, null);
  if (oldest === null) throw new Refused("conflict", "Nothing was received yet: there is nothing to revert");
  const depth = Number(tip - oldest) + 1;
  if (depth > MAX_REORG)
    throw new Refused("conflict", "The money lies too deep for a simulated reorganisation");
  simulator.reorg({ depth, drop: live.map((one) => one.txId) });
}
