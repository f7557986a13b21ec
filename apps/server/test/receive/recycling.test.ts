// The address gap, and reuse of addresses that nobody paid. docs/spec/kaspa-protocol.md#address-gap-and-reuse

import { afterAll, beforeAll, expect, test } from "vitest";
import { addressRepository } from "../../src/features/wallets/address-repository.ts";
import { walletRepository } from "../../src/features/wallets/wallet-repository.ts";
import { MINUTE_MS, openTill, type Sale, type Till } from "../flows/till.ts";

const HOUR_MS = 60 * MINUTE_MS;
const GOAL = 7;

let till: Till;
beforeAll(async () => {
  till = await openTill();
});
afterAll(() => till.close());

async function wallet() {
  return (await till.call("GET", "/api/v1/settings", undefined, till.key)).body.wallet;
}

async function sales(count: number, ask: Record<string, unknown> = {}): Promise<Sale[]> {
  const made: Sale[] = [];
  for (let n = 0; n < count; n++) made.push(await till.sale(ask));
  return made;
}

/** Time passes until what is open has expired. */
const expireAll = () => till.pass(6 * MINUTE_MS);

/** The 24 hours after the payments pass, and the cleanup worker runs. */
async function pastQuarantine(): Promise<void> {
  await till.pass(24 * HOUR_MS + MINUTE_MS);
  await till.gateway.workers.cleanup.tick();
}

const addresses = (made: readonly Sale[]) => made.map((sale) => sale.address);

let first: Sale[];

test("I10 gap: highest index given less highest ever paid, in the settings of the store", async () => {
  expect(await wallet()).toMatchObject({ gap: 0, gapLevel: "ok", blindWallets: [] });
  first = await sales(3);
  expect(await wallet()).toMatchObject({ gap: 3, nextIndex: 3, gapLevel: "ok" });
  first[1]?.pay("25");
  await till.mine(2);
  expect(await wallet()).toMatchObject({ gap: 1, gapLevel: "ok" });
});

test("I10 gap: a mempool observation pays nothing, and marks the address as used for good", async () => {
  const seen = first[2] as Sale;
  await seen.page();
  const txId = seen.pay("25", { mempoolOnly: true });
  await till.peek();
  expect((await seen.full()).amountSeen).toBe("25.00000000");
  expect(await wallet()).toMatchObject({ gap: 1 });
  till.world.sim.controls.dropTx({ txId });
});

let unpaid: Sale[];

test("I10 gap: no address is free in its quarantine: the sale gets a new index, and the blind wallets are named", async () => {
  unpaid = await sales(6);
  await unpaid[5]?.act("cancel");
  expect(await wallet()).toMatchObject({ gap: 7, gapLevel: "ok", blindWallets: [] });
  await expireAll();
  await till.gateway.workers.cleanup.tick();
  unpaid.push(...(await sales(1)));
  expect(await wallet()).toMatchObject({
    gap: 8,
    nextIndex: 10,
    gapLevel: "warning",
    blindWallets: ["Kaspa NG and the Kaspa command-line wallet"],
  });
  const { body } = await till.call("GET", "/trpc/dashboard.overview?input=%7B%7D", undefined, till.token);
  expect(body.result.data.needsAttention).toContainEqual(
    expect.objectContaining({ kind: "address_gap", severity: "warning", count: 8 }),
  );
  await expireAll();
});

let again: Sale[];

test("I10 recycling: a day later unpaid addresses come back, oldest first; paid and seen ones never", async () => {
  await pastQuarantine();
  again = await sales(8, { amount: "30" });
  const canceled = unpaid[5] as Sale;
  const expired = unpaid.filter((sale) => sale !== canceled);
  expect(addresses(again)).toEqual(addresses([canceled, first[0] as Sale, ...expired]));
  expect(await wallet()).toMatchObject({ gap: 8, nextIndex: 10 });
  const [next] = await sales(1);
  expect(await wallet()).toMatchObject({ gap: 9, nextIndex: 11 });
  const known = new Set(addresses([...first, ...unpaid]));
  expect(known.has(next?.address ?? "")).toBe(false);
});

test("M-15 money on a recycled address is its present payment's; the sum of a past one goes to people", async () => {
  const [past, present] = [first[0] as Sale, again[1] as Sale];
  expect(past.address).toBe(present.address);
  past.pay("25");
  await till.mine(2);
  expect(await past.full()).toMatchObject({ status: "expired", amountReceived: "0.00000000" });
  expect(await present.full()).toMatchObject({ status: "underpaid", amountReceived: "25.00000000" });
  expect(await present.attention()).toContain("manual open 25.00000000");
  const exact = again[0] as Sale;
  exact.pay("30");
  await till.mine(12);
  expect(await exact.full()).toMatchObject({ status: "confirmed", attention: [] });
});

test("I10 recycling: only at the gap's goal: below it a new index comes although free ones wait", async () => {
  const newest = (await sales(1))[0] as Sale;
  newest.pay("25");
  await till.mine(2);
  expect(await wallet()).toMatchObject({ gap: 0 });
  await expireAll();
  await pastQuarantine();
  const { nextIndex } = await wallet();
  await sales(GOAL);
  expect(await wallet()).toMatchObject({ gap: GOAL, nextIndex: nextIndex + GOAL });
  const recycled = (await sales(1))[0] as Sale;
  expect(await wallet()).toMatchObject({ gap: GOAL });
  expect(addresses(again)).toContain(recycled.address);
});

test("late money to an address that waits to be recycled stays with its last payment and keeps the address", async () => {
  const { free } = addressRepository(till.gateway.useCases.unitOfWork.db);
  const current = await walletRepository(till.gateway.useCases.unitOfWork.db).current(till.storeId);
  if (current === null) throw new Error("the store has a wallet");
  const waiting = await free(current, 10);
  const sale = again.findLast((one) => waiting.some(({ address }) => address === one.address)) as Sale;
  sale.pay("30");
  await till.mine(2);
  expect(await sale.full()).toMatchObject({ status: "expired", attention: ["late"] });
  expect((await free(current, 10)).map(({ address }) => address)).not.toContain(sale.address);
});

test("with the setting off every sale gets a new index, and at 15 operator and owners are told once", async () => {
  await till.settings({ recycleAddresses: false });
  const before = await wallet();
  await sales(8);
  expect(await wallet()).toMatchObject({
    gap: before.gap + 8,
    nextIndex: before.nextIndex + 8,
    gapLevel: "alert",
  });
  const db = addressRepository(till.gateway.useCases.unitOfWork.db);
  expect(await db.claimWideGaps(15, till.now())).toMatchObject([{ gap: 15, storeIds: [till.storeId] }]);
  expect(await db.claimWideGaps(15, till.now())).toEqual([]);
});
