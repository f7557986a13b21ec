// Which events fire when a payment enters a view. Amounts are decimal strings plus sompi strings.
import type { Snapshot } from "../payment/snapshot.ts";
import type { ElementFault, ViewName } from "../views/view-model.ts";

type Detail = Readonly<Record<string, unknown>>;

/** The ends of a payment. Each fires once per payment, even if the network sets the payment back for a while. */
export const firesOnce = (view: ViewName): boolean =>
  view === "confirmed" || view === "expired" || view === "late";

/** The extra detail of `kp-<view>`; null for a view that has no event of its own. */
export function milestone(
  view: ViewName,
  payment: Snapshot | null,
  fault: ElementFault | null,
): Detail | null {
  if (firesOnce(view)) return {};
  if (view === "detected") return { txId: payment?.txId ?? payment?.transfers[0]?.txId ?? null };
  if (view === "underpaid")
    return { remaining: payment?.amountMissing, remainingSompi: payment?.amountMissingSompi };
  if (view !== "error") return null;
  const { code = payment?.status, message = "", retryable = false } = fault ?? {};
  return { code, message, retryable };
}
