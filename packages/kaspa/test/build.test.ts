import { encodeAddress, scriptPublicKeyOf } from "@kaspa-pay/kaspa";
import {
  buildPayment,
  masses,
  minimumFee,
  type PaymentPlan,
  signInputs,
  TxError,
  transactionId,
  type Utxo,
  verifyInput,
} from "@kaspa-pay/kaspa/tx";
import { schnorr } from "@noble/curves/secp256k1.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const KAS = 100_000_000n;
const secret = new Uint8Array(32).fill(7);
const mine = encodeAddress("simnet", 0, schnorr.getPublicKey(secret));
const shop = encodeAddress("simnet", 0, schnorr.getPublicKey(new Uint8Array(32).fill(9)));

const coin = (amount: bigint, index = 0, more: Partial<Utxo["entry"]> = {}): Utxo => ({
  outpoint: { transactionId: "ab".repeat(32), index },
  entry: {
    amount,
    scriptPublicKey: scriptPublicKeyOf(mine),
    blockDaaScore: 10n,
    isCoinbase: false,
    ...more,
  },
});

const plan = (utxos: Utxo[], amountSompi: bigint, more: Partial<PaymentPlan> = {}): PaymentPlan => ({
  network: "simnet",
  utxos,
  to: { address: shop, amountSompi },
  change: mine,
  feeRate: 100,
  ...more,
});

const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof TxError) return error.code;
    throw error;
  }
  return "accepted";
};

describe("buildPayment", () => {
  test("the worked example: 5 KAS out of a 10 KAS coin costs 203 600 sompi and weighs 3000", () => {
    const built = buildPayment(plan([coin(10n * KAS)], 5n * KAS));
    expect(built.feeSompi).toBe(203_600n);
    expect(built.changeSompi).toBe(499_796_400n);
    expect(built.tx.storageMass).toBe(3_000n);
    expect(built.tx.outputs.map((output) => output.value)).toEqual([5n * KAS, 499_796_400n]);
  });

  test("the rest that is cheaper to give than to keep goes to the fee, nothing larger does", () => {
    const least = 162_400n;
    const exact = buildPayment(plan([coin(5n * KAS + least)], 5n * KAS));
    expect(exact.changeSompi).toBe(0n);
    expect(exact.feeSompi).toBe(least);
    expect(buildPayment(plan([coin(5n * KAS + least + 41_200n)], 5n * KAS)).feeSompi).toBe(least + 41_200n);
    const rest = coin(5n * KAS + least + 41_201n);
    expect(codeOf(() => buildPayment(plan([rest], 5n * KAS)))).toBe("change_too_small");
    expect(buildPayment(plan([rest], 5n * KAS, { maxLossSompi: KAS })).feeSompi).toBe(least + 41_201n);
  });

  test("a further coin is added rather than a change output under the minimum", () => {
    const built = buildPayment(plan([coin(KAS, 1), coin(5n * KAS + 10_000_000n, 0)], 5n * KAS));
    expect(built.spent).toHaveLength(2);
    expect(built.changeSompi).toBeGreaterThan(20_000_000n);
  });

  test("the largest coins go first, so the transaction is small", () => {
    const built = buildPayment(plan([coin(KAS, 0), coin(9n * KAS, 1), coin(2n * KAS, 2)], 5n * KAS));
    expect(built.spent.map(({ outpoint }) => outpoint.index)).toEqual([1]);
  });

  test("above the floor rate storage mass is paid for", () => {
    const built = buildPayment(plan([coin(10n * KAS)], 20_000_000n, { feeRate: 101 }));
    expect(built.masses.storage).toBeGreaterThan(40_000n);
    expect(built.feeSompi).toBe(101n * built.masses.storage);
    expect(built.tx.outputs.reduce((sum, output) => sum + output.value, built.feeSompi)).toBe(10n * KAS);
  });

  test.each<[string, () => PaymentPlan, string]>([
    ["an amount under 0.2 KAS", () => plan([coin(10n * KAS)], 19_999_999n), "output_too_small"],
    ["no receiver", () => plan([coin(10n * KAS)], KAS, { to: [] }), "output_too_small"],
    ["no coin", () => plan([], KAS), "insufficient_funds"],
    ["coins that cover the amount but not the fee", () => plan([coin(KAS)], KAS), "insufficient_funds"],
    ["a lying fee rate", () => plan([coin(KAS)], KAS, { feeRate: 1e12 }), "bad_fee_rate"],
    ["a fee rate that is no number", () => plan([coin(KAS)], KAS, { feeRate: Number.NaN }), "bad_fee_rate"],
    [
      "a transaction above the standard mass",
      () =>
        plan(
          Array.from({ length: 200 }, (_, index) => coin(KAS, index)),
          150n * KAS,
        ),
      "mass_too_large",
    ],
    [
      "more coins than a transaction can hold",
      () =>
        plan(
          Array.from({ length: 1_001 }, (_, index) => coin(KAS, index)),
          1_001n * KAS,
        ),
      "mass_too_large",
    ],
    [
      "coins bound to a covenant",
      () => plan([coin(10n * KAS, 0, { covenantId: "cd".repeat(32) })], KAS),
      "insufficient_funds",
    ],
    [
      "an immature coinbase",
      () => plan([coin(10n * KAS, 0, { isCoinbase: true })], KAS, { virtualDaaScore: 1_009n }),
      "insufficient_funds",
    ],
  ])("refuses %s", (_, make, code) => {
    expect(codeOf(() => buildPayment(make()))).toBe(code);
  });

  test("a coinbase may be spent at 1 000 DAA", () => {
    const built = buildPayment(
      plan([coin(10n * KAS, 0, { isCoinbase: true })], KAS, { virtualDaaScore: 1_010n }),
    );
    expect(built.spent).toHaveLength(1);
  });

  test("nothing is created or lost, and the signed weight and fee are what was promised", () => {
    const amounts = fc.array(fc.bigInt(20_000_000n, 1_000n * KAS), { minLength: 1, maxLength: 12 });
    const rate = fc.double({ min: 0, max: 1_000, noNaN: true });
    fc.assert(
      fc.property(amounts, fc.bigInt(20_000_000n, 2_000n * KAS), rate, (values, amount, feeRate) => {
        const utxos = values.map((value, index) => coin(value, index));
        let built: ReturnType<typeof buildPayment>;
        try {
          built = buildPayment(plan(utxos, amount, { feeRate }));
        } catch (error) {
          expect(error).toBeInstanceOf(TxError);
          return;
        }
        const total = built.entries.reduce((sum, entry) => sum + entry.amount, 0n);
        const out = built.tx.outputs.reduce((sum, output) => sum + output.value, 0n);
        expect(out + built.feeSompi).toBe(total);
        expect(built.tx.outputs.every((output) => output.value >= 20_000_000n)).toBe(true);
        expect(built.feeSompi).toBeGreaterThanOrEqual(minimumFee(built.masses));
      }),
      { numRuns: 500 },
    );
  });
});

describe("signing", () => {
  const built = buildPayment(plan([coin(KAS, 0), coin(3n * KAS, 1), coin(4n * KAS, 2)], 7n * KAS));
  const signed = signInputs(built.tx, built.entries, () => secret);

  test("every input verifies, the id is unchanged and the mass is the promised one", () => {
    expect(signed.inputs).toHaveLength(3);
    for (const index of signed.inputs.keys()) expect(verifyInput(signed, built.entries, index)).toBe(true);
    expect(transactionId(signed)).toBe(transactionId(built.tx));
    expect(masses(signed, built.entries, "simnet")).toEqual(built.masses);
  });

  test("a signature breaks with any change of what it commits to", () => {
    const outputs = signed.outputs.map((output, at) => (at === 0 ? { ...output, value: 1n } : output));
    expect(verifyInput({ ...signed, outputs }, built.entries, 0)).toBe(false);
    expect(verifyInput({ ...signed, lockTime: 1n }, built.entries, 0)).toBe(false);
    const dearer = built.entries.map((entry) => ({ ...entry, amount: entry.amount + 1n }));
    expect(verifyInput(signed, dearer, 0)).toBe(false);
    const [first] = signed.inputs;
    for (const signatureScript of ["", "00", `${first!.signatureScript.slice(0, -2)}00`]) {
      const inputs = signed.inputs.map((input, at) => (at === 0 ? { ...input, signatureScript } : input));
      expect(verifyInput({ ...signed, inputs }, built.entries, 0)).toBe(false);
    }
  });

  test("a wrong or missing key is refused instead of making an invalid signature", () => {
    expect(codeOf(() => signInputs(built.tx, built.entries, () => undefined))).toBe("missing_key");
    const other = new Uint8Array(32).fill(8);
    expect(codeOf(() => signInputs(built.tx, built.entries, () => other))).toBe("missing_key");
  });

  test("other script classes are refused", () => {
    const entries = built.entries.map((entry) => ({
      ...entry,
      scriptPublicKey: `0000aa20${"00".repeat(32)}87`,
    }));
    expect(codeOf(() => signInputs(built.tx, entries, () => secret))).toBe("unsupported_script");
    expect(verifyInput(signed, entries, 0)).toBe(false);
    expect(codeOf(() => verifyInput(signed, [], 0))).toBe("missing_entry");
  });
});
