import { scriptPublicKeyOf } from "@kaspa-pay/kaspa";
import {
  buildPayment,
  masses,
  minimumFee,
  signInputs,
  type Tx,
  transactionId,
  type Utxo,
} from "@kaspa-pay/kaspa/tx";
import { stringifyLossless, toWireTransaction } from "@kaspa-pay/kaspa/wrpc";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { faucetKey } from "../src/chain/faucet.ts";
import { type SimNode, startSimNode } from "../src/index.ts";
import { type Body, RawClient } from "./support/raw-client.ts";
import { someAddress } from "./support/simulation.ts";

const payer = faucetKey("a payer");
const SHOP = someAddress("shop");

let sim: SimNode;
let client: RawClient;
let coins: Utxo[];

beforeEach(async () => {
  sim = await startSimNode({ blocksPerSecond: 0, seed: "submit", coinbaseMaturity: 100 });
  client = await RawClient.open(sim.rpcUrl);
  sim.controls.faucet({ address: payer.address, sompi: 100_000_000_000n });
  sim.controls.faucet({ address: payer.address, sompi: 50_000_000_000n });
  sim.controls.mine();
  coins = await coinsOf(payer.address);
});

afterEach(async () => {
  client.close();
  await sim.close();
});

async function coinsOf(address: string): Promise<Utxo[]> {
  const { entries } = await client.call("getUtxosByAddresses", { addresses: [address] });
  return entries.map(({ outpoint, utxoEntry }: Body) => ({
    outpoint,
    entry: { ...utxoEntry, amount: BigInt(utxoEntry.amount), blockDaaScore: BigInt(utxoEntry.blockDaaScore) },
  }));
}

function payment(amountSompi = 1_000_000_000n, from = coins) {
  const built = buildPayment({
    network: "simnet",
    utxos: from,
    to: { address: SHOP, amountSompi },
    change: payer.address,
    feeRate: 100,
  });
  return { ...built, signed: signInputs(built.tx, built.entries, () => payer.secret) };
}

const submit = (tx: Tx, allowOrphan = false) =>
  client.call("submitTransaction", { transaction: toWireTransaction(tx), allowOrphan });

/** Spends the given coins with everything but the outputs as it should be. */
function spending(from: readonly Utxo[], outputs: Tx["outputs"]): Tx {
  const { tx } = payment();
  const inputs = from.map(({ outpoint }) => ({ ...tx.inputs[0]!, previousOutpoint: outpoint }));
  const entries = from.map(({ entry }) => entry);
  return signInputs({ ...tx, inputs, outputs, storageMass: 0n }, entries, () => payer.secret);
}

describe("submitTransaction", () => {
  test("takes a signed payment, shows it in the mempool, and the next block accepts it", async () => {
    const { signed } = payment();
    expect(await submit(signed)).toEqual({ transactionId: transactionId(signed) });
    const { mempoolEntry } = await client.call("getMempoolEntry", {
      transactionId: transactionId(signed),
      includeOrphanPool: false,
      filterTransactionPool: false,
    });
    expect(mempoolEntry).toMatchObject({ fee: 203_600, is_orphan: false });
    sim.controls.mine();
    expect(sim.controls.truth(SHOP).outputs.map(({ sompi, depth }) => [sompi, depth])).toEqual([
      [1_000_000_000n, 1],
    ]);
    expect(sim.controls.truth().mempool).toEqual([]);
  });

  test("the same transaction twice, and again after acceptance", async () => {
    const { signed } = payment();
    const id = transactionId(signed);
    await submit(signed);
    await expect(submit(signed)).rejects.toThrow(
      `Rejected transaction ${id}: transaction ${id} is already in the mempool`,
    );
    sim.controls.mine();
    await expect(submit(signed)).rejects.toThrow(`transaction ${id} was already accepted by the consensus`);
  });

  test("a double spend names the transaction that came first", async () => {
    const { signed } = payment();
    await submit(signed);
    await expect(submit(payment(2_000_000_000n).signed)).rejects.toThrow(
      `already spent by transaction ${transactionId(signed)} in the mempool`,
    );
  });

  test("a wrong signature, another key, a changed output", async () => {
    const { tx, entries, signed } = payment();
    const stranger = faucetKey("a stranger");
    const foreign = signInputs(
      tx,
      entries.map((entry) => ({ ...entry, scriptPublicKey: stranger.scriptPublicKey })),
      () => stranger.secret,
    );
    const changed = {
      ...signed,
      outputs: [{ ...signed.outputs[0]!, value: 1_000_000_001n }, ...signed.outputs.slice(1)],
    };
    for (const bad of [tx, foreign, changed]) {
      await expect(submit(bad)).rejects.toThrow("failed to verify the signature script");
    }
  });

  test("one sompi under the fee floor", async () => {
    const { signed, entries } = payment();
    const floor = minimumFee(masses(signed, entries, "simnet"));
    const [shop, change] = signed.outputs;
    const tx = spending(payment().spent, [shop!, { ...change!, value: change!.value + 1n }]);
    await expect(submit(tx)).rejects.toThrow(
      `has ${floor - 1n} fees which is under the required amount of ${floor}`,
    );
  });

  test("storage mass over the limit", async () => {
    const [coin] = coins;
    const tx = spending(
      [coin!],
      [
        { value: 1_000_000n, scriptPublicKey: scriptPublicKeyOf(SHOP) },
        { value: coin!.entry.amount - 10_000_000n, scriptPublicKey: payer.scriptPublicKey },
      ],
    );
    await expect(submit(tx)).rejects.toThrow(
      /transaction storage mass of \d+ is larger than max allowed size of 100000/,
    );
  });

  test("more out than in, a zero output, a non-standard script, an unknown coin", async () => {
    const [coin] = coins;
    const to = scriptPublicKeyOf(SHOP);
    await expect(
      submit(spending([coin!], [{ value: coin!.entry.amount + 1n, scriptPublicKey: to }])),
    ).rejects.toThrow(
      `transaction tries to spend ${coin!.entry.amount + 1n} while its total inputs amount is ${coin!.entry.amount}`,
    );
    await expect(submit(spending([coin!], [{ value: 0n, scriptPublicKey: to }]))).rejects.toThrow(
      "has zero value",
    );
    await expect(
      submit(spending([coin!], [{ value: 1_000_000_000n, scriptPublicKey: "00006a0101" }])),
    ).rejects.toThrow("non-standard script form");
    const lost = { ...coin!, outpoint: { transactionId: "ab".repeat(32), index: 0 } };
    await expect(submit(spending([lost], [{ value: 1_000_000_000n, scriptPublicKey: to }]))).rejects.toThrow(
      "is an orphan where orphan is disallowed",
    );
  });

  test("a coinbase output cannot be spent before its maturity", async () => {
    sim.controls.pay({ address: payer.address, sompi: 9_000_000_000n, coinbase: true, mine: true });
    const [coin] = (await coinsOf(payer.address)).filter(({ entry }) => entry.isCoinbase);
    const outputs = [{ value: 8_000_000_000n, scriptPublicKey: scriptPublicKeyOf(SHOP) }];
    await expect(submit(spending([coin!], outputs))).rejects.toThrow(
      /spends an immature UTXO.*coinbase outpoint/,
    );
    sim.controls.mine(100);
    await submit(spending([coin!], outputs));
  });

  test("change may be spent while it still waits, and an allowed orphan moves in when its parent arrives", async () => {
    const parent = payment();
    const parentId = transactionId(parent.signed);
    const change: Utxo = {
      outpoint: { transactionId: parentId, index: 1 },
      entry: { ...coins[0]!.entry, amount: parent.changeSompi },
    };
    const child = payment(3_000_000_000n, [change]).signed;
    await submit(child, true);
    expect(sim.controls.truth().mempool).toEqual([]);
    await submit(parent.signed);
    expect(sim.controls.truth().mempool.map(({ txId }) => txId)).toEqual([parentId, transactionId(child)]);
    sim.controls.mine(2);
    expect(sim.controls.truth(SHOP).outputs.map(({ sompi }) => sompi)).toEqual([
      1_000_000_000n,
      3_000_000_000n,
    ]);
  });

  test("a quoted amount, two different masses, and version 1 are refused", async () => {
    const { signed } = payment();
    const wire = toWireTransaction(signed) as Body;
    const send = (changes: object) =>
      client.call("submitTransaction", { transaction: { ...wire, ...changes }, allowOrphan: false });
    const [shop, change] = wire.outputs;
    await expect(send({ outputs: [{ ...shop, value: "1000000000" }, change] })).rejects.toThrow(
      "request deserialization error",
    );
    await expect(send({ mass: 1, storageMass: 2 })).rejects.toThrow("request deserialization error");
    await expect(send({ version: 1 })).rejects.toThrow("transaction version 1 is not in the valid range");
    expect(stringifyLossless(await send({}))).toContain(transactionId(signed));
  });

  test("an unaccepted transaction is forgotten after 24 hours", async () => {
    sim.controls.holdTxs();
    await submit(payment().signed);
    sim.controls.clock({ ms: 24 * 3_600_000 - 60_000 });
    sim.controls.mine();
    expect(sim.controls.truth().mempool).toHaveLength(1);
    sim.controls.clock({ ms: 120_000 });
    sim.controls.mine();
    expect(sim.controls.truth().mempool).toHaveLength(0);
  });
});
