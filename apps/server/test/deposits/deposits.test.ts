// Deposits through the public API on the simulated chain. docs/spec/deposits.md
import { describe, expect } from "vitest";
import { allowDeposits, openAccount } from "../support/deposit-account.ts";
import { gatewayTest } from "../support/fixtures.ts";

const test = gatewayTest({ clock: "stepped" });

let user = 0;
const nextUser = (): string => {
  user += 1;
  return `user-${user}`;
};

test.beforeEach(async ({ merchant }) => {
  await allowDeposits(merchant, { currency: "KAS", minimum: null, maximum: null, requiredConfirmations: 10 });
});

describe("money to a deposit account", () => {
  test("each output is one deposit: three to one address are three, and the sums are exact", async ({
    gateway,
    merchant,
  }) => {
    const account = await openAccount(merchant, nextUser());
    account.pay("5");
    account.pay("7.00000001");
    await gateway.catchUp();
    await gateway.mine(12);
    account.pay("11");
    await gateway.catchUp();
    expect(await account.statuses()).toEqual(["5 confirmed", "7.00000001 confirmed", "11 confirming"]);
    expect((await account.read()).totals).toEqual({
      confirmed: "12.00000001",
      confirmedSompi: "1200000001",
      confirming: "11.00000000",
      confirmingSompi: "1100000000",
      uncredited: "0.00000000",
      uncreditedSompi: "0",
      deposits: 3,
    });
    const [first] = await account.deposits();
    expect(await account.events(first?.id ?? "")).toEqual([
      "deposit.detected",
      "deposit.confirming",
      "deposit.confirmed",
    ]);
    const { body } = await merchant.call("GET", "/api/v1/unmatched");
    expect(body.data).toEqual([]);
  });

  test("a reorganisation that drops it takes it back: it stays in the list and counts no more", async ({
    gateway,
    chain,
    merchant,
  }) => {
    const account = await openAccount(merchant, nextUser());
    const txId = account.pay("5");
    await gateway.catchUp();
    await gateway.mine(12);
    expect(await account.statuses()).toEqual(["5 confirmed"]);
    chain.reorg({ depth: 13, drop: [txId] });
    await gateway.catchUp();
    expect(await account.statuses()).toEqual(["5 reverted"]);
    expect((await account.read()).totals).toMatchObject({ confirmedSompi: "0", deposits: 0 });
    const [deposit] = await account.deposits();
    expect(await account.events(deposit?.id ?? "")).toEqual([
      "deposit.detected",
      "deposit.confirming",
      "deposit.confirmed",
      "deposit.reverted",
    ]);
  });

  test("a reorganisation that accepts it again starts its count anew, and it is one deposit", async ({
    gateway,
    chain,
    merchant,
  }) => {
    const account = await openAccount(merchant, nextUser());
    account.pay("5");
    await gateway.mine(4);
    chain.reorg({ depth: 5 });
    await gateway.catchUp();
    expect(await account.statuses()).toEqual(["5 confirming"]);
    await gateway.mine(12);
    expect(await account.statuses()).toEqual(["5 confirmed"]);
  });

  test("that came while the gateway was down is found at its next start, once", async ({
    gateway,
    merchant,
  }) => {
    const account = await openAccount(merchant, nextUser());
    account.pay("5");
    await gateway.catchUp();
    await gateway.stop();
    account.pay("6");
    gateway.chain.mine(12);
    await gateway.restart();
    await gateway.follow();
    await gateway.follow();
    expect((await account.statuses()).toSorted()).toEqual(["5 confirmed", "6 confirmed"]);
  });

  test("pausing stops new addresses, never watching", async ({ gateway, merchant }) => {
    const account = await openAccount(merchant, nextUser());
    await allowDeposits(merchant, { enabled: false });
    const refused = await merchant.call("POST", "/api/v1/deposit-accounts", { externalUserId: nextUser() });
    expect(refused).toMatchObject({ status: 409, body: { code: "conflict" } });
    expect(refused.body.error).toContain("enabled");
    account.pay("5");
    await gateway.mine(12);
    expect(await account.statuses()).toEqual(["5 confirmed"]);
  });

  test("a wallet that was replaced is watched on: the account keeps its address, a new one is of the new wallet", async ({
    gateway,
  }) => {
    const merchant = await gateway.signUp("moved");
    await allowDeposits(merchant);
    const account = await openAccount(merchant, "alice");
    await merchant.changeSettings({ xpub: (await gateway.signUp("donor")).xpub });
    const again = await openAccount(merchant, "alice");
    expect(again.address).toBe(account.address);
    const other = await openAccount(merchant, "bob");
    expect(other.address).not.toBe(account.address);
    account.pay("5");
    other.pay("6");
    await gateway.catchUp();
    expect([await account.statuses(), await other.statuses()]).toEqual([["5 confirming"], ["6 confirming"]]);
  });
});

describe("limits", () => {
  test("less than the minimum is recorded and not credited; more than the maximum is credited and marked", async ({
    gateway,
    merchant,
  }) => {
    await allowDeposits(merchant, { minimum: "5", maximum: "100" });
    const account = await openAccount(merchant, nextUser());
    for (const amount of ["4.99999999", "5", "100", "100.00000001"]) account.pay(amount);
    await gateway.mine(12);
    expect(await account.statuses()).toEqual([
      "4.99999999 below_minimum",
      "5 confirmed",
      "100 confirmed",
      "100.00000001 confirmed",
    ]);
    const deposits = await account.deposits();
    expect(deposits.map(({ credited, aboveMaximum }) => [credited, aboveMaximum])).toEqual([
      [false, false],
      [true, false],
      [true, false],
      [true, true],
    ]);
    expect((await account.read()).totals).toMatchObject({
      confirmed: "205.00000001",
      uncredited: "4.99999999",
    });
    expect(await account.events(deposits[0]?.id ?? "")).toEqual([
      "deposit.detected",
      "deposit.below_minimum",
    ]);
    const listed = await merchant.call("GET", `/api/v1/deposits?account=${account.id}&status=below_minimum`);
    expect(listed.body.data).toHaveLength(1);
  });

  test("a minimum in fiat is compared at the rate of receipt, and a later change touches no deposit", async ({
    gateway,
    merchant,
  }) => {
    await allowDeposits(merchant, { currency: "USD", minimum: "1", maximum: null });
    const account = await openAccount(merchant, nextUser());
    const rate = Number((await gateway.call("GET", "/api/v1/price?network=simnet")).body.rate);
    const enough = Math.ceil(1 / rate);
    account.pay(`${enough}`);
    account.pay(`${enough - 1}`);
    await gateway.catchUp();
    expect(await account.statuses()).toEqual([`${enough} confirming`, `${enough - 1} below_minimum`]);
    await allowDeposits(merchant, { minimum: "1000" });
    await gateway.mine(12);
    expect((await account.statuses())[0]).toBe(`${enough} confirmed`);
    const [deposit] = await account.deposits();
    expect(deposit).toMatchObject({
      currency: "USD",
      rate: expect.any(String),
      fiatAtReceipt: expect.any(String),
    });
  });
});
