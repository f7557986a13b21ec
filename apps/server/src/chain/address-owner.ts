import type { AddressRecord } from "@kaspa-pay/core";
import type { AddressOwner } from "./records.ts";

/** An address of an account key stays one, even when another store entered it as its single address. */
export function addressRecord(owner: AddressOwner): AddressRecord {
  const mode = owner.assignments.some((one) => one.mode === "xpub") ? "xpub" : owner.mode;
  return {
    script: owner.script,
    mode,
    owners: owner.assignments
      .filter((one) => one.mode === mode)
      .map((one) => ({
        paymentId: one.paymentId,
        createdDaa: one.fromDaa,
        amountSompi: one.amountSompi ?? one.expectedSompi,
        releasedDaa: one.mode === "address" ? one.releasedDaa : null,
      })),
  };
}
