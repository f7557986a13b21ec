import fc from "fast-check";
import { describe, test, vi } from "vitest";
import type {
  Disbursement,
  DisbursementFact,
  DisbursementOutput,
  DisbursementReduction,
} from "../src/index.ts";
import { arrived, asked, chainLife, life, NAMES, type Name } from "./support/disbursement-life.ts";
import { DEEP, DisbursementScenario } from "./support/disbursement-scenario.ts";

const RUNS = { numRuns: 10_000 };
vi.setConfig({ testTimeout: 60_000 });

/** `expect` is too slow for so many checks. */
function assertHolds(holds: boolean, what: () => string): void {
  if (!holds) throw new Error(what());
}

interface Move {
  readonly fact: DisbursementFact;
  readonly before: Disbursement;
  readonly result: DisbursementReduction;
}

/** Applies the facts and passes every reduction that was not refused to `check`. */
function live(
  scenario: DisbursementScenario,
  facts: readonly DisbursementFact[],
  check: (move: Move) => void,
): void {
  for (const fact of facts) {
    const before = scenario.disbursement;
    const result = scenario.apply(fact);
    if (result.ok) check({ fact, before, result });
    else assertHolds(scenario.disbursement === before, () => `a refused ${fact.kind} changed something`);
  }
}

const isLive = (row: DisbursementOutput | undefined): boolean =>
  row !== undefined && row.status !== "reverted";
const rowOf = ({ outputs }: Disbursement, outpoint: string | null) =>
  outputs.find((row) => row.outpoint === outpoint);

/** What counts is on the chain, is the merchant's, and is as deep as the status says. */
function checkPaid({ result: { disbursement } }: Move): void {
  const { status, paidBy, confirmedAt, end } = disbursement;
  const paid = rowOf(disbursement, paidBy);
  const counts = status === "broadcast" || status === "confirmed";
  assertHolds(counts === (paidBy !== null), () => `${status} and paid by ${paidBy}`);
  assertHolds((status === "confirmed") === (confirmedAt !== null), () => `${status} at ${confirmedAt}`);
  assertHolds((end !== null) === (status === "failed" || status === "canceled"), () => `${status} is no end`);
  if (paidBy === null) return;
  assertHolds(isLive(paid), () => `${status} by an output that is ${paid?.status}`);
  assertHolds(paid?.source !== "unknown", () => `${status} by an output of unknown origin`);
  assertHolds(
    (paid?.status === "confirmed") === (status === "confirmed"),
    () => `${status}: ${paid?.status}`,
  );
}

function checkFinal({ fact, before, result: { disbursement, events } }: Move): void {
  if (before.end === null) return;
  assertHolds(disbursement.end === before.end && events.length === 0, () => `${fact.kind} changed an end`);
}

/** The output that counts goes on counting while it is there, and no row is ever lost. */
function checkFirstStays({ fact, before, result: { disbursement } }: Move): void {
  const { paidBy } = before;
  if (paidBy !== null && isLive(rowOf(disbursement, paidBy)))
    assertHolds(
      disbursement.paidBy === paidBy,
      () => `${fact.kind} made ${disbursement.paidBy} count instead`,
    );
  for (const row of before.outputs)
    assertHolds(rowOf(disbursement, row.outpoint) !== undefined, () => `${row.outpoint} is gone`);
}

function checkNumbers({ before, result: { changed, disbursement, events } }: Move): void {
  assertHolds(disbursement.version === before.version + (changed ? 1 : 0), () => "version");
  assertHolds(disbursement.sequence === before.sequence + events.length, () => "sequence");
  for (const [index, event] of events.entries())
    assertHolds(event.sequence === before.sequence + index + 1, () => "gap in the sequence");
  assertHolds(changed || events.length === 0, () => "an event of no change");
}

const STEPS = ["awaiting_signature", "broadcast", "confirmed"];
const RESTS = new Set(["awaiting_approval", "awaiting_destination"]);

/** The events alone tell the status: each step follows the one before, each fall is marked, ends are said once. */
function checkTold({ events, disbursement: { status } }: DisbursementScenario): void {
  let at = -1;
  let end: string | null = null;
  for (const { step, reverted } of events.slice(1)) {
    assertHolds(end === null, () => `${step} after ${end}`);
    const to = STEPS.indexOf(step);
    if (to === -1) end = step;
    else if (reverted) assertHolds(to < at, () => `${step} is no fall from ${STEPS[at]}`);
    else assertHolds(to === at + 1, () => `${step} after ${STEPS[at] ?? "the creation"}`);
    at = to;
  }
  const told = end ?? STEPS[at];
  assertHolds(told === undefined ? RESTS.has(status) : told === status, () => `told ${told}, is ${status}`);
}

type Chain = ReadonlyMap<Name, { readonly time: number; readonly fork: number }>;

/** The page that makes this chain of whatever the facts before it have left, and the time for its depth. */
function settle(scenario: DisbursementScenario, chain: Chain): void {
  const voided = scenario.disbursement.outputs.flatMap(({ outpoint, status, acceptingBlockHash }) => {
    const there = chain.get(outpoint.slice(0, 1) as Name);
    const stays = there !== undefined && acceptingBlockHash === `fork${there.fork}-${there.time}`;
    return status === "reverted" || stays ? [] : [outpoint.slice(0, 1)];
  });
  scenario.page(
    END,
    [...chain].map(([which, { time, fork }]) => arrived(which, time, fork)),
    voided,
  );
  scenario.tick(END + DEEP);
}

/** After every fact of a series. */
const END = 100_000_000;

const chains: fc.Arbitrary<Chain> = fc
  .uniqueArray(
    fc.record({ which: fc.constantFrom(...NAMES), fork: fc.nat(2), back: fc.constantFrom(0, 500, 50_000) }),
    { selector: ({ which }) => which },
  )
  .map((list) => new Map(list.map(({ which, fork, back }) => [which, { fork, time: END - back }])));

describe("any life of a refund or payout", () => {
  test("M-06: confirmed only by an output that is on the chain, counts and is deep enough; an end is final", () => {
    fc.assert(
      fc.property(asked, life(20), (options, facts) =>
        live(new DisbursementScenario(options), facts, (move) => {
          checkPaid(move);
          checkFinal(move);
        }),
      ),
      RUNS,
    );
  });

  test("M-06: a later equal output never counts while the first one lives, and no output is forgotten", () => {
    fc.assert(
      fc.property(asked, life(20), (options, facts) =>
        live(new DisbursementScenario(options), facts, checkFirstStays),
      ),
      RUNS,
    );
  });

  test("I5: sequences are gapless, versions count changes, and the events alone tell the status", () => {
    fc.assert(
      fc.property(asked, life(20), (options, facts) => {
        const scenario = new DisbursementScenario(options);
        live(scenario, facts, checkNumbers);
        checkTold(scenario);
      }),
      RUNS,
    );
  });

  test("I5: the same fact twice changes nothing and sends nothing", () => {
    fc.assert(
      fc.property(asked, life(20), (options, facts) => {
        const scenario = new DisbursementScenario(options);
        live(scenario, facts, ({ fact, result }) => {
          const again = scenario.apply(fact);
          if (!again.ok)
            return assertHolds(fact.kind === "setAddress", () => `${fact.kind} refused the second time`);
          const same = again.disbursement === result.disbursement && !again.changed;
          assertHolds(same && again.events.length === 0, () => `${fact.kind} changed twice`);
        });
      }),
      RUNS,
    );
  });

  test("M-06: any order and repetition of pages that ends in one chain gives one status, and at most one output counts", () => {
    fc.assert(
      fc.property(chains, chainLife(12), chainLife(12), (chain, one, other) => {
        const wanted = chain.has("a") || chain.has("b") ? "confirmed" : "awaiting_signature";
        const ends = [one, other].map((facts) => {
          const scenario = new DisbursementScenario({ expiresAt: null });
          live(scenario, facts, () => undefined);
          settle(scenario, chain);
          assertHolds(scenario.status === wanted, () => `${scenario.status}, not ${wanted}`);
          return scenario.disbursement.paidBy;
        });
        const single = chain.has("a") !== chain.has("b");
        if (single) assertHolds(ends[0] === ends[1], () => `paid by ${ends.join(" or ")}`);
      }),
      RUNS,
    );
  });
});
