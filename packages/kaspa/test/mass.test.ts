import {
  feeFor,
  masses,
  minimumFee,
  NATIVE_SUBNETWORK,
  SIGNATURE_SCRIPT_PLACEHOLDER,
  storageMass,
  type Tx,
} from "@kaspa-pay/kaspa/tx";
import { describe, expect, test } from "vitest";
import { entry } from "./vector-tx.ts";
import { vectors } from "./vectors.ts";

const file = vectors<{ vectors: { C: string; inputs: string[]; outputs: string[]; mass: string }[] }>(
  "storage-mass",
);
const LOCK = `000020${"ab".repeat(32)}ac`;
const cells = (amounts: string[]) => amounts.map((amount) => ({ amount: BigInt(amount), plurality: 1n }));

function shape(inputs: bigint[], outputs: bigint[]): { tx: Tx; entries: ReturnType<typeof entry>[] } {
  return {
    tx: {
      version: 0,
      inputs: inputs.map((_, index) => ({
        previousOutpoint: { transactionId: "00".repeat(32), index },
        signatureScript: SIGNATURE_SCRIPT_PLACEHOLDER,
        sequence: 0n,
        sigOpCount: 1,
      })),
      outputs: outputs.map((value) => ({ value, scriptPublicKey: LOCK })),
      lockTime: 0n,
      subnetworkId: NATIVE_SUBNETWORK,
      gas: 0n,
      payload: "",
      storageMass: 0n,
    },
    entries: inputs.map((amount) => entry(amount, LOCK)),
  };
}
const weigh = (inputs: bigint[], outputs: bigint[]) => {
  const { tx, entries } = shape(inputs, outputs);
  return masses(tx, entries, "mainnet");
};

describe("storage mass (KIP-9)", () => {
  file.vectors.forEach(({ C, inputs, outputs, mass }, number) => {
    test(`vector ${number + 1}: ${inputs.join("+")} to ${outputs.join("+")} weighs ${mass}`, () => {
      expect(storageMass(cells(inputs), cells(outputs), BigInt(C))).toBe(BigInt(mass));
    });
  });

  const coin = 1_000_000n * 100_000_000n;
  test.each([
    [1_000_000n, 1_000_000n],
    [2_000_000n, 500_000n],
    [10_000_000n, 100_000n],
    [20_000_000n, 50_000n],
    [100_000_000n, 10_000n],
    [500_000_000n, 2_000n],
  ])("paying %s sompi with change from a large coin weighs %s", (amount, mass) => {
    expect(weigh([coin], [amount, coin - amount]).storage).toBe(mass);
  });

  test("the worked example of the specification weighs 3000", () => {
    expect(weigh([1_000_000_000n], [500_000_000n, 499_796_400n]).storage).toBe(3_000n);
  });
});

describe("compute mass and minimum fee", () => {
  test.each([
    [1, 1, 1_624n, 162_400n],
    [1, 2, 2_036n, 203_600n],
    [2, 2, 3_154n, 315_400n],
  ])("%i in, %i out", (ins, outs, compute, fee) => {
    const kas = 100_000_000n;
    const weight = weigh(Array(ins).fill(100n * kas), Array(outs).fill(kas));
    expect(weight.compute).toBe(compute);
    expect(minimumFee(weight)).toBe(fee);
    expect(weight.transient).toBe(4n * (weight.compute - 1_000n * BigInt(ins) - 360n * BigInt(outs)));
  });

  test("a transaction that is mostly payload pays for twice its size", () => {
    const { tx, entries } = shape([10n ** 12n], [10n ** 11n]);
    const heavy = masses({ ...tx, payload: "00".repeat(5_000) }, entries, "mainnet");
    expect(minimumFee(heavy)).toBe(100n * 2n * (264n + 5_000n));
  });

  test("storage mass is charged above the floor rate only, and every fee is rounded up", () => {
    const weight = { compute: 2_036n, transient: 1_264n, storage: 50_000n };
    expect(feeFor(1, weight)).toBe(203_600n);
    expect(feeFor(100, weight)).toBe(203_600n);
    expect(feeFor(100.00001, weight)).toBe(5_000_001n);
    expect(() => feeFor(Number.NaN, weight)).toThrow("fee rate");
    expect(() => feeFor(1e9, weight)).toThrow("fee rate");
  });
});
