// Which of the nine views a payment shows. Pure: the same snapshot, flags and time give the same view.
import { buildPaymentUri } from "@kaspa-pay/core";
import { amountDue, ms, type Snapshot, sompi } from "./snapshot.ts";

export type ViewName =
  | "loading"
  | "ready"
  | "waiting"
  | "detected"
  | "underpaid"
  | "confirmed"
  | "expired"
  | "late"
  | "error";

/** A fault that stands in the way of showing the payment. */
export interface ElementFault {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
  readonly reference: string | null;
}

export interface LocalFlags {
  /** Server time now, ms: device time corrected by the offset of the last answer. */
  readonly now: number;
  readonly fault: ElementFault | null;
  /** The link asks the payer something before a payment is made. */
  readonly asking: boolean;
  /** The price could not be renewed: the QR hides until it is. */
  readonly priceMissing: boolean;
  /** A payment once shown as confirmed was set back by the network. */
  readonly wasConfirmed: boolean;
}

export interface ViewModel {
  readonly view: ViewName;
  readonly dueSompi: bigint;
  /** Null whenever the payer must not pay (over, price missing, no right to see the address). */
  readonly uri: string | null;
  readonly address: string | null;
  /** The window is over, the server has not yet judged: money may still be on its way. */
  readonly checking: boolean;
  readonly rechecking: boolean;
  /** Seconds to show in the countdown, only within the last five minutes. */
  readonly secondsLeft: number | null;
  /** Progress of the confirmations, 0 to 1, and about how many seconds remain. */
  readonly progress: number;
  readonly confirmSecondsLeft: number;
  readonly confirmedInMs: number | null;
}

const COUNTDOWN_MS = 5 * 60_000;
/** Kaspa mines about ten blocks a second. */
const CONFIRMATIONS_PER_SECOND = 10;

export function viewModel(snapshot: Snapshot | null, flags: LocalFlags): ViewModel {
  const view = nameView(snapshot, flags);
  if (!snapshot) return { ...EMPTY, view };
  const dueSompi = amountDue(snapshot);
  const left = (ms(snapshot.expiresAt) ?? Number.POSITIVE_INFINITY) - flags.now;
  const over = left <= 0;
  const open = (view === "waiting" || view === "underpaid") && snapshot.payable && !over;
  const address = open && !flags.priceMissing && dueSompi > 0n ? snapshot.kaspaAddress || null : null;
  const seenAt = ms(snapshot.firstSeenAt);
  const confirmedAt = ms(snapshot.confirmedAt);
  const required = Math.max(1, snapshot.requiredConfirmations);
  return {
    view,
    dueSompi,
    address,
    uri: address && buildPaymentUri({ address, amountSompi: dueSompi }),
    checking: (view === "waiting" || view === "underpaid") && over,
    rechecking: view === "detected" && flags.wasConfirmed,
    secondsLeft: open && left <= COUNTDOWN_MS ? Math.ceil(left / 1000) : null,
    progress: snapshot.status === "confirmed" ? 1 : Math.min(1, snapshot.confirmations / required),
    confirmSecondsLeft: Math.max(
      0,
      Math.ceil((required - snapshot.confirmations) / CONFIRMATIONS_PER_SECOND),
    ),
    confirmedInMs: confirmedAt !== null && seenAt !== null ? Math.max(0, confirmedAt - seenAt) : null,
  };
}

const EMPTY: ViewModel = {
  view: "loading",
  dueSompi: 0n,
  uri: null,
  address: null,
  checking: false,
  rechecking: false,
  secondsLeft: null,
  progress: 0,
  confirmSecondsLeft: 0,
  confirmedInMs: null,
};

function nameView(snapshot: Snapshot | null, flags: LocalFlags): ViewName {
  if (flags.fault) return "error";
  if (!snapshot) return flags.asking ? "ready" : "loading";
  const due = amountDue(snapshot);
  switch (snapshot.status) {
    case "confirmed":
      return "confirmed";
    case "confirming":
      return "detected";
    case "pending":
      return due > 0n && sompi(snapshot.amountSeen) >= due ? "detected" : "waiting";
    case "underpaid":
      return due > 0n && sompi(snapshot.amountSeen) >= due ? "detected" : "underpaid";
    case "expired":
      return sompi(snapshot.amountReceived) > 0n ? "late" : "expired";
    case "canceled":
    case "invalid":
      return sompi(snapshot.amountReceived) > 0n ? "late" : "error";
  }
}

/** The states in which the server may still change the payment by itself. */
export function isOpen(snapshot: Snapshot): boolean {
  return snapshot.status === "pending" || snapshot.status === "underpaid" || snapshot.status === "confirming";
}
