// The one function that changes a deposit (docs/spec/deposits.md#states). Pure: no clock, no I/O.
import { isFiatCurrency, minorDigitsOf } from "../currency.ts";
import type { AcceptedOutput, EventDetail } from "../facts.ts";
import { requiredConfirmationsFor } from "../lifecycle/policy.ts";
import { DUST_SOMPI, sameData } from "../lifecycle/transfer-queries.ts";
import { confirmDueOf, outpointOf } from "../lifecycle/transfers.ts";
import { fiatToSompiCeil } from "../money.ts";
import { usdCentsOf } from "../quote/worth.ts";
import type {
  Deposit,
  DepositEvent,
  DepositEventName,
  DepositFact,
  DepositPolicy,
  DepositReduction,
} from "./deposit.ts";

/**
 * What a fact makes of a deposit. The same fact twice changes nothing and sends nothing. Nothing is refused: a fact about
 * an output that is neither known nor accepted leaves nothing behind.
 *
 * @param deposit null = the output is not known yet
 * @param policy the store's rules; read only when an output comes for the first time
 * @returns the row with its events (numbered)
 */
export function reduceDeposit(
  deposit: Deposit | null,
  fact: DepositFact,
  policy: DepositPolicy,
): DepositReduction {
  const written = write(deposit, fact, policy);
  if (written === null) return { changed: false, deposit: null, events: [] };
  const after = settle(written, fact);
  if (deposit !== null && sameData(deposit, after)) return { changed: false, deposit, events: [] };
  return finalized(deposit, after);
}

/** The fact itself, written into the row. */
function write(deposit: Deposit | null, fact: DepositFact, policy: DepositPolicy): Deposit | null {
  if (fact.kind === "tick") return deposit;
  const { voided, accepted } = fact;
  if (accepted !== null) {
    if (deposit === null) return arrived(accepted, policy);
    return deposit.status === "reverted"
      ? { ...onBlock(deposit, accepted), status: "confirming" }
      : reaccepted(deposit, accepted, fact);
  }
  if (deposit === null || deposit.status === "reverted") return deposit;
  if (voided) return reverted(deposit);
  return fact.vanished === true && deposit.status === "confirming" ? { ...deposit, vanished: true } : deposit;
}

function arrived(output: AcceptedOutput, policy: DepositPolicy): Deposit {
  const blank: Deposit = {
    outpoint: outpointOf(output),
    txId: output.txId,
    outputIndex: output.outputIndex,
    sompi: output.sompi,
    status: "confirming",
    receivedAt: output.blockTime,
    acceptingBlockHash: null,
    acceptingDaa: null,
    requiredConfirmations: requiredConfirmationsFor(centsOf(output), policy.confirmations),
    confirmDueDaa: null,
    confirmedAt: null,
    coinbase: output.coinbase,
    covenantId: output.covenantId,
    inputAddresses: output.inputAddresses,
    currency: policy.currency === "KAS" ? "USD" : policy.currency,
    rate: output.rate,
    minimumSompi: minimumOf(policy, output.rate),
    maximumSompi: inSompi(policy, policy.maximumMinor, output.rate),
    vanished: false,
    version: 0,
    sequence: 0,
  };
  return onBlock(blank, output);
}

/** US cents of an output, for the confirmation tier; null = no rate was known, top tier. */
const centsOf = ({ sompi, usdRate }: AcceptedOutput): bigint | null => usdCentsOf([{ sompi, rate: usdRate }]);

/** Dust never counts, whatever the store asks; without a rate a minimum in fiat is dust alone. */
function minimumOf(policy: DepositPolicy, rate: string | null): bigint {
  const asked = inSompi(policy, policy.minimumMinor, rate);
  return asked === null || asked < DUST_SOMPI ? DUST_SOMPI : asked;
}

/** A limit in sompi, rounded up; null without a limit, or without a usable rate for one in fiat. */
function inSompi({ currency }: DepositPolicy, minor: bigint | null, rate: string | null): bigint | null {
  if (minor === null || !isFiatCurrency(currency)) return minor;
  if (rate === null) return null;
  try {
    return fiatToSompiCeil(minor, minorDigitsOf(currency), rate);
  } catch {
    return null;
  }
}

function onBlock(deposit: Deposit, output: AcceptedOutput): Deposit {
  return {
    ...deposit,
    // An output has one sum for ever; a wrong one of an earlier block is corrected by this one.
    sompi: output.sompi,
    acceptingBlockHash: output.blockHash,
    acceptingDaa: output.daa,
    inputAddresses: output.inputAddresses.length > 0 ? output.inputAddresses : deposit.inputAddresses,
    vanished: false,
  };
}

/** Accepted again by another block: the depth starts again, and a confirmed deposit falls back if it is short. */
function reaccepted(
  deposit: Deposit,
  output: AcceptedOutput,
  { voided, virtualDaa }: Extract<DepositFact, { kind: "chain" }>,
): Deposit {
  const sameBlock = deposit.acceptingBlockHash === output.blockHash && deposit.acceptingDaa === output.daa;
  // A snapshot knows less than the block that accepted the output.
  if (sameBlock || (output.blockHash === null && !voided)) return deposit;
  const moved = onBlock(deposit, output);
  const due = confirmDueOf(moved, moved.requiredConfirmations);
  const short = due !== null && virtualDaa < due;
  return short && moved.status === "confirmed"
    ? { ...moved, status: "confirming", confirmedAt: null }
    : moved;
}

function reverted(deposit: Deposit): Deposit {
  return {
    ...deposit,
    status: "reverted",
    acceptingBlockHash: null,
    acceptingDaa: null,
    confirmedAt: null,
    vanished: false,
  };
}

/** The status and what belongs to it, from the written row and the chain's clock. */
function settle(deposit: Deposit, fact: DepositFact): Deposit {
  if (deposit.status === "reverted") return { ...deposit, confirmDueDaa: null };
  if (deposit.covenantId !== null) return { ...deposit, status: "covenant", confirmDueDaa: null };
  if (deposit.sompi < deposit.minimumSompi)
    return { ...deposit, status: "below_minimum", confirmDueDaa: null, confirmedAt: null };
  const confirmDueDaa = confirmDueOf(deposit, deposit.requiredConfirmations);
  const isRechecked = fact.rechecked?.includes(deposit.outpoint) === true;
  const row = { ...deposit, confirmDueDaa, vanished: deposit.vanished && !isRechecked };
  if (row.status === "confirmed") return row;
  const deep = confirmDueDaa !== null && fact.virtualDaa >= confirmDueDaa;
  const proven = (row.acceptingBlockHash !== null || isRechecked) && !row.vanished;
  if (!deep || !fact.canConfirm || !proven) return { ...row, status: "confirming" };
  return { ...row, status: "confirmed", confirmedAt: Math.max(fact.chainTime, row.receivedAt) };
}

/** Numbers the events and raises the version. */
function finalized(before: Deposit | null, after: Deposit): DepositReduction {
  const pending = eventsOf(before, after);
  const first = after.sequence + 1;
  return {
    changed: true,
    deposit: { ...after, version: after.version + 1, sequence: after.sequence + pending.length },
    events: pending.map((event, place) => ({ ...event, sequence: first + place })),
  };
}

type Pending = Omit<DepositEvent, "sequence">;

function eventsOf(before: Deposit | null, after: Deposit): Pending[] {
  const first = before === null ? [event("deposit.detected")] : [];
  if (before?.status === after.status) return first;
  // Whoever credited it must learn that it is not final any more.
  const lost = before?.status === "confirmed" && after.status !== "reverted";
  const back = lost ? [event("deposit.reverted", { reaccepted: true })] : [];
  const now = after.status === "covenant" ? [] : [event(`deposit.${after.status}`)];
  return [...first, ...back, ...now];
}

const event = (name: DepositEventName, detail: EventDetail = {}): Pending => ({ name, detail });
