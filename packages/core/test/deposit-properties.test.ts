// The chain decides what becomes of a deposit, not the order or the repetition of facts
// (docs/spec/deposits.md#rules-that-always-hold).
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import {
  type AcceptedOutput,
  DEFAULT_POLICY,
  type Deposit,
  type DepositFact,
  type DepositPolicy,
  type DepositReduction,
  reduceDeposit,
} from "../src/index.ts";
import { clock, KAS, output } from "./support/scenario.ts";

vi.setConfig({ testTimeout: 60_000 });
const RUNS = { numRuns: 10_000 };
const END = 100_000_000;

const policies: fc.Arbitrary<DepositPolicy> = fc.record({
  currency: fc.constantFrom<DepositPolicy["currency"]>("KAS", "EUR"),
  minimumMinor: fc.constantFrom(null, 0n, 500n, 5n * KAS),
  maximumMinor: fc.constantFrom(null, 50_000n, 50n * KAS),
  confirmations: fc.constantFrom(null, 10, 300).map((confirmationsOverride) => ({
    tiers: DEFAULT_POLICY.tiers,
    confirmationsOverride,
  })),
});

/** One outpoint has one sum, one first time and one rate for ever. */
interface Coin {
  readonly sompi: bigint;
  readonly rate: string | null;
  readonly coinbase: boolean;
  readonly covenantId: string | null;
}
const coins: fc.Arbitrary<Coin> = fc.record({
  sompi: fc.constantFrom(1n, KAS / 10n, KAS, 5n * KAS, 60n * KAS, 10_000n * KAS),
  rate: fc.constantFrom("0.1", "25", null),
  coinbase: fc.integer({ min: 0, max: 4 }).map((step) => step === 0),
  covenantId: fc.integer({ min: 0, max: 9 }).map((step) => (step === 0 ? "c" : null)),
});

const onFork = (coin: Coin, fork: number, time: number): AcceptedOutput =>
  output("a", coin.sompi, time, { ...coin, usdRate: coin.rate, blockHash: `f${fork}-${time}` });

type Plan = (coin: Coin, time: number) => DepositFact;

const plan: fc.Arbitrary<Plan> = fc
  .record({
    kind: fc.constantFrom("accept", "accept", "again", "void", "vanish", "tick", "tick", "recheck"),
    fork: fc.nat(2),
    age: fc.constantFrom(0, 0, 500, 70_000),
    canConfirm: fc.integer({ min: 0, max: 9 }).map((step) => step > 0),
    snapshot: fc.integer({ min: 0, max: 9 }).map((step) => step === 0),
  })
  .map(({ kind, fork, age, canConfirm, snapshot }) => (coin, time) => {
    const at = { ...clock(time), canConfirm };
    if (kind === "tick") return { kind, ...at };
    if (kind === "recheck") return { kind: "tick", ...at, rechecked: ["a:0"] };
    if (kind === "void") return { kind: "chain", voided: true, accepted: null, ...at };
    if (kind === "vanish") return { kind: "chain", voided: false, accepted: null, vanished: true, ...at };
    const found = onFork(coin, fork, Math.max(0, time - age));
    const accepted = snapshot ? { ...found, blockHash: null } : found;
    return { kind: "chain", voided: kind === "again", accepted, ...at };
  });

const facts = fc.array(fc.tuple(fc.constantFrom(0, 100, 1_000, 10_000, 61_000, 900_000), plan), {
  maxLength: 20,
  size: "max",
});

interface Move {
  readonly fact: DepositFact;
  readonly before: Deposit | null;
  readonly result: DepositReduction;
}

/** Applies a random series of facts and passes every reduction to `check`. */
function live(
  policy: DepositPolicy,
  coin: Coin,
  steps: readonly (readonly [number, Plan])[],
  check: (move: Move) => void,
): void {
  let deposit: Deposit | null = null;
  let time = 1_000;
  for (const [wait, make] of steps) {
    time += wait;
    const fact = make(coin, time);
    const result = reduceDeposit(deposit, fact, policy);
    check({ fact, before: deposit, result });
    deposit = result.deposit;
  }
}

function assertHolds(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

function checkEvents({ before, result }: Move): void {
  const { events, deposit, changed } = result;
  const sequence = before?.sequence ?? 0;
  events.forEach((event, place) => {
    assertHolds(event.sequence === sequence + place + 1, "gap in the sequence");
  });
  assertHolds((deposit?.sequence ?? 0) === sequence + events.length, "sequence");
  assertHolds((deposit?.version ?? 0) === (before?.version ?? 0) + (changed ? 1 : 0), "version");
  assertHolds(changed || (events.length === 0 && deposit === before), "an event of no change");
  const detected = events.some(({ name }) => name === "deposit.detected");
  assertHolds(detected === (before === null && deposit !== null), "detected is the first event, once");
  const fell = before?.status === "confirmed" && deposit?.status !== "confirmed";
  assertHolds(
    fell === events.some(({ name }) => name === "deposit.reverted") || before?.status !== "confirmed",
    "fell in silence",
  );
}

function checkMoney({ fact, before, result }: Move): void {
  const { deposit } = result;
  if (deposit === null) return;
  const { status } = deposit;
  assertHolds(before === null || before.receivedAt === deposit.receivedAt, "another receivedAt");
  assertHolds(before === null || before.minimumSompi === deposit.minimumSompi, "another minimum");
  if (status === "confirmed" && before?.status !== "confirmed") {
    assertHolds(fact.canConfirm, "confirmed during a pause");
    const depth = fact.virtualDaa - (deposit.acceptingDaa ?? fact.virtualDaa);
    assertHolds(depth >= BigInt(deposit.requiredConfirmations), "confirmed without its depth");
    assertHolds(!deposit.coinbase || depth >= 1_000n, "coinbase confirmed early");
    const proven = deposit.acceptingBlockHash !== null || fact.rechecked !== undefined;
    assertHolds(proven && !deposit.vanished, "confirmed without proof");
  }
  const counts = status === "confirming" || status === "confirmed";
  assertHolds(!counts || deposit.covenantId === null, "covenant credited");
  assertHolds(!counts || deposit.sompi >= deposit.minimumSompi, "less than the minimum credited");
  assertHolds(deposit.minimumSompi >= KAS / 10n, "dust credited");
  assertHolds((status === "reverted") === (deposit.acceptingDaa === null), "reverted and on the chain");
  assertHolds((deposit.confirmedAt !== null) === (status === "confirmed"), "confirmedAt");
}

function checkRepeat(policy: DepositPolicy, { fact, result }: Move): void {
  const again = reduceDeposit(result.deposit, fact, policy);
  assertHolds(!again.changed && again.deposit === result.deposit, `${fact.kind} changed twice`);
}

/** What happens to the output, in this order: where it is accepted, removed, or both in one page. */
const history = fc.array(fc.record({ fork: fc.nat(3), merged: fc.boolean() }), {
  minLength: 1,
  maxLength: 4,
});
const FIRST = 5_000;

interface Reading {
  readonly pauses: readonly number[];
  readonly repeat: readonly boolean[];
  readonly ticks: readonly boolean[];
}
const reading: fc.Arbitrary<Reading> = fc.record({
  pauses: fc.array(fc.constantFrom(0, 100, 1_000, 60_000, 400_000), { minLength: 8, maxLength: 8 }),
  repeat: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
  ticks: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
});

/** The same history, read in pages of other times, with repeats and ticks between. */
function read(
  policy: DepositPolicy,
  coin: Coin,
  steps: readonly { fork: number; merged: boolean }[],
  how: Reading,
): Deposit | null {
  let deposit: Deposit | null = null;
  let time = 700_000;
  const apply = (fact: DepositFact): void => {
    deposit = reduceDeposit(deposit, fact, policy).deposit;
  };
  steps.forEach(({ fork, merged }, step) => {
    const pages: Pick<Extract<DepositFact, { kind: "chain" }>, "voided" | "accepted">[] = [];
    const accepted = { ...onFork(coin, fork, FIRST), blockHash: `f${fork}`, daa: 2_000n + BigInt(fork) };
    if (step > 0 && !merged) pages.push({ voided: true, accepted: null });
    pages.push({ voided: step > 0 && merged, accepted });
    for (const page of pages) {
      time += how.pauses[step] ?? 0;
      const fact: DepositFact = { kind: "chain", ...page, ...clock(time) };
      apply(fact);
      if (how.repeat[step]) apply(fact);
      if (how.ticks[step]) apply({ kind: "tick", ...clock(time + 50) });
    }
  });
  apply({ kind: "tick", ...clock(END) });
  return deposit;
}

/** What the chain says of a deposit; how often it changed and when it was first read deep enough are history. */
const fromChain = (deposit: Deposit | null) => ({ ...deposit, confirmedAt: null, version: 0, sequence: 0 });

/** `expect` is too slow for ten thousand pairs that are equal. */
function expectSame(one: Deposit | null, two: Deposit | null): void {
  const text = (deposit: Deposit | null) =>
    JSON.stringify(fromChain(deposit), (_key, value: unknown) =>
      typeof value === "bigint" ? `${value}n` : value,
    );
  if (text(one) !== text(two)) expect(fromChain(one)).toEqual(fromChain(two));
}

describe("any life of a deposit", () => {
  test("events are numbered without gaps, detected comes once, and nothing confirmed falls in silence", () => {
    fc.assert(
      fc.property(policies, coins, facts, (policy, coin, steps) => live(policy, coin, steps, checkEvents)),
      RUNS,
    );
  });

  test("only money with its depth and its proof is confirmed; dust, covenants and too little never count", () => {
    fc.assert(
      fc.property(policies, coins, facts, (policy, coin, steps) => live(policy, coin, steps, checkMoney)),
      RUNS,
    );
  });

  test("the same fact twice changes nothing and sends nothing", () => {
    fc.assert(
      fc.property(policies, coins, facts, (policy, coin, steps) =>
        live(policy, coin, steps, (move) => checkRepeat(policy, move)),
      ),
      RUNS,
    );
  });

  test("any paging and repetition of the same history ends in the same deposit", () => {
    fc.assert(
      fc.property(policies, coins, history, reading, reading, (policy, coin, steps, one, two) => {
        expectSame(read(policy, coin, steps, one), read(policy, coin, steps, two));
      }),
      RUNS,
    );
  });

  test("a deposit rebuilt from its row equals the stored one", () => {
    fc.assert(
      fc.property(policies, coins, facts, (policy, coin, steps) => {
        live(policy, coin, steps, ({ result: { deposit }, fact }) => {
          if (deposit === null || deposit.status === "reverted" || deposit.status === "confirmed") return;
          const blank: Deposit = { ...deposit, status: "confirming", confirmDueDaa: null };
          const rebuilt = reduceDeposit(blank, { ...fact, kind: "tick", canConfirm: false }, policy).deposit;
          expectSame(rebuilt, deposit);
        });
      }),
      { numRuns: 2_000 },
    );
  });
});
