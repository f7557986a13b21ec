import { parseAccountKey, scriptPublicKeyOf } from "@kaspa-pay/kaspa";
import { generatePhrase, phraseToAccount } from "@kaspa-pay/kaspa/keys";
import { beforeEach, describe, expect, test } from "vitest";
import { newDemoAccountKey, startSimNode } from "../src/index.ts";
import { freshNode } from "./support/node.ts";
import type { Body } from "./support/raw-client.ts";
import { someAddress } from "./support/simulation.ts";

const KAS = 100_000_000n;
const CUSTOMER = someAddress("customer");

const node = freshNode();
let account: string;
const key = () => parseAccountKey(account, "simnet");
const receive = (index: number, sompi: bigint) =>
  node.sim.controls.pay({ address: key().address(0, index), sompi, mine: true });
const payFrom = (sompi: bigint, more: object = {}) =>
  node.sim.controls.payFrom({ account, address: CUSTOMER, sompi, ...more });
const state = () => node.sim.controls.account({ account });
const waiting = () => node.sim.controls.truth().mempool.map(({ txId }) => txId);
const arrived = () => node.sim.controls.truth(CUSTOMER).outputs;

beforeEach(async () => {
  account = await newDemoAccountKey();
});

describe("a merchant's demo account", () => {
  test("pays with coins of its receive addresses, and takes the change on its change branch", async () => {
    receive(0, 3n * KAS);
    receive(4, 5n * KAS);
    const { txIds, feeSompi } = payFrom(7n * KAS);
    expect(waiting()).toEqual(txIds);
    node.sim.controls.mine();
    expect(arrived()).toMatchObject([{ txId: txIds[0], sompi: 7n * KAS }]);
    const change = node.sim.controls.truth(key().address(1, 0)).outputs;
    expect(change).toMatchObject([{ txId: txIds[0], sompi: KAS - feeSompi }]);
    for (const index of [0, 4]) {
      expect(node.sim.controls.truth(key().address(0, index)).outputs).toMatchObject([
        { spent: { txId: txIds[0] } },
      ]);
    }
    expect(state()).toMatchObject({
      balanceSompi: KAS - feeSompi,
      changeAddress: key().address(1, 1),
      payments: [{ txId: txIds[0] }],
    });
  });

  test("signs for real, and its fee follows the node's rate", async () => {
    receive(0, 10n * KAS);
    const cheap = payFrom(KAS, { draft: true }).feeSompi;
    node.sim.controls.feeRate({ x: 300 });
    expect(payFrom(KAS, { draft: true }).feeSompi).toBeGreaterThanOrEqual(cheap * 3n);
    expect(waiting()).toEqual([]);
    const [txId] = payFrom(KAS).txIds;
    const { mempoolEntry } = await node.client.call("getMempoolEntry", {
      transactionId: txId,
      includeOrphanPool: false,
      filterTransactionPool: false,
    });
    expect(mempoolEntry.transaction.inputs.map((input: Body) => input.signatureScript)).toEqual([
      expect.stringMatching(/^41[0-9a-f]{128}01$/),
    ]);
  });

  test("pays again at once from change that still waits, each change at an address of its own", () => {
    receive(0, 10n * KAS);
    const first = payFrom(KAS);
    const second = payFrom(2n * KAS);
    node.sim.controls.mine(3);
    expect(arrived().map(({ sompi }) => sompi)).toEqual([KAS, 2n * KAS]);
    const used = [0, 1].map((index) => node.sim.controls.truth(key().address(1, index)).outputs.length);
    expect(used).toEqual([1, 1]);
    expect(state().balanceSompi).toBe(7n * KAS - first.feeSompi - second.feeSompi);
  });

  test("finds coins behind a wide gap of unused addresses", () => {
    receive(190, 2n * KAS);
    receive(380, 2n * KAS);
    expect(state().balanceSompi).toBe(4n * KAS);
    payFrom(3n * KAS, { mine: true });
    expect(arrived()).toHaveLength(1);
  });

  test("a reorganisation gives the coins back", () => {
    receive(0, 5n * KAS);
    const { txIds } = payFrom(KAS, { mine: true });
    node.sim.controls.reorg({ drop: txIds });
    expect(arrived()).toEqual([]);
    expect(state()).toMatchObject({ balanceSompi: 5n * KAS, payments: [] });
  });

  test("a payment can be kept out of blocks until it is released", () => {
    receive(0, 5n * KAS);
    const { txIds } = payFrom(KAS, { mempoolOnly: true });
    node.sim.controls.mine(3);
    expect([arrived(), waiting()]).toEqual([[], txIds]);
    node.sim.controls.release();
    node.sim.controls.mine();
    expect(arrived()).toHaveLength(1);
  });
});

describe("what it refuses", () => {
  test("more than it has, with both sums, and nothing is sent", () => {
    receive(0, 2n * KAS);
    expect(() => payFrom(5n * KAS)).toThrow("The store's wallet holds 2 KAS. The payment of 5 KAS");
    expect(() => payFrom(2n * KAS)).toThrow("holds 2 KAS");
    expect(() => payFrom(199_000_000n)).toThrow("would leave less than 0.1 KAS");
    expect(() => payFrom(1n)).toThrow("at least 10000000 sompi");
    expect(waiting()).toEqual([]);
    expect(payFrom(KAS).txIds).toHaveLength(1);
  });

  test("an account of another wallet, a text that is no account, and an address of another network", async () => {
    const { publicText } = await phraseToAccount(await generatePhrase(), "", "simnet");
    const from = (text: string) => () =>
      node.sim.controls.payFrom({ account: text, address: CUSTOMER, sompi: KAS });
    expect(from(publicText)).toThrow("The simulator cannot sign for this account");
    expect(from(key().address(0, 0))).toThrow("checksum");
    expect(from("")).toThrow("checksum");
    receive(0, 2n * KAS);
    expect(() => payFrom(KAS, { address: "kaspa:qqqq" })).toThrow();
    expect(() => payFrom(-KAS)).toThrow("sompi are a whole number above zero");
  });

  test("a coin that is bound to a covenant, or not mature, is not spent", () => {
    const address = key().address(0, 0);
    node.sim.controls.pay({ address, sompi: 9n * KAS, coinbase: true, mine: true });
    node.sim.controls.pay({ address, sompi: 9n * KAS, covenant: true, mine: true });
    expect(() => payFrom(KAS)).toThrow("holds 0 KAS");
    receive(0, 2n * KAS);
    payFrom(KAS, { mine: true });
    expect(arrived()).toHaveLength(1);
  });
});

test("every simulator signs for every demo account, so a restart or a fresh chain takes nothing away", async () => {
  const other = await startSimNode({ blocksPerSecond: 0, seed: "another" });
  try {
    other.controls.pay({ address: key().address(0, 0), sompi: 2n * KAS, mine: true });
    const { txIds } = other.controls.payFrom({ account, address: CUSTOMER, sompi: KAS, mine: true });
    expect(other.controls.truth(CUSTOMER).outputs).toMatchObject([{ txId: txIds[0] }]);
  } finally {
    await other.close();
  }
});

test("two demo accounts share no address", async () => {
  const other = parseAccountKey(await newDemoAccountKey(), "simnet");
  expect(other.text).not.toBe(account);
  expect(scriptPublicKeyOf(other.address(0, 0))).not.toBe(scriptPublicKeyOf(key().address(0, 0)));
});
