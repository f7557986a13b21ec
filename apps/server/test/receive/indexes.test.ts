// Which index the next payment gets, from several processes at once and with an older state of the database.

import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { expect } from "vitest";
import { addressRepository } from "../../src/features/wallets/address-repository.ts";
import { createIndexHighWater } from "../../src/features/wallets/index-high-water-files.ts";
import { walletRepository } from "../../src/features/wallets/wallet-repository.ts";
import { gatewayTest } from "../support/fixtures.ts";
import { startProcess, type TestGateway } from "../support/gateway.ts";
import type { Installation } from "../support/installation.ts";

const test = gatewayTest();

let one: TestGateway;
let two: TestGateway;
test.beforeAll(async ({ installation }) => {
  one = await startProcess(installation);
  two = await startProcess(installation);
  await one.follow();
});

interface Given {
  index: number;
  address: string;
}

async function given(
  installation: Installation,
  storeId: string,
  url = installation.database.url,
): Promise<Given[]> {
  const id = storeId.replace("sto_", "");
  return query<Given>(
    url,
    `select address_index as index, address from payments where store_id = '${id}' order by address_index`,
  );
}

async function query<T extends pg.QueryResultRow>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<T>(text);
  await client.end();
  return rows;
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

async function gapOf({ useCases }: TestGateway, storeId: string) {
  const wallet = await walletRepository(useCases.unitOfWork.db).current(storeId);
  if (wallet === null) throw new Error("the shop has a wallet");
  return addressRepository(useCases.unitOfWork.db).indexes(wallet);
}

test("I10: 200 parallel creates through two processes get the indexes 0 to 199, each once and without a hole", async ({
  installation,
}) => {
  const storeId = await one.createStore();
  const made = await Promise.all(upTo(200).map((n) => (n % 2 === 0 ? one : two).createPayment(storeId)));
  expect(new Set(made.map(({ answer }) => answer.kaspaAddress)).size).toBe(200);
  const rows = await given(installation, storeId);
  expect(rows.map((row) => row.index)).toEqual(upTo(200));
  expect(new Set(rows.map((row) => row.address)).size).toBe(200);
  expect(await gapOf(one, storeId)).toEqual({ highestGiven: 199, nextIndex: 200, highestPaid: -1 });
});

test("I10: the address of an index is the account key's, whichever process derived it ahead", async ({
  installation,
}) => {
  const storeId = await one.createStore();
  for (const n of upTo(6)) await (n % 3 === 0 ? two : one).createPayment(storeId);
  const wallet = await walletRepository(one.useCases.unitOfWork.db).current(storeId);
  const key = wallet && one.useCases.wallets.open(wallet);
  expect((await given(installation, storeId)).map((row) => row.address)).toEqual(key?.addresses(0, 0, 6));
});

test("I10: repeated and refused creates leave no holes: their index goes to the next payment", async ({
  installation,
}) => {
  const storeId = await one.createStore({ orderIdPolicy: "unique" });
  const idempotency = { key: "again", requestHash: "same" };
  await one.createPayment(storeId, { idempotency });
  await one.createPayment(storeId, { orderId: "A-1" });
  await Promise.all(
    upTo(5).flatMap(() => [
      one.createPayment(storeId, { idempotency }),
      expect(one.createPayment(storeId, { orderId: "A-1" })).rejects.toMatchObject({
        code: "order_id_exists",
      }),
    ]),
  );
  await Promise.all(upTo(10).map(() => one.createPayment(storeId)));
  expect((await given(installation, storeId)).map((row) => row.index)).toEqual(upTo(12));
});

test("I10: an address that the server knows already, from whatever source, is skipped", async ({
  installation,
}) => {
  const storeId = await one.createStore();
  const wallet = await walletRepository(one.useCases.unitOfWork.db).current(storeId);
  const key = wallet && one.useCases.wallets.open(wallet);
  const first = key?.address(0, 0) ?? "";
  const other = await one.createStore();
  await one.useCases.unitOfWork.transaction(async (db) => {
    const { readWallet } = await import("../../src/features/wallets/wallet-keeper.ts");
    await one.useCases.wallets.put(db, { id: other }, readWallet(first, "simnet"));
  });
  one.useCases.storeCache.forget(other);
  const static_ = await one.createPayment(other);
  expect(static_.answer).toMatchObject({ kaspaAddress: first, exactAmount: true });
  await one.createPayment(storeId);
  expect((await given(installation, storeId)).map((row) => row.index)).toEqual([1]);
});

test("R-04: an older state of the database gives no address to a second payment", async ({
  installation,
}) => {
  const storeId = await one.createStore();
  await Promise.all(upTo(4).map(() => one.createPayment(storeId)));
  await Promise.all([one.stop(), two.stop()]);
  const older = `kaspa_pay_old_${randomBytes(6).toString("hex")}`;
  const url = new URL(installation.database.url);
  const current = url.pathname.slice(1);
  const admin = installation.database.adminUrl;
  await query(admin, `create database ${older} template ${current} strategy file_copy owner ${url.username}`);

  one = await startProcess(installation);
  const late = await Promise.all(upTo(9).map(() => one.createPayment(storeId)));
  await one.stop();

  url.pathname = `/${older}`;
  const restored = await startProcess(installation, {}, { DATABASE_URL: url.href });
  const next = await Promise.all(upTo(5).map(() => restored.createPayment(storeId)));
  const known = new Set(late.map(({ answer }) => answer.kaspaAddress));
  expect(next.filter(({ answer }) => known.has(answer.kaspaAddress))).toEqual([]);
  expect((await given(installation, storeId, url.href)).map((row) => row.index)).toEqual([
    0, 1, 2, 3, 13, 14, 15, 16, 17,
  ]);
  await restored.stop();
  await query(admin, `drop database ${older}`);
});

test("R-04: the index on disk never falls, whichever process writes in whatever order", async () => {
  const folder = await mkdtemp(join(tmpdir(), "kp-marks-"));
  const [here, there] = [createIndexHighWater(folder), createIndexHighWater(folder)];
  const key = { network: "simnet", keyHash: "ab".repeat(32) } as const;
  expect(await here.read(key)).toBe(0);
  const raises = [7, 3, 12, 1, 11, 12, 5];
  await Promise.all(raises.map((next, n) => (n % 2 === 0 ? here : there).raise(key, next)));
  expect([await here.read(key), await there.read(key)]).toEqual([12, 12]);
  await there.raise(key, 4);
  expect(await here.read(key)).toBe(12);
  expect(await here.read({ ...key, network: "mainnet" })).toBe(0);
  await rm(folder, { recursive: true });
});
