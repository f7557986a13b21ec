// docs/spec/deposits.md#states
import { describe, expect, test } from "vitest";
import {
  type AcceptedOutput,
  DEFAULT_POLICY,
  type Deposit,
  type DepositFact,
  type DepositPolicy,
  reduceDeposit,
} from "../src/index.ts";
import { clock, daaAt, KAS, output } from "./support/scenario.ts";

const POLICY: DepositPolicy = {
  currency: "KAS",
  minimumMinor: 5n * KAS,
  maximumMinor: 1_000n * KAS,
  confirmations: { tiers: DEFAULT_POLICY.tiers, confirmationsOverride: 10 },
};
const EUR: DepositPolicy = { ...POLICY, currency: "EUR", minimumMinor: 500n, maximumMinor: 100_000n };

class Life {
  deposit: Deposit | null = null;
  readonly policy: DepositPolicy;
  constructor(policy: DepositPolicy = POLICY) {
    this.policy = policy;
  }

  /** Names of the events, with the details that are true. */
  apply(fact: DepositFact): string[] {
    const result = reduceDeposit(this.deposit, fact, this.policy);
    this.deposit = result.deposit;
    return result.events.map(({ name, detail }) => [name, ...Object.keys(detail)].join(" "));
  }
  accept(time: number, more: Partial<AcceptedOutput> & { sompi?: bigint } = {}): string[] {
    const accepted = output("a", more.sompi ?? 20n * KAS, time, more);
    return this.apply({ kind: "chain", voided: false, accepted, ...clock(time) });
  }
  remove(time: number): string[] {
    return this.apply({ kind: "chain", voided: true, accepted: null, ...clock(time) });
  }
  tick(time: number, more: Partial<DepositFact> = {}): string[] {
    return this.apply({ kind: "tick", ...clock(time), ...more } as DepositFact);
  }
}

describe("a deposit", () => {
  test("is detected and confirming at its block, and confirmed at its depth", () => {
    const life = new Life();
    expect(life.accept(1_000)).toEqual(["deposit.detected", "deposit.confirming"]);
    expect(life.tick(1_900)).toEqual([]);
    expect(life.tick(2_000)).toEqual(["deposit.confirmed"]);
    expect(life.deposit).toMatchObject({
      status: "confirmed",
      receivedAt: 1_000,
      confirmedAt: 2_000,
      sequence: 3,
    });
  });

  test("that is read late goes straight to confirmed", () => {
    const life = new Life();
    const accepted = output("a", 20n * KAS, 1_000);
    expect(life.apply({ kind: "chain", voided: false, accepted, ...clock(9_000) })).toEqual([
      "deposit.detected",
      "deposit.confirmed",
    ]);
  });

  test("does not confirm while confirmations are paused", () => {
    const life = new Life();
    life.accept(1_000);
    expect(life.tick(9_000, { canConfirm: false })).toEqual([]);
    expect(life.tick(9_000)).toEqual(["deposit.confirmed"]);
  });

  test("is reverted with its block, and comes back with another one", () => {
    const life = new Life();
    life.accept(1_000);
    life.tick(2_000);
    expect(life.remove(2_100)).toEqual(["deposit.reverted"]);
    expect(life.deposit).toMatchObject({ status: "reverted", confirmedAt: null, acceptingDaa: null });
    expect(life.tick(9_000)).toEqual([]);
    expect(life.accept(9_000)).toEqual(["deposit.confirming"]);
    expect(life.deposit).toMatchObject({ receivedAt: 1_000 });
    expect(life.tick(10_000)).toEqual(["deposit.confirmed"]);
  });

  test("that another block accepts in the same page is never reverted; a confirmed one says that it is short", () => {
    const life = new Life();
    life.accept(1_000);
    const again = (time: number): string[] =>
      life.apply({ kind: "chain", voided: true, accepted: output("a", 20n * KAS, time), ...clock(time) });
    expect(again(1_200)).toEqual([]);
    expect(life.deposit).toMatchObject({ status: "confirming", confirmDueDaa: daaAt(1_200) + 10n });
    life.tick(3_000);
    expect(again(3_000)).toEqual(["deposit.reverted reaccepted", "deposit.confirming"]);
    expect(life.tick(4_000)).toEqual(["deposit.confirmed"]);
  });

  test("that is confirmed stays so when a replay finds its block again", () => {
    const life = new Life();
    life.accept(1_000);
    life.tick(2_000);
    expect(life.accept(1_000)).toEqual([]);
    expect(life.deposit?.status).toBe("confirmed");
  });

  test("newly mined needs 1000 confirmations", () => {
    const life = new Life();
    life.accept(1_000, { coinbase: true });
    expect(life.tick(100_900)).toEqual([]);
    expect(life.tick(101_000)).toEqual(["deposit.confirmed"]);
  });

  test("bound to a covenant is recorded and never counts", () => {
    const life = new Life();
    expect(life.accept(1_000, { covenantId: "c" })).toEqual(["deposit.detected"]);
    expect(life.tick(900_000)).toEqual([]);
    expect(life.deposit).toMatchObject({ status: "covenant", confirmDueDaa: null });
    expect(life.remove(900_000)).toEqual(["deposit.reverted"]);
    expect(life.accept(900_100, { covenantId: "c" })).toEqual([]);
    expect(life.deposit?.status).toBe("covenant");
  });

  test("of a snapshot waits for 600 confirmations and for a node that shows it once more", () => {
    const life = new Life();
    life.accept(1_000, { blockHash: null });
    expect(life.tick(200_000)).toEqual([]);
    expect(life.tick(60_000, { rechecked: ["a:0"] })).toEqual([]);
    expect(life.tick(200_000, { rechecked: ["a:0"] })).toEqual(["deposit.confirmed"]);
  });

  test("that a snapshot does not show waits until a node shows it again", () => {
    const life = new Life();
    life.accept(1_000);
    const missing: DepositFact = {
      kind: "chain",
      voided: false,
      accepted: null,
      vanished: true,
      ...clock(1_100),
      canConfirm: false,
    };
    expect(life.apply(missing)).toEqual([]);
    expect(life.deposit).toMatchObject({ status: "confirming", vanished: true });
    expect(life.tick(900_000)).toEqual([]);
    expect(life.tick(900_000, { rechecked: ["a:0"] })).toEqual(["deposit.confirmed"]);
    expect(life.deposit?.vanished).toBe(false);
  });

  test("that was never accepted leaves nothing behind", () => {
    const life = new Life();
    expect([life.remove(1_000), life.tick(1_000), life.deposit]).toEqual([[], [], null]);
  });
});

describe("limits", () => {
  test.each([
    [POLICY, 5n * KAS, null, "confirming"],
    [POLICY, 5n * KAS - 1n, null, "below_minimum"],
    // 5 EUR at 0.1 EUR per KAS are 50 KAS.
    [EUR, 50n * KAS, "0.1", "confirming"],
    [EUR, 50n * KAS - 1n, "0.1", "below_minimum"],
    // Without a rate only dust is too little.
    [EUR, KAS / 10n, null, "confirming"],
    [EUR, KAS / 10n - 1n, null, "below_minimum"],
    // A minimum below dust is dust.
    [{ ...POLICY, minimumMinor: 1n }, KAS / 10n - 1n, null, "below_minimum"],
    [{ ...POLICY, minimumMinor: null }, KAS / 10n, null, "confirming"],
  ] as const)("%#: the minimum decides what is credited, dust never is", (policy, sompi, rate, status) => {
    const life = new Life(policy);
    life.accept(1_000, { sompi, rate });
    expect(life.deposit?.status).toBe(status);
  });

  test("less than the minimum is recorded once and never confirmed, also after it came back", () => {
    const life = new Life();
    expect(life.accept(1_000, { sompi: KAS })).toEqual(["deposit.detected", "deposit.below_minimum"]);
    expect(life.tick(900_000)).toEqual([]);
    expect(life.remove(900_000)).toEqual(["deposit.reverted"]);
    expect(life.accept(900_100, { sompi: KAS })).toEqual(["deposit.below_minimum"]);
  });

  test("the limits in force at the first acceptance stay with the deposit", () => {
    const life = new Life();
    life.accept(1_000);
    life.remove(1_100);
    const stricter = { ...POLICY, minimumMinor: 500n * KAS };
    const fact: DepositFact = {
      kind: "chain",
      voided: false,
      accepted: output("a", 20n * KAS, 1_200),
      ...clock(1_200),
    };
    expect(reduceDeposit(life.deposit, fact, stricter).deposit?.status).toBe("confirming");
  });

  test("the maximum is kept in sompi at the rate of receipt; without a rate there is none in fiat", () => {
    const at = (rate: string | null) => {
      const life = new Life(EUR);
      life.accept(1_000, { rate });
      return life.deposit?.maximumSompi;
    };
    expect([at("0.1"), at(null), at("nonsense")]).toEqual([10_000n * KAS, null, null]);
  });

  test("confirmations follow the value in US dollars, or the store's own figure", () => {
    const byTier = { ...POLICY, confirmations: { tiers: DEFAULT_POLICY.tiers, confirmationsOverride: null } };
    const asked = (usdRate: string | null) => {
      const life = new Life(byTier);
      life.accept(1_000, { usdRate });
      return life.deposit?.requiredConfirmations;
    };
    expect([asked("0.1"), asked("10"), asked(null)]).toEqual([10, 100, 600]);
  });
});
