// Random series of facts for a refund or payout, in any order, with a chain clock that never goes back.
import fc from "fast-check";
import type { DisbursementFact } from "../../src/index.ts";
import { type Asked, EXPIRES, SUM, sent } from "./disbursement-scenario.ts";
import { clock, daaAt } from "./scenario.ts";

/** Outputs of the asked sum: the store's wallet sent the first two, nobody knows who sent the third. */
export const NAMES = ["a", "b", "x"] as const;
export type Name = (typeof NAMES)[number];
const name = fc.constantFrom(...NAMES);

export const arrived = (which: Name, time: number, fork: number) =>
  sent(which, time, { blockHash: `fork${fork}-${time}`, ownInputs: which !== "x" });

/** A fact that still waits for its time. */
type Plan = (time: number) => DisbursementFact;

const page: fc.Arbitrary<Plan> = fc
  .record({
    voided: fc.uniqueArray(name),
    accepted: fc.uniqueArray(fc.tuple(name, fc.nat(2)), { maxLength: 3, selector: ([which]) => which }),
    paused: fc.integer({ min: 0, max: 9 }),
  })
  .map(({ voided, accepted, paused }) => (time: number) => ({
    kind: "chain",
    voided: voided.map((which) => `${which}:0`),
    accepted: accepted.map(([which, fork]) => arrived(which, time, fork)),
    ...clock(time),
    canConfirm: paused > 0,
  }));

const tick: fc.Arbitrary<Plan> = fc
  .integer({ min: 0, max: 9 })
  .map((paused) => (time: number) => ({ kind: "tick", ...clock(time), canConfirm: paused > 0 }));

const actor = "user:usr_1";

const action: fc.Arbitrary<Plan> = fc
  .constantFrom("approve", "approve", "setAddress", "setAddress", "cancel")
  .map((kind) => (now: number) => {
    if (kind === "approve") return { kind, actor, now };
    if (kind === "cancel") return { kind, actor, reason: "", now };
    return { kind: "setAddress", address: "kaspa:payer", amountSompi: SUM, daa: daaAt(now), actor, now };
  });

const attach: fc.Arbitrary<Plan> = name.map((which) => (now: number) => ({
  kind: "attach",
  outpoint: `${which}:0`,
  actor,
  now,
}));

/** Steps of time that meet every border: same instant, short of depth, depth, the end of time. */
const pause = fc.constantFrom(0, 0, 100, 500, 5_000, 9_900, 10_000, 61_000, EXPIRES);

/** Up to so many facts with times that never go back. */
function seriesOf(plan: fc.Arbitrary<Plan>, maxLength: number): fc.Arbitrary<DisbursementFact[]> {
  return fc.array(fc.tuple(pause, plan), { maxLength, size: "max" }).map((steps) => {
    let time = 1_000;
    return steps.map(([wait, make]) => {
      time += wait;
      return make(time);
    });
  });
}

/** Pages, ticks and what people do. */
export const life = (maxLength: number): fc.Arbitrary<DisbursementFact[]> =>
  seriesOf(
    fc.oneof(
      { weight: 6, arbitrary: page },
      { weight: 3, arbitrary: tick },
      { weight: 1, arbitrary: action },
      { weight: 2, arbitrary: attach },
    ),
    maxLength,
  );

/** Pages and ticks alone, some of them applied twice. */
export const chainLife = (maxLength: number): fc.Arbitrary<DisbursementFact[]> =>
  fc
    .tuple(
      seriesOf(fc.oneof({ weight: 3, arbitrary: page }, { weight: 1, arbitrary: tick }), maxLength),
      fc.array(fc.nat(4)),
    )
    .map(([facts, repeats]) =>
      facts.flatMap((fact, index) => (repeats[index % (repeats.length || 1)] === 0 ? [fact, fact] : [fact])),
    );

export const asked: fc.Arbitrary<Asked> = fc.constantFrom<Asked>(
  {},
  { needsApproval: true },
  { expiresAt: null },
  { disbursement: "refund", address: null },
  { disbursement: "refund", expiresAt: null },
);
