// Refunds and payouts over restarts, lost history and forgotten blocks: the request has the state of the chain.
import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import type { TestGateway } from "../support/gateway.ts";
import type { Json } from "../support/http.ts";
import { freshAddress, type Merchant } from "../support/merchant.ts";

const test = gatewayTest({ per: "test" });

async function refunding(merchant: Merchant): Promise<Json> {
  const payment = await merchant.createPayment();
  payment.pay();
  await merchant.gateway.mine(12);
  const destination = await freshAddress();
  const body = { amount: "10", destination };
  const answer = await merchant.call("POST", `/api/v1/payments/${payment.id}/refunds`, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

const read = async (merchant: Merchant, id: string): Promise<Json> =>
  (await merchant.call("GET", `/api/v1/refunds/${id}`)).body;

const sign = ({ gateway, xpub }: Merchant, { address, amountSompi }: Json): string =>
  gateway.chain.payFrom({ account: xpub, address, sompi: amountSompi, mine: true }).txIds[0] ?? "";

async function caughtUp(gateway: TestGateway): Promise<void> {
  await gateway.restart();
  const { sink } = gateway.chain.state();
  while ((await gateway.cursor()).hash !== sink) await gateway.follow();
  await gateway.follow();
}

test("signed while the server was down: found at the next start", async ({ merchant, gateway, chain }) => {
  const refund = await refunding(merchant);
  await gateway.stop();
  sign(merchant, refund);
  chain.mine(20);
  await caughtUp(gateway);
  expect(await read(merchant, refund.id)).toMatchObject({
    status: "confirmed",
    outputs: [{ source: "wallet", counts: true }],
  });
});

test("signed in a gap of the history: the output is found among the unspent ones and waits for the merchant's word", async ({
  merchant,
  gateway,
  chain,
}) => {
  const refund = await refunding(merchant);
  await gateway.stop();
  const txId = sign(merchant, refund);
  chain.mine(700);
  chain.prune({ keep: 50 });
  await caughtUp(gateway);
  const found = await read(merchant, refund.id);
  expect(found).toMatchObject({ status: "awaiting_signature", attention: "unknown_source" });
  const { index } = found.outputs.find((output: Json) => output.txId === txId);
  const attached = await merchant.call("POST", `/api/v1/refunds/${refund.id}/attach`, { txId, index });
  expect(attached.body).toMatchObject({
    status: "confirmed",
    outputs: [{ source: "attached", counts: true }],
  });
});

test("no node knows the cursor: a refund that is not found again above the checkpoint is taken back", async ({
  merchant,
  gateway,
  chain,
}) => {
  const refund = await refunding(merchant);
  const kept = await refunding(merchant);
  for (let minutes = 0; minutes < 2; minutes++) await gateway.mine(600);
  sign(merchant, kept);
  await gateway.mine(12);
  const { id: backup } = chain.snapshot();
  sign(merchant, refund);
  await gateway.mine(12);
  expect((await read(merchant, refund.id)).status).toBe("confirmed");
  await gateway.stop();
  chain.restore({ id: backup });
  chain.mine(30);
  await caughtUp(gateway);
  expect(await read(merchant, refund.id)).toMatchObject({ status: "awaiting_signature", txId: null });
  expect((await read(merchant, kept.id)).status).toBe("confirmed");
});

test("no node knows the cursor: a confirmed refund whose destination is no longer looked at stays as it is", async ({
  merchant,
  gateway,
  chain,
}) => {
  const refund = await refunding(merchant);
  for (let minutes = 0; minutes < 2; minutes++) await gateway.mine(600);
  sign(merchant, refund);
  await gateway.mine(12);
  const { id: backup } = chain.snapshot();
  await gateway.mine(12);
  expect((await read(merchant, refund.id)).status).toBe("confirmed");
  // A day has passed: its sum at the address is free again.
  await gateway.sql("update disbursement_watches set forget_at = now() - interval '1 second'");
  await gateway.workers.cleanup.tick();
  expect(await gateway.sql("select 1 from disbursement_watches")).toEqual([]);
  await gateway.stop();
  chain.restore({ id: backup });
  chain.reorg({ depth: 1 });
  chain.mine(30);
  await caughtUp(gateway);
  expect((await read(merchant, refund.id)).status).toBe("confirmed");
});
