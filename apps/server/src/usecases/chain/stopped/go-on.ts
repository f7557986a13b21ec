// A quarantined payment resumes once all facts that it missed go through, in order.
// docs/spec/chain-following.md#quarantined-payments
import type { Fact } from "@kaspa-pay/core";
import type { ChainNetwork } from "../../../ports/chain-source.ts";
import type { Cursor, Leadership, StoppedPayment } from "../../../ports/records/chain-records.ts";
import { receiptRates } from "../../rates/receipt-rate.ts";
import { clockAt } from "../chain-clock.ts";
import { isOurCursor, type RecoverDeps } from "../recovery/cursor-place.ts";
import { reduceOne } from "../reduce-each.ts";
import { factFrom } from "./stopped-payments.ts";

/** Tries each quarantined payment again; answers the ids of those that resume. */
export function createGoOn(deps: RecoverDeps) {
  return async (cursor: Cursor, leader: Leadership): Promise<string[]> => {
    const going: string[] = [];
    for (const stopped of await deps.unitOfWork.records.chain.stopped(cursor.network)) {
      if (await goesOn(deps, stopped, cursor, leader)) going.push(stopped.paymentId);
    }
    return going;
  };
}

async function goesOn(
  deps: RecoverDeps,
  { paymentId, facts }: StoppedPayment,
  cursor: Cursor,
  leader: Leadership,
): Promise<boolean> {
  try {
    return await deps.unitOfWork.transaction(async (records) => {
      if (!(await isOurCursor(records, cursor, leader))) return false;
      // Without a stored fact it was a tick that failed, so a tick must go through as well.
      const tick: Fact = { kind: "tick", ...clockAt(cursor, deps.clock.now(), false) };
      for (const fact of [...facts.map(factFrom), tick]) {
        const [stored] = await records.payments.lock([paymentId]);
        if (stored === undefined) return false;
        const change = reduceOne(deps.outcomes, stored, priced(deps, cursor.network, stored.payment, fact));
        if (change !== null) await records.payments.save([change]);
      }
      await records.chain.goOn(paymentId);
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
  const accepted = fact.accepted.map((one) => {
    const now = receiptRates(rates, network, payment, one.blockTime);
    // Facts stored before the US dollar rate was kept have no such field.
    return { ...one, rate: one.rate ?? now.rate, usdRate: one.usdRate ?? now.usdRate };
  });
  return { ...fact, accepted };
}
