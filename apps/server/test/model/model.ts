// What must be true, computed from the simulated chain and the actions of people alone. A second, smaller statement of
// docs/spec/payment-lifecycle.md: it knows sums, times and marks, and nothing of rows, versions, locks or events.
import type { TrueOutput } from "@kaspa-pay/kaspa-sim";

import type { Coin, DepositAccount, Expected, Request, Status } from "./expected.ts";

export interface Model {
  readonly payments: Expected[];
  /** Refunds and payouts. */
  readonly requests: Request[];
  readonly accounts: DepositAccount[];
  /** Of outputs that come from now on, in sompi. */
  depositMinimum: bigint;
  /** Address mode: payers of one address are identified by their exact sums. */
  readonly oneAddress: boolean;
  /** Outputs that pay nobody, as of the last look. */
  readonly unmatched: Set<string>;
  readonly acceptsLate: boolean;
  /** Of the last block that was read. */
  chainTime: number;
}

const GRACE_MS = 30_000;
const HOLD_MS = 600_000;
const TOLERANCE_MAX = 10_000_000n;

export const deadlineOf = (payment: Expected): number => payment.expiresAt + GRACE_MS;
export const DUST = 10_000_000n;
/** Recorded, and never counted. */
export const isDust = (coin: Coin): boolean => coin.sompi < DUST;
export const isLive = (coin: Coin): boolean => coin.acceptedIn !== null;

export function thresholdOf(payment: Expected): bigint {
  const percent = payment.price / 100n;
  return payment.short ?? payment.price - (percent < TOLERANCE_MAX ? percent : TOLERANCE_MAX);
}

const sum = (coins: readonly Coin[]): bigint => coins.reduce((total, coin) => total + coin.sompi, 0n);

/** The credited outputs. */
export function credited(model: Model, payment: Expected): Coin[] {
  if (payment.mark === "canceled" || payment.mark === "invalid") return [];
  const money = [...payment.coins.values()].filter((coin) => isLive(coin) && !isDust(coin));
  const inTime = money.filter((coin) => (coin.paidAt ?? 0) <= deadlineOf(payment));
  const admitted = payment.lateAdmitted || (model.acceptsLate && sum(money) >= thresholdOf(payment));
  return sum(inTime) >= thresholdOf(payment) || admitted ? money : inTime;
}

export const received = (payment: Expected): bigint => sum([...payment.coins.values()].filter(isLive));

/** docs/spec/payment-lifecycle.md#status-rules, computed again after the chain was read or somebody acted. */
export function derive(model: Model, payment: Expected): void {
  const counted = credited(model, payment);
  const enough = thresholdOf(payment);
  const deep = sum(counted.filter((coin) => coin.deep));
  const paid = deep > 0n && deep >= enough;
  const { status, lapsed } = statusResult(model, payment, { creditedSompi: sum(counted), paid, enough });
  payment.status = status;
  payment.wasConfirmed ||= paid;
  payment.wasExpired ||= lapsed;
  payment.failed = status === "invalid" && payment.mark === null;
}

const MARKED = { paid: "confirmed", invalid: "invalid", canceled: "canceled" } as const;

interface StatusResult {
  readonly status: Status;
  readonly lapsed: boolean;
}

function statusResult(
  { chainTime }: Model,
  payment: Expected,
  { creditedSompi, paid, enough }: { creditedSompi: bigint; paid: boolean; enough: bigint },
): StatusResult {
  const as = (status: Status, lapsed = false): StatusResult => ({ status, lapsed });
  if (payment.mark !== null) return as(MARKED[payment.mark]);
  if (paid) return as("confirmed");
  if (creditedSompi > 0n && creditedSompi >= enough) return as("confirming");
  const held = payment.revertedAt !== null && chainTime - payment.revertedAt < HOLD_MS;
  if (payment.wasConfirmed) return as(held && !payment.failed ? "confirming" : "invalid");
  const over = payment.wasExpired || chainTime > deadlineOf(payment);
  if (!over || (held && !payment.wasExpired)) return as(creditedSompi > 0n ? "underpaid" : "pending");
  const lost = [...payment.coins.values()].some(
    (coin) =>
      coin.acceptedIn === null && !isDust(coin) && coin.paidAt !== null && coin.paidAt <= deadlineOf(payment),
  );
  return as(creditedSompi === 0n && lost ? "invalid" : "expired", true);
}

/** Whose money an output at the payment's address is. */
export function isFor(model: Model, payment: Expected, sompi: bigint): boolean {
  return !model.oneAddress || payment.offers.some((offer) => offer.sompi === sompi);
}

/** The gateway read the chain to its end: every output is where the chain has it now. */
export function readChain(
  model: Model,
  payment: Expected,
  outputs: readonly TrueOutput[],
  tip: { readonly daa: number; readonly time: number; readonly now: number },
): void {
  const counted = new Set(credited(model, payment).map((coin) => coin.outpoint));
  const own = outputs.filter((output) => isFor(model, payment, output.sompi));
  const there = new Map(own.map((output) => [`${output.txId}:${output.index}`, output]));
  // Both clocks must have passed a deadline.
  model.chainTime = Math.max(model.chainTime, Math.min(tip.time, tip.now));
  for (const coin of payment.coins.values()) {
    const now = there.get(coin.outpoint);
    const stayed = now !== undefined && now.accepted.blockHash === coin.acceptedIn?.block;
    if (coin.acceptedIn === null || stayed) continue;
    const fell = now === undefined || (coin.deep && tip.daa < now.accepted.daaScore + payment.depth);
    if (fell && counted.has(coin.outpoint)) payment.revertedAt = model.chainTime;
    coin.acceptedIn = null;
    coin.deep = coin.deep && !fell;
  }
  for (const [outpoint, { txId, sompi, accepted }] of there) {
    const coin = payment.coins.get(outpoint) ?? {
      ...{ outpoint, txId, sompi, acceptedIn: null, paidAt: null, seenAt: null, deep: false },
    };
    payment.coins.set(outpoint, coin);
    coin.sompi = sompi;
    coin.acceptedIn = { block: accepted.blockHash, daa: accepted.daaScore };
    const firstSeen = Math.min(coin.seenAt ?? tip.now, accepted.timestamp, tip.now);
    coin.paidAt ??= Math.max(payment.createdAt, firstSeen);
    coin.deep ||= tip.daa >= accepted.daaScore + payment.depth;
  }
  derive(model, payment);
}
