// The chain decides, not the order of facts, and what is stored can be rebuilt from rows
// (docs/spec/payment-lifecycle.md#rules-that-always-hold).
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import type { AcceptedOutput, Payment, Policy, Transfer } from "../src/index.ts";
import { reduce } from "../src/index.ts";
import { computeTotals } from "../src/lifecycle/totals.ts";
import { life, options, QUOTE } from "./support/facts.ts";
import {
  clock,
  DEADLINE,
  HOLD,
  KAS,
  output,
  PaymentScenario,
  type ScenarioOptions,
} from "./support/scenario.ts";

vi.setConfig({ testTimeout: 60_000 });
const RUNS = { numRuns: 10_000 };
const END = 100_000_000;

interface Op {
  readonly voided: readonly string[];
  readonly accepted: readonly AcceptedOutput[];
}

/** What happens to one output, in this order; facts of different outputs come in any order. */
const opsOf = (name: string): fc.Arbitrary<Op[]> =>
  fc
    .record({
      sompi: fc.constantFrom(
        1n * KAS,
        40n * KAS,
        60n * KAS,
        98n * KAS,
        99n * KAS,
        100n * KAS,
        102n * KAS,
        205n * KAS,
      ),
      paidAt: fc.constantFrom(5_000, 299_000, 310_000, 340_000, 950_000, DEADLINE, DEADLINE + 1, 2_000_000),
      rate: fc.constantFrom("0.1", "0.1", "0.095", "0.11", null),
      turns: fc.integer({ min: 1, max: 4 }),
      merged: fc.boolean(),
    })
    .map(({ sompi, paidAt, rate, turns, merged }) => {
      const on = (fork: number) =>
        output(name, sompi, paidAt, { blockHash: `f${fork}`, daa: 2_000n + BigInt(fork), rate });
      const ops: Op[] = [{ voided: [], accepted: [on(0)] }];
      for (let turn = 1; turn < turns; turn += 1) {
        const gone = turn % 2 === 1;
        if (merged) ops.push({ voided: [name], accepted: [on(turn)] });
        else ops.push(gone ? { voided: [name], accepted: [] } : { voided: [], accepted: [on(turn)] });
      }
      return ops;
    });

const opsOfOutputs = fc
  .integer({ min: 1, max: 4 })
  .chain((count) => fc.tuple(...["a", "b", "c", "d"].slice(0, count).map(opsOf)));

interface FactOrder {
  /** Which output is next; its facts keep their own order. */
  readonly picks: readonly number[];
  readonly pauses: readonly number[];
  readonly repeat: readonly boolean[];
}

const factOrder: fc.Arbitrary<FactOrder> = fc.record({
  picks: fc.array(fc.nat(99), { minLength: 16, maxLength: 16 }),
  pauses: fc.array(fc.constantFrom(0, 100, 1_000, 60_000, 400_000), { minLength: 16, maxLength: 16 }),
  repeat: fc.array(fc.boolean(), { minLength: 16, maxLength: 16 }),
});

const quotes = fc.constantFrom<readonly (readonly [number, bigint])[]>(
  [],
  [[300_000, 98n * KAS]],
  [
    [300_000, 102n * KAS],
    [600_000, 99n * KAS],
  ],
);

function reductionOf(
  option: ScenarioOptions,
  requotes: readonly (readonly [number, bigint])[],
  all: readonly Op[][],
  how: FactOrder,
): PaymentScenario {
  const scenario = new PaymentScenario(option);
  for (const [issuedAt, amountSompi] of requotes) {
    const quote = { ...QUOTE, amountSompi, issuedAt, expiresAt: issuedAt + 300_000 };
    scenario.apply({ kind: "requote", quote, actor: "payer", now: issuedAt });
  }
  const left = all.map((ops) => [...ops]);
  let time = 700_000;
  for (let step = 0; left.some((ops) => ops.length > 0); step += 1) {
    const open = left.filter((ops) => ops.length > 0);
    const op = open[(how.picks[step % 16] ?? 0) % open.length]?.shift();
    if (!op) continue;
    time += how.pauses[step % 16] ?? 0;
    scenario.chain(time, op.accepted, op.voided);
    if (how.repeat[step % 16]) scenario.chain(time, op.accepted, op.voided);
    if (how.repeat[(step + 7) % 16]) scenario.tick(time + 50);
  }
  scenario.tick(END);
  return scenario;
}

function outcome({ payment, transfers }: PaymentScenario) {
  const rows = transfers.map(({ outpoint, status, paidAt, admitted }) => ({
    outpoint,
    status,
    paidAt,
    admitted,
  }));
  return {
    status: payment.status,
    amounts: payment.amounts,
    chosenQuote: payment.chosenQuote,
    rows: rows.toSorted((a, b) => (a.outpoint < b.outpoint ? -1 : 1)),
  };
}

/** The payment without everything that derives from the rest. */
function wiped(payment: Payment, transfers: readonly Transfer[]): [Payment, Transfer[]] {
  const zero = {
    expectedSompi: null,
    thresholdSompi: 0n,
    seenSompi: 0n,
    onChainSompi: 0n,
    creditedSompi: 0n,
  };
  const rest = { confirmedSompi: 0n, missingSompi: 0n, topUpSompi: 0n, overpaidSompi: 0n };
  return [
    {
      ...payment,
      status: "pending",
      amounts: { ...zero, ...rest, refundedSompi: payment.amounts.refundedSompi },
      chosenQuote: null,
    },
    transfers.map((each) => ({ ...each, admitted: false, credited: false })),
  ];
}

describe("the chain decides", () => {
  test("any order, batching and repetition of the same history ends in the same status, sums and rows", () => {
    fc.assert(
      fc.property(options, quotes, opsOfOutputs, factOrder, factOrder, (option, requotes, all, one, two) => {
        const first = reductionOf(option, requotes, all, one);
        const second = reductionOf(option, requotes, all, two);
        // Whether it was ever confirmed is history, not chain, and the status depends on it.
        fc.pre(first.payment.wasConfirmed === second.payment.wasConfirmed);
        fc.pre(settlesAsStored(first.payment, first.transfers));
        fc.pre(settlesAsStored(second.payment, second.transfers));
        const [a, b] = [outcome(first), outcome(second)];
        if (JSON.stringify(a, text) !== JSON.stringify(b, text)) expect(a).toEqual(b);
      }),
      RUNS,
    );
  });

  test("M-14: a payment rebuilt from its rows equals the stored one", () => {
    fc.assert(
      fc.property(options, life(12), (option, facts) => {
        const scenario = new PaymentScenario(option);
        for (const fact of facts) scenario.apply(fact);
        scenario.tick(END + HOLD);
        const { payment, transfers } = scenario;
        fc.pre(settlesAsStored(payment, transfers));
        const [blank, rows] = wiped(payment, transfers);
        const again = reduce(blank, rows, { kind: "tick", ...clock(END + HOLD) }, {} as Policy);
        if (!again.ok) throw new Error(again.text);
        const { version, sequence, confirmedSent, attention, ...rebuilt } = again.payment;
        const stored = { ...rebuilt, version: 0, sequence: 0, confirmedSent: false, attention: [] };
        const kept = { ...payment, version: 0, sequence: 0, confirmedSent: false, attention: [] };
        if (JSON.stringify(stored, text) !== JSON.stringify(kept, text)) expect(stored).toEqual(kept);
        if (JSON.stringify(again.transfers, text) !== JSON.stringify(transfers, text)) {
          expect(again.transfers).toEqual(transfers);
        }
      }),
      RUNS,
    );
  });
});

/** False while a `confirmed` payment keeps its terms although an older transfer was learned later. */
function settlesAsStored(payment: Payment, transfers: readonly Transfer[]): boolean {
  const { thresholdSompi, expectedSompi } = computeTotals(payment, transfers).terms;
  return thresholdSompi === payment.amounts.thresholdSompi && expectedSompi === payment.amounts.expectedSompi;
}

function text(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? `${value}n` : value;
}
