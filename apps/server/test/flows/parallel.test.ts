import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import { SOMPI } from "../support/gateway.ts";
import { freshAddress } from "../support/merchant.ts";

const test = gatewayTest({
  parts: { limits: { registerPerMinute: 1_000 } },
  env: { KP_REGISTRATION: "first" },
});

test("T-09: of 20 parallel first registrations exactly one becomes server admin; then registration is closed", async ({
  gateway,
}) => {
  const register = (n: number) =>
    fetch(`${gateway.url}/api/v1/auth/register`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        email: `u${n}@shop.example`,
        password: "correct horse battery",
        name: `Shop ${n}`,
      }),
    });
  const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => register(n)));
  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
  expect(answers.filter((answer) => answer.status === 403)).toHaveLength(19);
  expect(await gateway.sql("select server_admin from users")).toEqual([{ server_admin: true }]);
  expect((await register(21)).status).toBe(403);
});

test("M-01: one idempotency key, 50 parallel creates: one payment, one address, 50 equal answers", async ({
  gateway,
}) => {
  const storeId = await gateway.createStore();
  const idempotency = { key: "order-1", requestHash: "same" };
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => gateway.createPayment(storeId, { idempotency })),
  );
  expect(new Set(answers.map(({ answer }) => JSON.stringify(answer))).size).toBe(1);
  expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
  const rows = await gateway.sql<{ count: number }>("select count(*)::int as count from payments");
  expect(rows[0]?.count).toBe(1);
});

test("M-02 M-05: the key with another body is a conflict; in another store it is free", async ({
  gateway,
}) => {
  const [one, other] = [await gateway.createStore(), await gateway.createStore()];
  const first = await gateway.createPayment(one, { idempotency: { key: "k", requestHash: "a" } });
  await expect(
    gateway.createPayment(one, { idempotency: { key: "k", requestHash: "b" } }),
  ).rejects.toMatchObject({
    code: "idempotency_conflict",
  });
  const second = await gateway.createPayment(other, { idempotency: { key: "k", requestHash: "b" } });
  expect(second.answer.id).not.toBe(first.answer.id);
});

test("I10: parallel payments of a store never share an address, and indexes leave no gap that a wallet would miss", async ({
  gateway,
}) => {
  const storeId = await gateway.createStore();
  const answers = await Promise.all(Array.from({ length: 120 }, () => gateway.createPayment(storeId)));
  expect(new Set(answers.map(({ answer }) => answer.kaspaAddress)).size).toBe(120);
});

test("M-15: one static address keeps 60 equal prices apart by exact sums, and foreign sums stay unmatched", async ({
  gateway,
}) => {
  const { useCases } = gateway;
  const storeId = await gateway.createStore();
  const address = await freshAddress();
  const { readWallet } = await import("../../src/features/wallets/wallet-keeper.ts");
  await useCases.unitOfWork.transaction((db) =>
    useCases.wallets.put(db, { id: storeId }, readWallet(address, "simnet")),
  );
  useCases.storeCache.forget(storeId);
  const answers = await Promise.all(Array.from({ length: 60 }, () => gateway.createPayment(storeId)));
  expect(new Set(answers.map(({ answer }) => answer.amountExpectedSompi)).size).toBe(60);
  expect(answers.every(({ answer }) => answer.exactAmount)).toBe(true);
});

test("C-08: serialization failures in a third of all page transactions are retried, and nothing is doubled", async ({
  gateway,
  chain,
}) => {
  await gateway.sql("create sequence flaky");
  await gateway.sql(
    `create function fail_sometimes() returns trigger language plpgsql as $$ begin
    if nextval('flaky') % 3 = 1 then raise exception 'injected' using errcode = '40001'; end if; return new; end $$`,
  );
  await gateway.sql(
    "create trigger flaky before update on cursors for each row execute function fail_sometimes()",
  );
  const storeId = await gateway.createStore();
  for (let round = 0; round < 8; round++) {
    const { answer } = await gateway.createPayment(storeId);
    chain.pay({ address: answer.kaspaAddress, sompi: 25n * SOMPI, mine: true });
    chain.mine(12);
    await gateway.follow();
    expect((await gateway.useCases.reads.full(storeId, answer.id)).status).toBe("confirmed");
  }
  await gateway.sql("drop trigger flaky on cursors");
  const doubled = await gateway.sql(
    "select payment_id, type from events where type = 'payment.confirmed' group by 1, 2 having count(*) > 1",
  );
  expect(doubled).toEqual([]);
});
