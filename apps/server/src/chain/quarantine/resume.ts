// A quarantined payment resumes once all facts that it missed go through, in order.
// docs/spec/chain-following.md#quarantined-payments

import type { Fact } from "@kaspa-pay/core";
import { refundSubject } from "../../features/disbursements/apply-facts.ts";
import { applyFacts } from "../../features/payments/apply-facts.ts";
import type { PaymentWithTransfers } from "../../features/payments/records.ts";
import { receiptRates } from "../../features/rates/receipt-rate.ts";
import type { ChainNetwork } from "../../runtime/network.ts";
import { clockAt } from "../chain-clock.ts";
import type { Cursor, Leadership, QuarantinedPayment } from "../records.ts";
import { isOurCursor, type RecoverDeps } from "../recovery/own-cursor.ts";
import { chainRepository } from "../repository/index.ts";
import { factFrom } from "./quarantine.ts";

/** Tries each quarantined payment again; answers the ids of those that resume. */
export function createResume(deps: RecoverDeps) {
  return async (cursor: Cursor, leader: Leadership): Promise<string[]> => {
    const resumed: string[] = [];
    for (const quarantined of await chainRepository(deps.unitOfWork.db).quarantined(cursor.network)) {
      if (await resumeOne(deps, quarantined, cursor, leader)) resumed.push(quarantined.paymentId);
    }
    return resumed;
  };
}

async function resumeOne(
  deps: RecoverDeps,
  { storeId, paymentId, facts }: QuarantinedPayment,
  cursor: Cursor,
  leader: Leadership,
): Promise<boolean> {
  try {
    return await deps.unitOfWork.transaction(async (db) => {
      if (!(await isOurCursor(db, cursor, leader))) return false;
      // Without a stored fact it was a tick that failed, so a tick must go through as well.
      const tick: Fact = { kind: "tick", ...clockAt(cursor, deps.clock.now(), false) };
      for (const fact of [...facts.map(factFrom), tick]) {
        const about =
          fact.kind === "refund" ? await refundSubject(deps, db, { storeId, id: fact.refundId }) : {};
        const factFor = ({ payment }: PaymentWithTransfers) => priced(deps, cursor.network, payment, fact);
        await applyFacts(deps.paymentChanges, db, [{ storeId, paymentId }], factFor, { about });
      }
      await chainRepository(db).release({ storeId, paymentId });
      return true;
    });
  } catch {
    // Reported when it was quarantined; it stays quarantined.
    return false;
  }
}

/** Rows of a quarantined payment were not read, so its rates are looked up now, for the time of receipt. */
function priced(
  { rates }: RecoverDeps,
  network: ChainNetwork,
  payment: Parameters<typeof receiptRates>[2],
  fact: Fact,
): Fact {
  if (fact.kind !== "chain") return fact;
  const accepted = fact.accepted.map((output) => {
    const now = receiptRates(rates, network, payment, output.blockTime);
    // Facts stored before the US dollar rate was kept have no such field.
    return { ...output, rate: output.rate ?? now.rate, usdRate: output.usdRate ?? now.usdRate };
  });
  return { ...fact, accepted };
}
