// docs/spec/payment-lifecycle.md#matching
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type AddressOwner,
  type AddressRecord,
  MAX_SUFFIX_SOMPI,
  matchPage,
  type PageOutput,
  suffixChoices,
  USUAL_SUFFIX_SOMPI,
} from "../src/index.ts";
import { KAS, output } from "./support/scenario.ts";

function owner(paymentId: string, createdDaa: bigint, amountSompi: bigint | null = null): AddressOwner {
  return { paymentId, createdDaa, amountSompi, releasedDaa: null };
}

function address(mode: "xpub" | "address", ...owners: AddressOwner[]): ReadonlyMap<string, AddressRecord> {
  return new Map([["s1", { script: "s1", mode, owners }]]);
}

function at(daa: bigint, sompi: bigint, script = "s1", name = "t"): PageOutput {
  return { ...output(name, sompi, 10_000, { daa }), script };
}

function match(addresses: ReadonlyMap<string, AddressRecord>, ...outputs: PageOutput[]) {
  return matchPage({ voided: [], outputs, addresses, known: new Map() });
}

describe("xpub mode", () => {
  test("an output pays the newest owner that existed before it was accepted", () => {
    const addresses = address("xpub", owner("new", 200n), owner("old", 100n));
    expect([...match(addresses, at(300n, KAS)).payments.keys()]).toEqual(["new"]);
    expect([...match(addresses, at(201n, KAS)).payments.keys()]).toEqual(["new"]);
    expect([...match(addresses, at(200n, KAS)).payments.keys()]).toEqual(["old"]);
  });

  test("older than every owner is unmatched; a foreign script is none of ours", () => {
    const result = match(address("xpub", owner("old", 100n)), at(100n, KAS), at(300n, KAS, "foreign"));
    expect(result.payments.size).toBe(0);
    expect(result.unmatched.accepted).toMatchObject([{ reason: "no_owner", output: { daa: 100n } }]);
  });

  test("a sum that fits only a past owner is flagged, one that fits the newest is not", () => {
    const addresses = address("xpub", owner("old", 100n, 5n * KAS), owner("new", 200n, 7n * KAS));
    expect(match(addresses, at(300n, 5n * KAS)).payments.get("new")?.accepted).toMatchObject([
      { fitsPastOwner: true },
    ]);
    for (const sompi of [7n * KAS, 6n * KAS]) {
      const [accepted] = match(addresses, at(300n, sompi)).payments.get("new")?.accepted ?? [];
      expect(accepted).toBeDefined();
      expect(accepted).not.toHaveProperty("fitsPastOwner");
      expect(accepted).not.toHaveProperty("script");
    }
  });
});

describe("address mode", () => {
  const reserved = address("address", owner("a", 100n, KAS + 1n), owner("b", 100n, KAS + 2n));

  test("only the exact reserved sum pays; one sompi beside it is unmatched, never guessed", () => {
    expect([...match(reserved, at(101n, KAS + 1n)).payments.keys()]).toEqual(["a"]);
    expect([...match(reserved, at(101n, KAS + 2n)).payments.keys()]).toEqual(["b"]);
    for (const sompi of [KAS, KAS + 3n, 2n * KAS]) {
      const result = match(reserved, at(101n, sompi));
      expect(result.payments.size).toBe(0);
      expect(result.unmatched.accepted[0]?.reason).toBe("amount");
    }
  });

  test("M-15: an old output of an equal sum pays nobody", () => {
    const result = match(reserved, at(100n, KAS + 1n));
    expect(result.unmatched.accepted[0]?.reason).toBe("no_owner");
  });

  test("M-15: the late payer of a freed suffix is unmatched, before and after it is given to another", () => {
    const freed = { ...owner("a", 100n, KAS + 1n), releasedDaa: 500n };
    expect([...match(address("address", freed), at(500n, KAS + 1n)).payments.keys()]).toEqual(["a"]);
    expect(match(address("address", freed), at(501n, KAS + 1n)).unmatched.accepted).toHaveLength(1);
    const again = address("address", freed, owner("c", 600n, KAS + 1n));
    expect(match(again, at(600n, KAS + 1n)).unmatched.accepted).toHaveLength(1);
    expect([...match(again, at(601n, KAS + 1n)).payments.keys()]).toEqual(["c"]);
  });

  test("two standing reservations of one sum are ambiguous: unmatched", () => {
    const twice = address("address", owner("a", 100n, KAS), owner("b", 200n, KAS));
    expect(match(twice, at(300n, KAS)).unmatched.accepted[0]?.reason).toBe("ambiguous");
  });
});

describe("known transfers", () => {
  test("a transfer keeps its owner over reorgs, whatever guard or address would match now", () => {
    const known = new Map([["t:0", { outpoint: "t:0", paymentId: "mine" }]]);
    const addresses = address("xpub", owner("other", 900n));
    const result = matchPage({ voided: [], outputs: [at(50n, KAS)], addresses, known });
    expect(result.payments.get("mine")?.accepted).toHaveLength(1);
    expect(result.unmatched.accepted).toEqual([]);
  });

  test("voided and accepted in one page go to one payment; unmatched money stays unmatched", () => {
    const result = matchPage({
      voided: [
        { outpoint: "t:0", paymentId: "mine" },
        { outpoint: "x:0", paymentId: null },
        { outpoint: "y:0", paymentId: null },
      ],
      outputs: [at(300n, KAS), at(300n, KAS, "s1", "x")],
      addresses: address("xpub", owner("other", 100n)),
      known: new Map(),
    });
    expect(result.payments.get("mine")).toMatchObject({ voided: ["t:0"], accepted: [{ txId: "t" }] });
    expect(result.unmatched.voided).toEqual(["y:0"]);
    expect(result.unmatched.accepted).toMatchObject([{ reason: "known", output: { txId: "x" } }]);
  });

  test("nothing received is invisible: every output to a known script is given to a payment or listed", () => {
    const outputs = fc.array(
      fc.record({
        daa: fc.bigInt({ min: 90n, max: 210n }),
        sompi: fc.bigInt({ min: 1n, max: 4n }),
        mode: fc.boolean(),
      }),
      { maxLength: 30 },
    );
    const addresses = new Map([
      ...address("xpub", owner("a", 100n, 1n), owner("b", 150n, 2n)),
      ["s2", { script: "s2", mode: "address", owners: [owner("c", 120n, 3n), owner("d", 180n, 3n)] }],
    ] as [string, AddressRecord][]);
    fc.assert(
      fc.property(outputs, (list) => {
        const page = list.map((each, index) =>
          at(each.daa, each.sompi, each.mode ? "s1" : "s2", `t${index}`),
        );
        const { payments, unmatched } = match(addresses, ...page);
        const given = [...payments.values()].flatMap((each) => each.accepted.map((output) => output.txId));
        const listed = unmatched.accepted.map((each) => each.output.txId);
        expect([...given, ...listed].toSorted()).toEqual(page.map((each) => each.txId).toSorted());
      }),
    );
  });
});

describe("amount suffix", () => {
  test("M-15: choices are above the price, small suffixes before large ones, and reach both ends of each range", () => {
    const at = (random: number) => suffixChoices(KAS, () => random);
    const least = at(0);
    const most = at(1 - 2 ** -24);
    const small = least.filter((sompi) => sompi <= KAS + BigInt(USUAL_SUFFIX_SOMPI));
    expect(least.slice(0, small.length)).toEqual(small);
    expect(new Set(least)).toEqual(new Set([KAS + 1n, KAS + BigInt(USUAL_SUFFIX_SOMPI) + 1n]));
    expect(new Set(most)).toEqual(
      new Set([KAS + BigInt(USUAL_SUFFIX_SOMPI), KAS + BigInt(MAX_SUFFIX_SOMPI)]),
    );
  });

  test("randomness outside 0 to 1 is an error", () => {
    for (const random of [-0.1, 1, Number.NaN]) {
      expect(() => suffixChoices(KAS, () => random)).toThrow(RangeError);
    }
  });
});

describe("a deposit account", () => {
  const account: ReadonlyMap<string, AddressRecord> = new Map([
    ["s1", { script: "s1", mode: "xpub", owners: [], depositsFromDaa: 100n }],
  ]);

  test("owns each output to its address, of any sum, as a deposit of its own", () => {
    const result = match(account, at(101n, KAS, "s1", "t"), at(200n, 1n, "s1", "u"));
    expect([...result.deposits.keys()]).toEqual(["t:0", "u:0"]);
    expect(result.deposits.get("u:0")).toMatchObject({ voided: false, accepted: { sompi: 1n } });
    expect([result.payments.size, result.unmatched.accepted.length]).toEqual([0, 0]);
  });

  test("does not own what was accepted before it was made", () => {
    const result = match(account, at(100n, KAS));
    expect(result.deposits.size).toBe(0);
    expect(result.unmatched.accepted).toMatchObject([{ reason: "no_owner" }]);
  });

  test("keeps an output that it has, and a removed block says so once", () => {
    const stored = { outpoint: "t:0", paymentId: null, isDeposit: true };
    const known = new Map([["t:0", stored]]);
    const removed = matchPage({ voided: [stored], outputs: [], addresses: account, known: new Map() });
    expect(removed.deposits.get("t:0")).toEqual({ voided: true, accepted: null });
    expect(removed.unmatched.voided).toEqual([]);
    const moved = matchPage({ voided: [stored], outputs: [at(90n, KAS)], addresses: account, known });
    expect(moved.deposits.get("t:0")).toMatchObject({ voided: true, accepted: { daa: 90n } });
  });

  test("never takes an output that is on the unmatched list, or a payment's", () => {
    for (const paymentId of [null, "pay_1"]) {
      const known = new Map([["t:0", { outpoint: "t:0", paymentId }]]);
      const result = matchPage({ voided: [], outputs: [at(200n, KAS)], addresses: account, known });
      expect(result.deposits.size).toBe(0);
    }
  });
});
