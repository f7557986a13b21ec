// Which of the nine views a payment shows. Pure: the same snapshot, flags and time give the same view.
import { amountUri } from "@kaspa-pay/core";
import { amountDue, cameSompi, ms, type Snapshot, sompi } from "../payment/snapshot.ts";

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
  /** Confirmations stood still for a while. */
  readonly stalled: boolean;
}

export interface ViewModel {
  readonly view: ViewName;
  readonly dueSompi: bigint;
  /** Null whenever the payer must not pay; `obstacle` says why. */
  readonly uri: string | null;
  readonly address: string | null;
  /** `checking`: the time to pay is over and the server has not decided yet; money may be on its way. */
  readonly obstacle: "checking" | "hidden" | "priceMissing" | null;
  /** Why confirming takes longer than the seconds shown; null when they can be shown. */
  readonly wait: "rechecking" | "coinbase" | "delayed" | null;
  /** Seconds to show in the countdown, only within the last five minutes. */
  readonly secondsLeft: number | null;
  /** Confirmations from 0 to 1, and about how many seconds remain. */
  readonly progress: number;
  readonly confirmSecondsLeft: number;
  /** From first sight to confirmation by server times; NaN while unknown. */
  readonly confirmedInMs: number;
}

const COUNTDOWN_MS = 5 * 60_000;
/** This many confirmations beyond the required ones mean that something delays the payment. */
const PATIENCE = 20;
/** The Kaspa network locks newly mined coins for this many confirmations. */
const COINBASE_CONFIRMATIONS = 1000;
/** Kaspa mines about ten blocks a second. */
const CONFIRMATIONS_PER_SECOND = 10;

export function viewModel(snapshot: Snapshot | null, flags: LocalFlags): ViewModel {
  const view = nameView(snapshot, flags);
  const dueSompi = snapshot ? amountDue(snapshot) : 0n;
  const left = ms(snapshot?.expiresAt) - flags.now;
  const asks = view === "waiting" || view === "underpaid";
  const obstacle = asks ? obstacleOf(snapshot, left <= 0, flags.priceMissing) : null;
  const address = (asks && !obstacle && dueSompi > 0n && snapshot?.kaspaAddress) || null;
  const required = Number(snapshot?.requiredConfirmations) || 1;
  const confirmations = Number(snapshot?.confirmations) || 0;
  return {
    view,
    dueSompi,
    address,
    uri: address && amountUri(address, dueSompi),
    obstacle,
    wait: view === "detected" ? waitOf(snapshot, flags, confirmations - required) : null,
    secondsLeft: address && left <= COUNTDOWN_MS ? Math.ceil(left / 1000) : null,
    progress: Math.min(1, confirmations / required),
    confirmSecondsLeft: Math.max(1, Math.ceil((required - confirmations) / CONFIRMATIONS_PER_SECOND)),
    confirmedInMs: Math.max(0, ms(snapshot?.confirmedAt) - ms(snapshot?.firstSeenAt)),
  };
}

function obstacleOf(snapshot: Snapshot | null, over: boolean, priceMissing: boolean): ViewModel["obstacle"] {
  if (over || !snapshot?.payable) return "checking";
  if (!snapshot.kaspaAddress) return "hidden";
  return priceMissing ? "priceMissing" : null;
}

/** A payment that was confirmed before was set back by a reorganisation. */
function waitOf(
  snapshot: Snapshot | null,
  { stalled, wasConfirmed }: LocalFlags,
  beyond: number,
): ViewModel["wait"] {
  if (wasConfirmed || snapshot?.confirmedAt) return "rechecking";
  if (Number(snapshot?.requiredConfirmations) >= COINBASE_CONFIRMATIONS) return "coinbase";
  return stalled || beyond > PATIENCE ? "delayed" : null;
}

function nameView(snapshot: Snapshot | null, flags: LocalFlags): ViewName {
  if (flags.fault) return "error";
  if (!snapshot) return flags.asking ? "ready" : "loading";
  const due = amountDue(snapshot);
  const seen = due > 0n && sompi(snapshot.amountSeenSompi) >= due;
  const received = cameSompi(snapshot) > 0n;
  switch (snapshot.status) {
    case "confirmed":
      return "confirmed";
    case "confirming":
      return "detected";
    case "pending":
      return seen ? "detected" : "waiting";
    case "underpaid":
      return seen ? "detected" : "underpaid";
    case "expired":
      return received ? "late" : "expired";
    case "canceled":
    case "invalid":
      return received ? "late" : "error";
  }
}
