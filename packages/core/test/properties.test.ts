import fc from "fast-check";
import { describe, test, vi } from "vitest";
import type { Fact, LifecycleEvent, Payment, PaymentStatus, Reduction, Transfer } from "../src/index.ts";
import { life, options } from "./support/facts.ts";
import { PaymentScenario } from "./support/scenario.ts";

const RUNS = { numRuns: 10_000 };
vi.setConfig({ testTimeout: 60_000 });

/** `expect` is too slow for two million checks. */
function assertHolds(holds: boolean, what: () => string): void {
  if (!holds) throw new Error(what());
}

interface Move {
  readonly fact: Fact;
  readonly before: Payment;
  readonly beforeTransfers: readonly Transfer[];
  readonly result: Reduction;
}

/** Applies a random series of facts and passes every reduction that was not refused to `check`. */
function live(scenario: PaymentScenario, facts: readonly Fact[], check: (move: Move) => void): void {
  for (const fact of facts) {
    const before = scenario.payment;
    const beforeTransfers = scenario.transfers;
    const result = scenario.apply(fact);
    if (result.ok) check({ fact, before, beforeTransfers, result });
    else assertHolds(scenario.payment === before, () => `a refused ${fact.kind} changed something`);
  }
}

/** Transitions (docs/spec/payment-lifecycle.md#transitions) that money and time may make; jumps over `confirming` included. */
const BY_CHAIN: Record<PaymentStatus, readonly PaymentStatus[]> = {
  pending: ["underpaid", "confirming", "confirmed", "expired", "invalid"],
  underpaid: ["pending", "confirming", "confirmed", "expired", "invalid"],
  confirming: ["pending", "underpaid", "confirmed", "expired", "invalid"],
  confirmed: ["confirming"],
  expired: ["confirming", "confirmed", "invalid"],
  canceled: [],
  invalid: ["confirming", "confirmed", "expired"],
};

function isRevert(event: LifecycleEvent): boolean {
  return event.name === "transfer.reverted";
}

/** A credited transfer left the chain or was re-accepted without its depth. */
function lostMoney(move: Move): boolean {
  const now = new Map(move.result.transfers.map((each) => [each.outpoint, each.status]));
  return move.beforeTransfers.some((old) => {
    const status = now.get(old.outpoint);
    if (old.status === "confirmed") return status !== "confirmed";
    return old.status === "accepted" && status === "reverted";
  });
}

function checkMove(move: Move): void {
  const { fact, before, result } = move;
  const from = before.status;
  const to = result.payment.status;
  if (from !== to) assertHolds(mayMove(move, from, to), () => `${fact.kind} moved ${from} to ${to}`);
}

function mayMove(move: Move, from: PaymentStatus, to: PaymentStatus): boolean {
  const { fact, before } = move;
  switch (fact.kind) {
    case "chain":
    case "tick":
    case "attach":
      return BY_CHAIN[from].includes(to) && ((from !== "confirmed" && to !== "pending") || lostMoney(move));
    case "cancel":
      return from === "pending" && to === "canceled";
    case "markPaid":
      return to === "confirmed";
    case "markInvalid":
      return ["underpaid", "confirming", "confirmed", "expired"].includes(from) && to === "invalid";
    case "clearMark":
      return before.mark !== null;
    case "resolve":
      return from !== "confirmed";
    case "create":
    case "seen":
    case "gone":
    case "requote":
    case "renew":
    case "endWindow":
    case "refund":
      return false;
  }
}

/** Groups in which events of one reduction are sent (docs/spec/payment-lifecycle.md#event-order). */
const ORDER: readonly RegExp[] = [
  /^refund\./,
  /^transfer\.reverted$/,
  /^transfer\.dropped$/,
  /^transfer\.detected$/,
  /^transfer\.accepted$/,
  /^transfer\.confirmed$/,
  /^payment\.late$/,
  /^payment\.reverted$/,
  /^payment\.(created|underpaid|confirming|confirmed|expired|canceled|invalid)$/,
  /^payment\.overpaid$/,
  /^payment\.attention$/,
  /^payment\.refunded$/,
  /^payment\.updated$/,
];

function checkEvents({ before, result }: Move): void {
  const { events, payment, changed } = result;
  const names = () => events.map((each) => each.name).join(" ");
  assertHolds(payment.version === before.version + (changed ? 1 : 0), () => "version");
  assertHolds(payment.sequence === before.sequence + events.length, () => "sequence");
  let position = 0;
  events.forEach(({ name, sequence }, index) => {
    assertHolds(sequence === before.sequence + index + 1, () => "gap in the sequence");
    const at = ORDER.findIndex((group) => group.test(name));
    assertHolds(at >= position, () => `order: ${names()}`);
    position = at;
  });
  assertHolds(
    changed || (events.length === 0 && result.timeline.length === 0),
    () => "an event of no change",
  );
  assertHolds(changed === (events.at(-1)?.name === "payment.updated"), () => `end: ${names()}`);
  assertHolds(
    events.filter((each) => each.name === "payment.updated").length <= 1,
    () => "two payment.updated",
  );
}

function checkConfirmedOnce(events: readonly LifecycleEvent[]): void {
  const decisions = events.filter((each) => /^payment\.(confirmed|reverted)$/.test(each.name));
  decisions.forEach((each, index) => {
    const twice =
      index > 0 && each.name === "payment.confirmed" && decisions[index - 1]?.name !== "payment.reverted";
    assertHolds(!twice, () => "payment.confirmed again without payment.reverted");
  });
}

function checkRows({ beforeTransfers, result }: Move): void {
  const rows = new Map(result.transfers.map((each) => [each.outpoint, each]));
  for (const old of beforeTransfers) {
    const row = rows.get(old.outpoint);
    assertHolds(
      row?.sompi === old.sompi && row.ordinal === old.ordinal,
      () => `${old.outpoint} lost or changed`,
    );
    assertHolds(
      old.paidAt === null || row?.paidAt === old.paidAt,
      () => `${old.outpoint} has another paidAt`,
    );
    const fell = old.status === "confirmed" && row?.status !== "confirmed" && old.sompi > 10_000_000n;
    assertHolds(!fell || result.events.some(isRevert), () => `${old.outpoint} was reverted in silence`);
  }
}

function checkSums({ result }: Move, chain: ReadonlyMap<string, bigint>): void {
  const { amounts } = result.payment;
  let held = 0n;
  for (const sompi of chain.values()) held += sompi;
  const seen = result.transfers.filter((each) => each.status === "detected");
  assertHolds(
    amounts.onChainSompi === held,
    () => `on the chain ${amounts.onChainSompi}, the chain holds ${held}`,
  );
  assertHolds(amounts.creditedSompi <= held && amounts.confirmedSompi <= amounts.creditedSompi, () => "sums");
  assertHolds(amounts.seenSompi === seen.reduce((total, each) => total + each.sompi, 0n), () => "seen");
}

describe("any life of a payment", () => {
  test("M-07: only the documented transitions; confirmed is left only by a revert or a mark", () => {
    fc.assert(
      fc.property(options, life(40), (option, facts) => live(new PaymentScenario(option), facts, checkMove)),
      RUNS,
    );
  });

  test("I5: sequences are gapless, versions count changes, events keep their order, payment.confirmed is never repeated", () => {
    fc.assert(
      fc.property(options, life(12), (option, facts) => {
        const scenario = new PaymentScenario(option);
        live(scenario, facts, checkEvents);
        checkConfirmedOnce(scenario.events);
      }),
      RUNS,
    );
  });

  test("I5: the same fact twice changes nothing and sends nothing", () => {
    fc.assert(
      fc.property(options, life(12), (option, facts) => {
        const scenario = new PaymentScenario(option);
        live(scenario, facts, ({ fact, result }) => {
          const again = scenario.apply(fact);
          if (!again.ok)
            return assertHolds(fact.kind === "clearMark", () => `${fact.kind} refused the second time`);
          const same = again.payment === result.payment && again.transfers === result.transfers;
          assertHolds(
            same && !again.changed && again.events.length === 0,
            () => `${fact.kind} changed twice`,
          );
        });
      }),
      RUNS,
    );
  });

  test("I2: nothing is lost: rows stay with their sum, place and paidAt; received is what the chain holds", () => {
    fc.assert(
      fc.property(options, life(12), (option, facts) => {
        const chain = new Map<string, bigint>();
        live(new PaymentScenario(option), facts, (move) => {
          const { fact } = move;
          for (const outpoint of fact.kind === "chain" ? fact.voided : []) chain.delete(outpoint);
          const accepted =
            fact.kind === "chain" ? fact.accepted : fact.kind === "attach" ? [fact.output] : [];
          for (const each of accepted) chain.set(`${each.txId}:${each.outputIndex}`, each.sompi);
          checkSums(move, chain);
          checkRows(move);
        });
      }),
      RUNS,
    );
  });
});
