// A wallet over its life: shared, replaced, watched for ever, listed, and reported when its gap grows.
import { newDemoAccountKey } from "@kaspa-pay/kaspa-sim";
import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import { SOMPI, type TestGateway } from "../support/gateway.ts";
import { freshAddress, type Merchant } from "../support/merchant.ts";

const test = gatewayTest({ mail: true, keepLog: true });

let alice: Merchant;
let bob: Merchant;
test.beforeAll(async ({ gateway }) => {
  [alice, bob] = [await gateway.signUp("alice"), await gateway.signUp("bob")];
});

const create = async (gateway: TestGateway, who: Merchant, amount = "25") =>
  (await gateway.call("POST", "/api/v1/payments", { as: who.key, body: { amount } })).body;
const read = async (gateway: TestGateway, who: Merchant, id: string) =>
  (await gateway.call("GET", `/api/v1/payments/${id}`, { as: who.key })).body;
const change = (gateway: TestGateway, who: Merchant, body: object) =>
  gateway.call("PATCH", "/api/v1/settings", { as: who.token, body });
const settings = async (gateway: TestGateway, who: Merchant) =>
  (await gateway.call("GET", "/api/v1/settings", { as: who.key })).body;
const csv = (gateway: TestGateway, who: string, query = "") =>
  gateway.call("GET", `/api/v1/settings/wallet/addresses.csv${query}`, { as: who });
const unmatched = async (gateway: TestGateway, who: Merchant) =>
  (await gateway.call("GET", "/api/v1/unmatched", { as: who.key })).body.data;

/** Pays and mines until it is deep enough; the transaction's id. */
async function pay(gateway: TestGateway, address: string, sompi: bigint): Promise<string> {
  const { txIds } = gateway.chain.pay({ address, sompi, mine: true });
  gateway.chain.mine(12);
  await gateway.follow();
  return txIds[0] ?? "";
}

test("A-11 every owner is notified of a wallet change, and open payments of every former wallet are still paid", async ({
  gateway,
}) => {
  await gateway.sql(
    `insert into store_members (store_id, user_id, role, created_at)
     select $1, id, 'owner', now() from users where email = $2`,
    [uuidOf(alice.storeId), bob.email],
  );
  const byKey = await create(gateway, alice);
  const single = await freshAddress();
  expect((await change(gateway, alice, { kaspaAddress: single })).status).toBe(200);
  await gateway.useCases.background.idle();
  const received = gateway.mailbox.letters.filter(({ text }) => text.includes("wallet"));
  expect(received.map(({ to }) => to).toSorted()).toEqual([alice.email, bob.email]);
  const bySum = await create(gateway, alice);
  expect(bySum).toMatchObject({ kaspaAddress: single, exactAmount: true });
  expect((await change(gateway, alice, { xpub: await newDemoAccountKey() })).status).toBe(200);
  const byNext = await create(gateway, alice);
  expect(new Set([byKey, bySum, byNext].map((payment) => payment.kaspaAddress)).size).toBe(3);

  for (const payment of [byKey, bySum, byNext]) {
    expect(await read(gateway, alice, payment.id)).toMatchObject({
      status: "pending",
      kaspaAddress: payment.kaspaAddress,
    });
    await pay(gateway, payment.kaspaAddress, BigInt(payment.amountExpectedSompi));
    expect(await read(gateway, alice, payment.id)).toMatchObject({ status: "confirmed" });
  }
  const events = await gateway.call("GET", "/api/v1/events?type=wallet.changed", { as: alice.key });
  expect(events.body.data.map((event: { data: object }) => event.data)).toMatchObject([
    { wallet: { mode: "xpub", address: null } },
    { wallet: { mode: "address", address: single } },
  ]);
  const { formerWallets } = await settings(gateway, alice);
  expect(formerWallets.map(({ mode }: { mode: string }) => mode)).toEqual(["address", "xpub"]);
  const txId = await pay(gateway, single, 5n * SOMPI);
  expect(await unmatched(gateway, alice)).toMatchObject([{ txId, address: single, amount: "5.00000000" }]);
});

test("A-11 an address that an account key gave to a payment is refused as a single address", async ({
  gateway,
}) => {
  const given = await create(gateway, alice);
  const refused = await change(gateway, bob, { kaspaAddress: given.kaspaAddress });
  expect(refused).toMatchObject({ status: 409, body: { code: "conflict", param: "kaspaAddress" } });
});

test("T-01 I10 two stores with one account key never share an address, and each sees its own money", async ({
  gateway,
}) => {
  expect((await change(gateway, bob, { xpub: alice.xpub })).status).toBe(200);
  expect((await change(gateway, alice, { xpub: alice.xpub })).status).toBe(200);
  const made = await Promise.all(
    Array.from({ length: 20 }, async (_, n) => ({
      who: n % 2 === 0 ? alice : bob,
      payment: await create(gateway, n % 2 === 0 ? alice : bob),
    })),
  );
  expect(new Set(made.map(({ payment }) => payment.kaspaAddress)).size).toBe(20);
  const [ofAlice, ofBob] = [made[0], made[1]];
  await pay(gateway, ofBob?.payment.kaspaAddress, 25n * SOMPI);
  expect(await read(gateway, bob, ofBob?.payment.id)).toMatchObject({ status: "confirmed" });
  expect(await read(gateway, alice, ofAlice?.payment.id)).toMatchObject({ status: "pending" });
  const lines = [(await csv(gateway, alice.key)).body, (await csv(gateway, bob.key)).body] as string[];
  expect(lines[0]?.includes(ofBob?.payment.kaspaAddress)).toBe(false);
  expect(lines[1]?.includes(ofBob?.payment.kaspaAddress)).toBe(true);
});

test("M-15 T-01 two stores at one address: no sum twice, each its own money, unmatched outputs to the store that asked for the sum", async ({
  gateway,
}) => {
  const shared = await freshAddress();
  for (const who of [alice, bob])
    expect((await change(gateway, who, { kaspaAddress: shared })).status).toBe(200);
  const [ofAlice, ofBob] = [await create(gateway, alice), await create(gateway, bob)];
  const many = await Promise.all(
    Array.from({ length: 30 }, (_, n) => create(gateway, n % 2 === 0 ? alice : bob)),
  );
  expect(new Set(many.map((payment) => payment.amountExpectedSompi)).size).toBe(30);
  await pay(gateway, shared, BigInt(ofBob.amountExpectedSompi));
  expect(await read(gateway, bob, ofBob.id)).toMatchObject({ status: "confirmed" });
  expect(await read(gateway, alice, ofAlice.id)).toMatchObject({ status: "pending" });

  const late = many[1];
  await gateway.sql(
    "update address_assignments set state = 'released', released_daa = from_daa where payment_id = $1",
    [uuidOf(late.id)],
  );
  const txId = await pay(gateway, shared, BigInt(late.amountExpectedSompi));
  const [row] = await unmatched(gateway, bob);
  expect(row).toMatchObject({ txId, reasonCode: "amount" });
  expect((await unmatched(gateway, alice)).map((transfer: { txId: string }) => transfer.txId)).not.toContain(
    txId,
  );
  const attach = (who: Merchant, id: string) =>
    gateway.call("POST", `/api/v1/payments/${id}/attach`, {
      as: who.key,
      body: { txId, index: row.index, note: "mine" },
    });
  expect((await attach(alice, ofAlice.id)).status).toBe(404);
  expect((await attach(bob, ofAlice.id)).status).toBe(404);
  expect(await attach(bob, late.id)).toMatchObject({ status: 200, body: { status: "confirming" } });
});

test("the recovery list: every index with address, state and money; streamed, audited, for owners and managers", async ({
  gateway,
}) => {
  const carol = await gateway.signUp("carol");
  const made = [await create(gateway, carol), await create(gateway, carol), await create(gateway, carol)];
  await pay(gateway, made[1].kaspaAddress, 30n * SOMPI);
  await gateway.call("POST", `/api/v1/payments/${made[2].id}/cancel`, { as: carol.key, body: {} });
  const answer = await csv(gateway, carol.token);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="addresses-/);
  const [head, ...rows] = (answer.body as string).trimEnd().split("\r\n");
  expect(head).toMatch(/^index,path below the account,address,state,came on chain KAS,came on chain sompi/);
  expect(rows.map((row) => row.split(",").slice(0, 10))).toEqual([
    ["0", "0/0", made[0].kaspaAddress, "open", "0.00000000", "0", "0", "1", made[0].id, "pending"],
    [
      "1",
      "0/1",
      made[1].kaspaAddress,
      "paid",
      "30.00000000",
      "3000000000",
      "1",
      "1",
      made[1].id,
      "confirmed",
    ],
    ["2", "0/2", made[2].kaspaAddress, "quarantine", "0.00000000", "0", "0", "1", made[2].id, "canceled"],
  ]);
  const audit = await gateway.sql(
    "select actor from audit_log where action = 'wallet.exported' and store_id = $1",
    [uuidOf(carol.storeId)],
  );
  expect(audit).toEqual([{ actor: `user:${carol.userId}` }]);

  await gateway.sql(
    `insert into addresses (network, script, address, store_id, key_hash, mode, branch, address_index, created_at)
     select network, 'x' || n, 'y' || n, store_id, key_hash, mode, 0, n, now()
     from addresses, generate_series(3, 2602) n where store_id = $1 and address_index = 0`,
    [uuidOf(carol.storeId)],
  );
  const all = ((await csv(gateway, carol.key, "?separator=%3B")).body as string).trimEnd().split("\r\n");
  expect(all.slice(1).map((row) => Number(row.split(";")[0]))).toEqual(
    Array.from({ length: 2_603 }, (_, n) => n),
  );

  const former = (await settings(gateway, alice)).formerWallets[0].id;
  expect((await csv(gateway, alice.key, `?wallet=${former}`)).status).toBe(200);
  expect(await csv(gateway, carol.key, `?wallet=${former}`)).toMatchObject({
    status: 404,
    body: { code: "not_found" },
  });
  expect((await csv(gateway, carol.key, "?nope=1")).status).toBe(400);
  await gateway.sql("update store_members set role = 'accountant' where store_id = $1", [
    uuidOf(carol.storeId),
  ]);
  expect(await csv(gateway, carol.token)).toMatchObject({ status: 403, body: { code: "forbidden" } });
});

test("B-02 R-08 address_gap: at 15 the operator's log and the owners are notified of it, once, and again after it closed", async ({
  gateway,
}) => {
  const dave = await gateway.signUp("dave");
  const made = [];
  for (let n = 0; n < 14; n++) made.push(await create(gateway, dave));
  const letters = async () => {
    const before = gateway.mailbox.letters.length;
    await gateway.workers.cleanup.tick();
    await gateway.useCases.background.idle();
    return gateway.mailbox.letters.slice(before).filter(({ to }) => to === dave.email);
  };
  expect(await letters()).toEqual([]);
  made.push(await create(gateway, dave));
  const [letter, ...more] = await letters();
  expect(more).toEqual([]);
  expect(letter?.text).toMatch(/15 addresses in a row were never paid/);
  expect(
    gateway.log.filter((line) => line.includes('"alert":"address_gap"') && line.includes(dave.storeId)),
  ).toHaveLength(1);
  expect(await letters()).toEqual([]);
  expect((await settings(gateway, dave)).wallet).toMatchObject({ gap: 15, gapLevel: "alert" });
  await pay(gateway, made[10].kaspaAddress, 25n * SOMPI);
  expect((await settings(gateway, dave)).wallet).toMatchObject({ gap: 4, gapLevel: "ok" });
  expect(await letters()).toEqual([]);
  for (let n = 0; n < 11; n++) await create(gateway, dave);
  expect(await letters()).toHaveLength(1);
});

function uuidOf(id: string): string {
  return id.slice(id.indexOf("_") + 1);
}
