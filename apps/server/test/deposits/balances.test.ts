// What the store's addresses hold, compared with the simulated chain. docs/spec/deposits.md#balances
import { expect } from "vitest";
import type { ChainUtxo } from "../../src/chain/source.ts";
import { readUtxos } from "../../src/features/balances/read-utxos.ts";
import { onSimnet } from "../support/addresses.ts";
import { allowDeposits, openAccount } from "../support/deposit-account.ts";
import { gatewayTest } from "../support/fixtures.ts";
import { freshAddress, type Merchant } from "../support/merchant.ts";

const test = gatewayTest({ per: "test", clock: "stepped" });

/** The balance after the time for which an answer is given again. */
async function balanceOf(merchant: Merchant) {
  await merchant.gateway.clock.advance(6_000, 1).catch(() => undefined);
  const { status, body } = await merchant.call("GET", "/api/v1/balances");
  expect(status).toBe(200);
  expect(body.data).toHaveLength(1);
  return body.data[0];
}

test("payments, deposits and unmatched money count, what the merchant spent does not, and young coinbase stands apart", async ({
  gateway,
  chain,
  merchant,
}) => {
  expect(await balanceOf(merchant)).toMatchObject({ available: true, total: "0.00000000", addresses: 0 });
  await allowDeposits(merchant);
  const account = await openAccount(merchant, "alice");
  (await merchant.createPayment()).pay("25");
  account.pay("5");
  const spent = account.pay("7");
  chain.pay({ address: onSimnet(account.address), sompi: 100_000_001n, coinbase: true });
  await gateway.mine(2);
  chain.spend({ outpoint: `${spent}:0` });
  await gateway.mine(2);
  const balance = await balanceOf(merchant);
  expect(balance).toMatchObject({
    available: true,
    network: "simnet",
    total: "31.00000001",
    totalSompi: "3100000001",
    mature: "30.00000000",
    immature: "1.00000001",
    covenant: "0.00000000",
    utxos: 3,
    addresses: 2,
  });
  expect(BigInt(balance.asOfDaaScore)).toBeGreaterThan(0n);
});

test("a single address counts with all that lies on it, also after it was replaced", async ({ gateway }) => {
  const address = await freshAddress();
  const merchant = await gateway.signUp("single", { kaspaAddress: address });
  await gateway.pay(address, 300_000_000n);
  expect(await balanceOf(merchant)).toMatchObject({ available: true, total: "3.00000000" });
  await merchant.changeSettings({ kaspaAddress: await freshAddress() });
  expect(await balanceOf(merchant)).toMatchObject({ available: true, total: "3.00000000", addresses: 2 });
});

test("without a UTXO index, and while the node is not in step, the reason is told and no sum", async ({
  gateway,
  chain,
  merchant,
}) => {
  (await merchant.createPayment()).pay("25");
  await gateway.mine(2);
  chain.noUtxoIndex();
  expect(await balanceOf(merchant)).toMatchObject({ available: false, reason: "no_utxo_index" });
  chain.noUtxoIndex({ on: false });
  chain.unsynced();
  const unsynced = await balanceOf(merchant);
  expect(unsynced).toMatchObject({ available: false, reason: "node_unsynced" });
  expect(unsynced).not.toHaveProperty("total");
  chain.unsynced({ on: false });
  expect(await balanceOf(merchant)).toMatchObject({ available: true, total: "25.00000000" });
});

test("one store never sees the money of another", async ({ gateway, merchant, otherMerchant }) => {
  (await merchant.createPayment()).pay("25");
  await gateway.mine(2);
  expect(await balanceOf(otherMerchant)).toMatchObject({ available: true, total: "0.00000000" });
});

const ADDRESSES = Array.from({ length: 1_500 }, (_, index) => `address ${index}`);

/** Id of each coin, its address, and the score at which it came there. */
type Coins = Map<string, readonly [address: string, daa: number]>;

/** A node whose coins move between calls: `moves` runs before each call of `utxos`, which is its DAA score. */
function movingNode(coins: Coins, moves: readonly (() => void)[]) {
  let calls = 0;
  return {
    info: async () => ({
      networkId: "simnet",
      serverVersion: "2.0.0",
      synced: true,
      hasUtxoIndex: true,
      virtualDaaScore: BigInt(calls),
    }),
    async utxos(addresses: readonly string[]): Promise<ChainUtxo[]> {
      moves[calls]?.();
      calls += 1;
      return [...coins]
        .filter(([, [address]]) => addresses.includes(address))
        .map(([txid, [, daa]]) => ({
          ...{ txid, index: 0, value: 1n, script: "", coinbase: false, covenantId: null },
          daaScore: BigInt(daa),
        }));
    },
  };
}

test("a coin that moves between two of many addresses while they are read is counted once, never twice and never not", async () => {
  for (const at of [0, 1, 2, 3]) {
    for (const [from, to] of [
      ["address 0", "address 1400"],
      ["address 1400", "address 0"],
    ] as const) {
      const coins: Coins = new Map([["old", [from, 0]]]);
      const moves: (() => void)[] = [];
      moves[at] = () => {
        coins.delete("old");
        coins.set("new", [to, at]);
      };
      const found = await readUtxos(movingNode(coins, moves), ADDRESSES);
      expect(found?.utxos, `${from} at ${at}`).toHaveLength(1);
    }
  }
});

test("a wallet that spends all the time has no balance rather than a wrong one", async () => {
  const coins: Coins = new Map([["coin 0", ["address 0", 0]]]);
  const moves = Array.from({ length: 20 }, (_, step) => () => {
    coins.delete(`coin ${step}`);
    coins.set(`coin ${step + 1}`, ["address 0", step]);
  });
  expect(await readUtxos(movingNode(coins, moves), ADDRESSES)).toBeNull();
});
