// Deposits when the chain cannot be read on: a checkpoint, a sync gap, a confirmation pause. docs/spec/deposits.md
import { expect } from "vitest";
import { allowDeposits, openAccount } from "../support/deposit-account.ts";
import { gatewayTest } from "../support/fixtures.ts";
import type { TestGateway } from "../support/gateway.ts";

const test = gatewayTest({ per: "test" });

test.beforeEach(async ({ merchant }) => {
  await allowDeposits(merchant, { requiredConfirmations: 10 });
});

/** The server does not run for 700 blocks, of which the node keeps the last 50. */
async function awayTooLong(gateway: TestGateway, meanwhile: () => void): Promise<void> {
  await gateway.stop();
  meanwhile();
  gateway.chain.mine(700);
  gateway.chain.prune({ keep: 50 });
  await gateway.restart();
  await gateway.follow();
  await gateway.follow();
}

test("after a sync gap deposits of the gap are found in the snapshot, once, and confirm when a node shows them again", async ({
  gateway,
  merchant,
}) => {
  const account = await openAccount(merchant, "alice");
  account.pay("5");
  await gateway.mine(12);
  await awayTooLong(gateway, () => account.pay("6"));
  expect((await account.statuses()).toSorted()).toEqual(["5 confirmed", "6 confirmed"]);
  const found = (await account.deposits()).find(({ amount }) => Number(amount) === 6);
  expect(found).toMatchObject({ acceptingBlockHash: null, credited: true });
  expect(await account.events(found?.id ?? "")).toEqual([
    "deposit.detected",
    "deposit.confirming",
    "deposit.confirmed",
  ]);
});

test("a deposit that was not confirmed before a sync gap and is spent after it waits for people, marked", async ({
  gateway,
  chain,
  merchant,
}) => {
  const account = await openAccount(merchant, "alice");
  const txId = account.pay("5");
  await gateway.catchUp();
  await awayTooLong(gateway, () => void chain.spend({ outpoint: `${txId}:0` }));
  await gateway.mine(20);
  expect(await account.statuses()).toEqual(["5 confirming"]);
  expect((await account.deposits())[0]?.vanished).toBe(true);
});

test("a replay from a checkpoint finds deposits again without an event, and takes back what left the chain", async ({
  gateway,
  chain,
  merchant,
}) => {
  chain.mine(600);
  await gateway.follow();
  const account = await openAccount(merchant, "alice");
  account.pay("5");
  await gateway.mine(12);
  const { id: backup } = chain.snapshot();
  account.pay("6");
  await gateway.mine(3);
  expect(await account.statuses()).toEqual(["5 confirmed", "6 confirming"]);
  await gateway.stop();
  // The chain goes on from the backup without the second deposit, on blocks that the cursor does not know.
  chain.restore({ id: backup });
  chain.reorg({ depth: 1 });
  chain.mine(700);
  await gateway.restart();
  await gateway.follow();
  await gateway.follow();
  expect(await account.statuses()).toEqual(["5 confirmed", "6 reverted"]);
  const [kept] = await account.deposits();
  expect(await account.events(kept?.id ?? "")).toEqual(["deposit.detected", "deposit.confirmed"]);
});

test("nothing is confirmed while confirmations are paused, and all that is due afterwards", async ({
  gateway,
  chain,
  merchant,
}) => {
  const account = await openAccount(merchant, "alice");
  account.pay("5");
  await gateway.catchUp();
  const [source] = gateway.sources;
  const nextTick = () => new Promise<void>((done) => source?.onTick(done));
  const told = nextTick();
  chain.finalityConflict();
  await told;
  await gateway.mine(20);
  expect([gateway.canConfirm(), await account.statuses()]).toEqual([false, ["5 confirming"]]);
  const settled = nextTick();
  chain.finalityConflict({ resolved: true });
  await settled;
  await gateway.follow();
  expect(await account.statuses()).toEqual(["5 confirmed"]);
});

test("newly mined money needs 1000 confirmations, and covenant outputs are recorded without credit", async ({
  gateway,
  chain,
  merchant,
}) => {
  const account = await openAccount(merchant, "alice");
  chain.pay({ address: account.address, sompi: 500_000_000n, coinbase: true });
  chain.pay({ address: account.address, sompi: 600_000_000n, covenant: "ab".repeat(32), mine: true });
  await gateway.mine(30);
  expect((await account.statuses()).toSorted()).toEqual(["5 confirming", "6 covenant"]);
  const mined = (await account.deposits()).find(({ coinbase }) => coinbase);
  expect(mined?.requiredConfirmations).toBe(1_000);
  await gateway.mine(1_000);
  expect((await account.statuses()).toSorted()).toEqual(["5 confirmed", "6 covenant"]);
});
