// Accounts and settings: one permanent address for each customer. docs/spec/deposits.md#accounts
import { describe, expect } from "vitest";
import { allowDeposits, openAccount } from "../support/deposit-account.ts";
import { gatewayTest } from "../support/fixtures.ts";
import { MINUTE_MS } from "../support/gateway.ts";
import { freshAddress } from "../support/merchant.ts";

const test = gatewayTest({ clock: "stepped" });

test.beforeEach(async ({ merchant }) => {
  await allowDeposits(merchant, { currency: "KAS", minimum: null, maximum: null });
});

describe("an account", () => {
  test("50 calls at once for one customer make one account with one address, and take one index", async ({
    gateway,
    merchant,
  }) => {
    const before = (await merchant.call("GET", "/api/v1/settings")).body.wallet.nextIndex;
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, call) =>
        merchant.call("POST", "/api/v1/deposit-accounts", { externalUserId: "many", label: `call ${call}` }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 201));
    expect(new Set(answers.map(({ body }) => `${body.id} ${body.address}`)).size).toBe(1);
    expect(answers.filter(({ body }) => body.created)).toHaveLength(1);
    const [row] = await gateway.sql(
      "select count(*)::int as count from deposit_accounts where external_user_id = 'many'",
    );
    expect(row).toEqual({ count: 1 });
    expect((await merchant.call("GET", "/api/v1/settings")).body.wallet.nextIndex).toBe(before + 1);
  });

  test("two processes that make it at once end with one account", async ({ gateway, merchant }) => {
    const other = await gateway.startAnother();
    const ask = (process: typeof gateway) =>
      process.call("POST", "/api/v1/deposit-accounts", {
        body: { externalUserId: "twice" },
        as: merchant.key,
      });
    const answers = await Promise.all([ask(gateway), ask(other), ask(gateway), ask(other)]);
    expect(new Set(answers.map(({ body }) => body.address)).size).toBe(1);
    expect(answers.filter(({ body }) => body.created)).toHaveLength(1);
    await other.stop();
  });

  test("never shares an address with a payment, and no payment gets it later", async ({ merchant }) => {
    const addresses: string[] = [];
    for (let index = 0; index < 12; index++) {
      addresses.push((await merchant.createPayment()).address);
      addresses.push((await openAccount(merchant, `shared-${index}`)).address);
    }
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  test("its label and metadata change, its address never does; each change is in the audit log", async ({
    merchant,
  }) => {
    const account = await openAccount(merchant, "noted");
    const path = `/api/v1/deposit-accounts/${account.id}`;
    const changed = await merchant.call("PATCH", path, { label: "Alice", metadata: { level: 3 } });
    expect(changed.body).toMatchObject({ label: "Alice", metadata: { level: 3 }, address: account.address });
    expect((await merchant.call("PATCH", path, { label: null })).body).toMatchObject({
      label: null,
      metadata: { level: 3 },
    });
    const audit = await merchant.gateway.trpc(
      "query",
      "dashboard.audit",
      { object: account.id, limit: 10 },
      merchant.token,
    );
    expect(JSON.stringify(audit.body)).toContain("deposit_account.created");
    expect(JSON.stringify(audit.body)).toContain("deposit_account.updated");
  });

  test("lists are read page by page, the newest first, and by customer and address", async ({ merchant }) => {
    const made = [];
    for (const name of ["page-1", "page-2", "page-3"]) made.push(await openAccount(merchant, name));
    const first = (await merchant.call("GET", "/api/v1/deposit-accounts?limit=2")).body;
    expect(first.data.map((row: { externalUserId: string }) => row.externalUserId)).toEqual([
      "page-3",
      "page-2",
    ]);
    const next = (await merchant.call("GET", `/api/v1/deposit-accounts?limit=1&cursor=${first.nextCursor}`))
      .body;
    expect(next.data[0].externalUserId).toBe("page-1");
    const byUser = (await merchant.call("GET", "/api/v1/deposit-accounts?externalUserId=page-2")).body;
    const byAddress = (await merchant.call("GET", `/api/v1/deposit-accounts?address=${made[1]?.address}`))
      .body;
    expect([byUser.data[0].id, byAddress.data[0].id]).toEqual([made[1]?.id, made[1]?.id]);
  });

  test("counts in the gap of the wallet as a payment does, until it is paid", async ({ gateway }) => {
    const merchant = await gateway.signUp("gap");
    await allowDeposits(merchant);
    const gap = async () => (await merchant.call("GET", "/api/v1/settings")).body.wallet.gap;
    await openAccount(merchant, "first");
    const second = await openAccount(merchant, "second");
    expect(await gap()).toBe(2);
    second.pay("5");
    await gateway.catchUp();
    expect(await gap()).toBe(0);
  });
});

describe("refusals", () => {
  test.for([
    [{}, 400, "invalid_request", "externalUserId"],
    [{ externalUserId: "" }, 400, "invalid_request", "externalUserId"],
    [{ externalUserId: " " }, 400, "invalid_request", "externalUserId"],
    [{ externalUserId: "x".repeat(201) }, 400, "invalid_request", "externalUserId"],
    [{ externalUserId: 7 }, 400, "invalid_request", "externalUserId"],
    [{ externalUserId: "a", address: "kaspa:q" }, 400, "invalid_request", "address"],
    [{ externalUserId: "a", label: "x".repeat(201) }, 400, "invalid_request", "label"],
    [{ externalUserId: "a", metadata: { a: "x".repeat(501) } }, 400, "invalid_request", "metadata"],
  ] as const)(
    "%#: a bad account is refused with the field",
    async ([body, status, code, field], { merchant }) => {
      const answer = await merchant.call("POST", "/api/v1/deposit-accounts", body);
      expect(answer).toMatchObject({ status, body: { code } });
      expect(JSON.stringify(answer.body)).toContain(field);
    },
  );

  test.for([
    [{ minimum: "0.09999999" }, 422, "amount_too_small", "minimum"],
    [{ maximum: "29000000001" }, 422, "amount_too_large", "maximum"],
    [{ minimum: "10", maximum: "9" }, 422, "validation_error", "maximum"],
    [{ currency: "XYZ" }, 422, "unknown_currency", "currency"],
    [{ currency: "USD", minimum: "0" }, 422, "amount_too_small", "minimum"],
    [{ currency: "USD", minimum: "1.234" }, 400, "invalid_request", "minimum"],
    [{ minimum: "-1" }, 400, "invalid_request", "minimum"],
    [{ minimum: "1e3" }, 400, "invalid_request", "minimum"],
    [{ requiredConfirmations: 0 }, 400, "invalid_request", "requiredConfirmations"],
    [{ requiredConfirmations: 432_001 }, 400, "invalid_request", "requiredConfirmations"],
    [{ enabled: "yes" }, 400, "invalid_request", "enabled"],
  ] as const)(
    "%#: bad settings are refused and change nothing",
    async ([body, status, code, field], { merchant }) => {
      const before = (await merchant.call("GET", "/api/v1/deposit-settings")).body;
      const answer = await merchant.call("PATCH", "/api/v1/deposit-settings", body);
      expect(answer).toMatchObject({ status, body: { code } });
      expect(JSON.stringify(answer.body)).toContain(field);
      expect((await merchant.call("GET", "/api/v1/deposit-settings")).body).toEqual(before);
    },
  );

  test("limits are never read in another currency than they were written in", async ({ merchant }) => {
    await allowDeposits(merchant, { minimum: "5" });
    const answer = await merchant.call("PUT", "/api/v1/deposit-settings", { currency: "USD" });
    expect(answer).toMatchObject({ status: 422, body: { code: "validation_error", param: "minimum" } });
    const given = await merchant.call("PUT", "/api/v1/deposit-settings", { currency: "USD", minimum: "5" });
    expect(given).toMatchObject({ status: 200, body: { currency: "USD", minimum: "5.00", maximum: null } });
  });

  test("a store with a single address has no accounts, and its merchant reads the cure", async ({
    gateway,
  }) => {
    const merchant = await gateway.signUp("single", { kaspaAddress: await freshAddress() });
    const on = await merchant.call("PATCH", "/api/v1/deposit-settings", { enabled: true });
    expect(on).toMatchObject({ status: 409, body: { code: "conflict" } });
    expect(on.body.error).toContain("kpub");
  });

  test("a store that changed to a single address keeps its accounts and makes no new ones", async ({
    gateway,
  }) => {
    const merchant = await gateway.signUp("shrunk");
    await allowDeposits(merchant);
    const account = await openAccount(merchant, "alice");
    await merchant.changeSettings({ kaspaAddress: await freshAddress() });
    expect((await openAccount(merchant, "alice")).address).toBe(account.address);
    const refused = await merchant.call("POST", "/api/v1/deposit-accounts", { externalUserId: "bob" });
    expect(refused).toMatchObject({ status: 409, body: { code: "conflict" } });
    expect(refused.body.error).toContain("kpub");
  });

  test("the address of an account cannot become a store's single address", async ({ gateway, merchant }) => {
    const account = await openAccount(merchant, "taken");
    const other = await gateway.signUp("thief");
    const answer = await gateway.call("PATCH", "/api/v1/settings", {
      body: { kaspaAddress: account.address },
      as: other.token,
    });
    expect(answer).toMatchObject({ status: 409, body: { code: "conflict" } });
  });

  test("a key without deposits:write reads accounts and changes nothing", async ({ gateway, merchant }) => {
    const { body } = await gateway.call("POST", "/api/v1/api-keys", {
      body: { name: "reader", scopes: ["payments:read"] },
      as: merchant.token,
    });
    const ask = (method: string, path: string, sent = {}) =>
      gateway.call(method, `/api/v1${path}`, { ...sent, as: body.key });
    expect((await ask("GET", "/deposit-accounts")).status).toBe(200);
    expect((await ask("GET", "/deposits")).status).toBe(200);
    const write = await ask("POST", "/deposit-accounts", { body: { externalUserId: "x" } });
    expect(write).toMatchObject({ status: 403, body: { scope: "deposits:write" } });
  });
});

test("what anybody may see of a store: name, currencies and the limits of deposits, and nothing of an unknown store", async ({
  gateway,
  merchant,
}) => {
  await allowDeposits(merchant, { minimum: "5" });
  const seen = await gateway.call("GET", `/api/v1/stores/${merchant.storeId}/public`);
  expect(seen).toMatchObject({
    status: 200,
    body: {
      id: merchant.storeId,
      depositsEnabled: true,
      depositMinimum: { amount: "5.00000000", currency: "KAS" },
      depositMaximum: null,
      network: "simnet",
    },
  });
  expect(seen.body.currencies).toContain("KAS");
  expect((await gateway.call("GET", "/api/v1/stores/sto_1/public")).status).toBe(404);
});

// The last one: sessions end with the days that it lets pass.
test("an account never gets an address that a payment had, although payments get those again", async ({
  gateway,
  clock,
}) => {
  const merchant = await gateway.signUp("recycler");
  await allowDeposits(merchant);
  const had: string[] = [];
  for (let index = 0; index < 9; index++) had.push((await merchant.createPayment()).address);
  await clock.advance(6 * MINUTE_MS);
  await clock.advance(25 * 60 * MINUTE_MS);
  await gateway.workers.cleanup.tick();
  const [again, account] = await Promise.all([merchant.createPayment(), openAccount(merchant, "alice")]);
  expect(had).toContain(again.address);
  expect(had).not.toContain(account.address);
});
