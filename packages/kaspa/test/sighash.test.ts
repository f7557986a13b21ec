import { sighashSchnorr, type Tx, TxError, type UtxoEntry } from "@kaspa-pay/kaspa/tx";
import { bytesToHex } from "@noble/hashes/utils.js";
import { describe, expect, test } from "vitest";
import { entry, fromVector, type VectorScript, type VectorTx, wireScript } from "./vector-tx.ts";
import { vectors } from "./vectors.ts";

type Base = VectorTx & { utxos: { amount: string; scriptPublicKey: VectorScript }[] };
interface Case {
  name: string;
  tx: string;
  sighashType: number;
  inputIndex: number;
  modify: string;
  modifyIndex: number | null;
  expected: string;
}

const file = vectors<{ transactions: Record<string, Base>; vectors: Case[] }>("sighash-schnorr");

interface Signed {
  tx: Tx;
  entries: UtxoEntry[];
}

const PAYLOAD = "06060604020001030307";

function replaceAt<T>(list: readonly T[], index: number, change: Partial<T>): T[] {
  return list.map((item, at) => (at === index ? { ...item, ...change } : item));
}

function modified({ tx, entries }: Signed, { modify, modifyIndex }: Case): Signed {
  const at = modifyIndex ?? 0;
  switch (modify) {
    case "NoAction":
    case "ComputeBudget":
      return { tx, entries };
    case "Output":
      return { tx: { ...tx, outputs: replaceAt(tx.outputs, at, { value: 100n }) }, entries };
    case "Input": {
      const previousOutpoint = { ...tx.inputs[at]!.previousOutpoint, index: 2 };
      return { tx: { ...tx, inputs: replaceAt(tx.inputs, at, { previousOutpoint }) }, entries };
    }
    case "Sequence":
      return { tx: { ...tx, inputs: replaceAt(tx.inputs, at, { sequence: 12345n }) }, entries };
    case "AmountSpent":
      return { tx, entries: replaceAt(entries, at, { amount: 666n }) };
    case "PrevScriptPublicKey":
      return {
        tx,
        entries: replaceAt(entries, at, { scriptPublicKey: `${entries[at]!.scriptPublicKey}010203` }),
      };
    case "Payload":
      return { tx: { ...tx, payload: PAYLOAD }, entries };
    case "Gas":
      return { tx: { ...tx, gas: 1234n }, entries };
    case "SubnetworkId":
      return { tx: { ...tx, subnetworkId: PAYLOAD.padEnd(40, "0") }, entries };
    default:
      throw new Error(`unknown modification ${modify}`);
  }
}

describe("Schnorr signature hashes", () => {
  file.vectors.forEach((vector, number) => {
    const base = file.transactions[vector.tx]!;
    const signed: Signed = {
      tx: fromVector(base),
      entries: base.utxos.map((utxo) => entry(BigInt(utxo.amount), wireScript(utxo.scriptPublicKey))),
    };
    const hash = (): string => {
      const { tx, entries } = modified(signed, vector);
      return bytesToHex(sighashSchnorr(tx, entries, vector.inputIndex, vector.sighashType));
    };
    if (base.version === 0) {
      test(`case ${number + 1} ${vector.name}`, () => {
        expect(hash()).toBe(vector.expected);
      });
    } else {
      test(`case ${number + 1} ${vector.name}: version 1 is refused instead of signed wrongly`, () => {
        expect(() => sighashSchnorr(signed.tx, signed.entries, 0)).toThrow(TxError);
      });
    }
  });

  test("an unknown signature hash type is refused", () => {
    const base = file.transactions.native_populated_tx!;
    const entries = base.utxos.map((utxo) => entry(BigInt(utxo.amount), wireScript(utxo.scriptPublicKey)));
    for (const type of [0, 3, 5, 0x80, 0x83, 255]) {
      expect(() => sighashSchnorr(fromVector(base), entries, 0, type)).toThrow(TxError);
    }
  });
});
