// The address gap, and reuse of addresses that nobody paid. docs/spec/kaspa-protocol.md#address-gap-and-reuse

import { expect } from "vitest";
import { addressRepository } from "../../src/features/wallets/address-repository.ts";
import { walletRepository } from "../../src/features/wallets/wallet-repository.ts";
import type { TestClock } from "../support/clock.ts";
import { gatewayTest } from "../support/fixtures.ts";
import { MINUTE_MS, type TestGateway } from "../support/gateway.ts";
import type { Merchant } from "../support/merchant.ts";
import type { TestPayment } from "../support/payment.ts";

const test = gatewayTest({ clock: "stepped", webhooks: true });

const HOUR_MS = 60 * MINUTE_MS;
const GOAL = 7;

async function wallet(merchant: Merchant) {
  return (await merchant.call("GET", "/api/v1/settings")).body.wallet;
}

async function payments(
  merchant: Merchant,
  count: number,
  fields: Record<string, unknown> = {},
): Promise<TestPayment[]> {
  const made: TestPayment[] = [];
  for (let n = 0; n < count; n++) made.push(await merchant.createPayment(fields));
  return made;
}

/** Time passes until what is open has expired. */
const expireAll = (clock: TestClock) => clock.advance(6 * MINUTE_MS);

/** The 24 hours after the payments pass, and the cleanup worker runs. */
async function pastQuarantine(gateway: TestGateway): Promise<void> {
  await gateway.clock.advance(24 * HOUR_MS + MINUTE_MS);
  await gateway.workers.cleanup.tick();
}

const addresses = (made: readonly TestPayment[]) => made.map((payment) => payment.address);

let first: TestPayment[];

test("I10 gap: highest index given less highest ever paid, in the settings of the store", async ({
  gateway,
  merchant,
}) => {
  expect(await wallet(merchant)).toMatchObject({ gap: 0, gapLevel: "ok", blindWallets: [] });
  first = await payments(merchant, 3);
  expect(await wallet(merchant)).toMatchObject({ gap: 3, nextIndex: 3, gapLevel: "ok" });
  first[1]?.pay("25");
  await gateway.mine(2);
  expect(await wallet(merchant)).toMatchObject({ gap: 1, gapLevel: "ok" });
});

test("I10 gap: a mempool observation pays nothing, and marks the address as used for good", async ({
  gateway,
  chain,
  merchant,
}) => {
  const seen = first[2] as TestPayment;
  await seen.page();
  const txId = seen.pay("25", { mempoolOnly: true });
  await gateway.pollMempool();
  expect((await seen.full()).amountSeen).toBe("25.00000000");
  expect(await wallet(merchant)).toMatchObject({ gap: 1 });
  chain.dropTx({ txId });
});

let unpaid: TestPayment[];

test("I10 gap: no address is free in its quarantine: the payment gets a new index, and the wallets that cannot see it are named", async ({
  gateway,
  clock,
  merchant,
}) => {
  unpaid = await payments(merchant, 6);
  await unpaid[5]?.action("cancel");
  expect(await wallet(merchant)).toMatchObject({ gap: 7, gapLevel: "ok", blindWallets: [] });
  await expireAll(clock);
  await gateway.workers.cleanup.tick();
  unpaid.push(...(await payments(merchant, 1)));
  expect(await wallet(merchant)).toMatchObject({
    gap: 8,
    nextIndex: 10,
    gapLevel: "warning",
    blindWallets: ["Kaspa NG and the Kaspa command-line wallet"],
  });
  const { body } = await gateway.call("GET", "/trpc/dashboard.overview?input=%7B%7D", { as: merchant.token });
  expect(body.result.data.needsAttention).toContainEqual(
    expect.objectContaining({ kind: "address_gap", severity: "warning", count: 8 }),
  );
  await expireAll(clock);
});

let again: TestPayment[];

test("I10 recycling: a day later unpaid addresses come back, oldest first; paid and seen ones never", async ({
  gateway,
  merchant,
}) => {
  await pastQuarantine(gateway);
  again = await payments(merchant, 8, { amount: "30" });
  const canceled = unpaid[5] as TestPayment;
  const expired = unpaid.filter((payment) => payment !== canceled);
  expect(addresses(again)).toEqual(addresses([canceled, first[0] as TestPayment, ...expired]));
  expect(await wallet(merchant)).toMatchObject({ gap: 8, nextIndex: 10 });
  const [next] = await payments(merchant, 1);
  expect(await wallet(merchant)).toMatchObject({ gap: 9, nextIndex: 11 });
  const known = new Set(addresses([...first, ...unpaid]));
  expect(known.has(next?.address ?? "")).toBe(false);
});

test("M-15 money on a recycled address is its present payment's; the sum of a past one goes to people", async ({
  gateway,
}) => {
  const [past, present] = [first[0] as TestPayment, again[1] as TestPayment];
  expect(past.address).toBe(present.address);
  past.pay("25");
  await gateway.mine(2);
  expect(await past.full()).toMatchObject({ status: "expired", amountReceived: "0.00000000" });
  expect(await present.full()).toMatchObject({ status: "underpaid", amountReceived: "25.00000000" });
  expect(await present.attention()).toContain("manual open 25.00000000");
  const exact = again[0] as TestPayment;
  exact.pay("30");
  await gateway.mine(12);
  expect(await exact.full()).toMatchObject({ status: "confirmed", attention: [] });
});

test("I10 recycling: only at the gap's goal: below it a new index comes although free ones wait", async ({
  gateway,
  clock,
  merchant,
}) => {
  const newest = (await payments(merchant, 1))[0] as TestPayment;
  newest.pay("25");
  await gateway.mine(2);
  expect(await wallet(merchant)).toMatchObject({ gap: 0 });
  await expireAll(clock);
  await pastQuarantine(gateway);
  const { nextIndex } = await wallet(merchant);
  await payments(merchant, GOAL);
  expect(await wallet(merchant)).toMatchObject({ gap: GOAL, nextIndex: nextIndex + GOAL });
  const recycled = (await payments(merchant, 1))[0] as TestPayment;
  expect(await wallet(merchant)).toMatchObject({ gap: GOAL });
  expect(addresses(again)).toContain(recycled.address);
});

test("late money to an address that waits to be recycled stays with its last payment and keeps the address", async ({
  gateway,
  merchant,
}) => {
  const { free } = addressRepository(gateway.useCases.unitOfWork.db);
  const current = await walletRepository(gateway.useCases.unitOfWork.db).current(merchant.storeId);
  if (current === null) throw new Error("the store has a wallet");
  const waiting = await free(current, 10);
  const payment = again.findLast((payment) =>
    waiting.some(({ address }) => address === payment.address),
  ) as TestPayment;
  payment.pay("30");
  await gateway.mine(2);
  expect(await payment.full()).toMatchObject({ status: "expired", attention: ["late"] });
  expect((await free(current, 10)).map(({ address }) => address)).not.toContain(payment.address);
});

test("with the setting off every sale gets a new index, and at 15 operator and owners are notified once", async ({
  gateway,
  clock,
  merchant,
}) => {
  await merchant.changeSettings({ recycleAddresses: false });
  const before = await wallet(merchant);
  await payments(merchant, 8);
  expect(await wallet(merchant)).toMatchObject({
    gap: before.gap + 8,
    nextIndex: before.nextIndex + 8,
    gapLevel: "alert",
  });
  const db = addressRepository(gateway.useCases.unitOfWork.db);
  expect(await db.claimWideGaps(15, clock.now())).toMatchObject([{ gap: 15, storeIds: [merchant.storeId] }]);
  expect(await db.claimWideGaps(15, clock.now())).toEqual([]);
});
