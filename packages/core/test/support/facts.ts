// Random series of facts for a payment, in any order, with a chain clock that never goes back.
import fc from "fast-check";
import type { AcceptedOutput, AttentionReason, Fact, LatePolicy, Price, Quote } from "../../src/index.ts";
import { clock, EXPIRES, KAS, output, PRICE, type ScenarioOptions } from "./scenario.ts";

/** One outpoint has one sum for ever: dust, parts, one sompi short of the tolerance, its edge, exact, too much. */
const SUMS = {
  a: PRICE,
  b: 40n * KAS,
  c: 60n * KAS,
  d: PRICE - 10_000_001n,
  e: PRICE - 10_000_000n,
  f: 5_000_000n,
  g: PRICE + 60_000_000n,
  h: 40n * KAS,
} as const;
type Name = keyof typeof SUMS;
const NAMES = Object.keys(SUMS) as Name[];
const REASONS: AttentionReason[] = ["underpaid", "late", "overpaid", "multiple", "reverted", "manual"];

export const QUOTE: Quote = {
  amountSompi: PRICE,
  rate: "0.1",
  source: "fixed",
  issuedAt: 0,
  expiresAt: 300_000,
  replacedAt: null,
};

const latePolicy: fc.Arbitrary<LatePolicy> = fc.constantFrom<LatePolicy>(
  { kind: "review" },
  { kind: "accept" },
  { kind: "acceptWithin", withinBps: 200 },
);

const price: fc.Arbitrary<Price> = fc.constantFrom<Price>(
  { kind: "kas", amountSompi: PRICE },
  { kind: "fiat", currency: "USD", amountMinor: 1_000n, minorDigits: 2 },
  { kind: "open" },
);

export const options: fc.Arbitrary<ScenarioOptions> = fc.record({ price, latePolicy }).map((picked) => ({
  price: picked.price,
  quote: picked.price.kind === "fiat" ? QUOTE : null,
  policy: { latePolicy: picked.latePolicy },
}));

/** A fact that still waits for its time. */
export type Plan = (time: number) => Fact;

const name = fc.constantFrom(...NAMES);

const arrival: fc.Arbitrary<(time: number) => AcceptedOutput> = fc
  .record({
    name,
    fork: fc.nat(2),
    age: fc.constantFrom(0, 0, 500, 40_000, 700_000),
    covenant: fc.integer({ min: 0, max: 19 }),
    rate: fc.constantFrom("0.1", "0.1", "0.09", "0.12", null),
  })
  .map((picked) => (time: number) => {
    return output(picked.name, SUMS[picked.name], time, {
      blockHash: `fork${picked.fork}-${time}`,
      blockTime: Math.max(0, time - picked.age),
      covenantId: picked.covenant === 0 && picked.name === "h" ? "covenant" : null,
      rate: picked.rate,
    });
  });

const outpoints = fc.uniqueArray(name, { maxLength: 3 }).map((names) => names.map((each) => `${each}:0`));

const chain: fc.Arbitrary<Plan> = fc
  .record({
    voided: outpoints,
    accepted: fc.uniqueArray(arrival, { maxLength: 3 }),
    canConfirm: fc.integer({ min: 0, max: 9 }),
    gap: fc.integer({ min: 0, max: 19 }),
  })
  .map(({ voided, accepted, canConfirm, gap }) => (time: number) => ({
    kind: "chain",
    voided,
    accepted: accepted.map((each) => each(time)),
    ...clock(time),
    canConfirm: canConfirm > 0,
    ...(gap === 0 ? { gap: true } : {}),
  }));

const tick: fc.Arbitrary<Plan> = fc
  .integer({ min: 0, max: 9 })
  .map((halted) => (time: number) => ({ kind: "tick", ...clock(time), canConfirm: halted > 0 }));

const observation: fc.Arbitrary<Plan> = name.map((txId) => (now: number) => ({
  kind: "seen",
  txId,
  outputIndex: 0,
  sompi: SUMS[txId],
  inputAddresses: [],
  now,
}));

const loss: fc.Arbitrary<Plan> = name.map((txId) => (now: number) => ({
  kind: "gone",
  outpoint: `${txId}:0`,
  now,
}));

const requote: fc.Arbitrary<Plan> = fc.constantFrom(98n, 100n, 102n).map((kas) => (now: number) => ({
  kind: "requote",
  quote: { ...QUOTE, amountSompi: kas * KAS, issuedAt: now, expiresAt: now + 300_000 },
  actor: "payer",
  now,
}));

const renew: fc.Arbitrary<Plan> = fc
  .constantFrom("pay_next", "pay_other")
  .map((successorId) => (now: number) => ({
    kind: "renew",
    successorId,
    actor: "payer",
    now,
  }));

const endWindow: fc.Arbitrary<Plan> = fc.constantFrom(0, 1, 40_000).map((back) => (now: number) => ({
  kind: "endWindow",
  expiresAt: Math.max(0, now - back),
  actor: "user:usr_1",
  reason: "simulated",
  now,
}));

const act: fc.Arbitrary<Plan> = fc
  .constantFrom("cancel", "markPaid", "markInvalid", "clearMark")
  .map(
    (kind) => (now: number) =>
      kind === "cancel"
        ? { kind, actor: "payer", reason: null, now }
        : { kind: kind as "markPaid", actor: "user:usr_1", reason: "because", now, ...clock(now) },
  );

const resolve: fc.Arbitrary<Plan> = fc
  .record({
    attention: fc.constantFrom(...REASONS),
    action: fc.constantFrom<"accept" | "ignore">("accept", "accept", "ignore"),
  })
  .map((picked) => (now: number) => ({
    kind: "resolve",
    ...picked,
    actor: "user:usr_1",
    note: null,
    now,
    ...clock(now),
  }));

const refund: fc.Arbitrary<Plan> = fc.nat(3).map((step) => (now: number) => ({
  kind: "refund",
  event: step === 0 ? "refund.created" : "refund.confirmed",
  refundId: `rfd_${step}`,
  refundSequence: step,
  refundedSompi: BigInt(step) * 30n * KAS,
  reverted: false,
  now,
}));

const attach: fc.Arbitrary<Plan> = arrival.map((each) => (now: number) => ({
  kind: "attach",
  output: each(now),
  actor: "user:usr_1",
  reason: "the payer called",
  now,
  ...clock(now),
}));

/** Steps of time that meet every border: same instant, short of depth, depth, the deadline, the end of the hold. */
const pause = fc.constantFrom(0, 0, 100, 500, 1_000, 10_000, 61_000, 600_000, EXPIRES);

const plan: fc.Arbitrary<Plan> = fc.oneof(
  { weight: 8, arbitrary: chain },
  { weight: 4, arbitrary: tick },
  { weight: 2, arbitrary: observation },
  { weight: 1, arbitrary: loss },
  { weight: 1, arbitrary: requote },
  { weight: 1, arbitrary: renew },
  { weight: 1, arbitrary: endWindow },
  { weight: 2, arbitrary: act },
  { weight: 2, arbitrary: resolve },
  { weight: 1, arbitrary: refund },
  { weight: 1, arbitrary: attach },
);

/** Up to so many facts with times that never go back. */
export function life(maxLength: number): fc.Arbitrary<Fact[]> {
  return fc.array(fc.tuple(pause, plan), { maxLength, size: "max" }).map((steps) => {
    let time = 1_000;
    return steps.map(([wait, make]) => {
      time += wait;
      return make(time);
    });
  });
}
