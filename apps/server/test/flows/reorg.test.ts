import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import { SOMPI, type TestGateway } from "../support/gateway.ts";

const test = gatewayTest();

let storeId: string;

test.beforeAll(async ({ gateway }) => {
  storeId = await gateway.createStore();
});

async function paid(gateway: TestGateway): Promise<{ id: string; txId: string }> {
  const { answer } = await gateway.createPayment(storeId);
  const { txIds } = gateway.chain.pay({ address: answer.kaspaAddress, sompi: 25n * SOMPI, mine: true });
  return { id: answer.id, txId: txIds[0] ?? "" };
}

const statusOf = async (gateway: TestGateway, id: string) =>
  (await gateway.useCases.reads.full(storeId, id)).status;

test.for([1, 5, 9])(
  "N-05: a reorg of %i blocks that accepts the money again starts its count anew",
  async (depth, { gateway, chain }) => {
    const { id } = await paid(gateway);
    chain.mine(depth - 1);
    await gateway.follow();
    chain.reorg({ depth });
    await gateway.follow();
    expect(await statusOf(gateway, id)).toBe("confirming");
    expect(await gateway.differencesFromChain(storeId, id)).toEqual([]);
    chain.mine(12);
    await gateway.follow();
    expect(await statusOf(gateway, id)).toBe("confirmed");
    const types = await gateway.eventTypes(storeId, id);
    expect(types.filter((type) => type === "payment.confirmed")).toHaveLength(1);
  },
);

test("N-05: a reorg before the depth that drops the money takes it back, and nothing was confirmed", async ({
  gateway,
  chain,
}) => {
  const { id, txId } = await paid(gateway);
  chain.mine(4);
  await gateway.follow();
  chain.reorg({ depth: 5, drop: [txId] });
  await gateway.follow();
  expect(await statusOf(gateway, id)).toBe("pending");
  expect(await gateway.differencesFromChain(storeId, id)).toEqual([]);
  expect(await gateway.eventTypes(storeId, id)).not.toContain("payment.confirmed");
});

test("N-05: a confirmed payment whose block leaves the chain counts as paid no longer, and its people are told by event and attention", async ({
  gateway,
  chain,
}) => {
  const { id, txId } = await paid(gateway);
  chain.mine(11);
  await gateway.follow();
  expect(await statusOf(gateway, id)).toBe("confirmed");
  chain.reorg({ depth: 12, drop: [txId] });
  await gateway.follow();
  expect(await statusOf(gateway, id)).toBe("confirming");
  const full = await gateway.useCases.reads.full(storeId, id);
  expect(full.attention).toContain("reverted");
  const types = await gateway.eventTypes(storeId, id);
  expect(types).toEqual(
    expect.arrayContaining(["transfer.reverted", "payment.reverted", "payment.attention"]),
  );
});

test("N-17: a cursor that was itself reorganised out while the server was down is honoured", async ({
  gateway,
  chain,
}) => {
  const { id, txId } = await paid(gateway);
  chain.mine(3);
  await gateway.follow();
  await gateway.stop();
  chain.reorg({ depth: 6, drop: [txId] });
  chain.mine(20);
  await gateway.restart();
  await gateway.follow();
  expect(await statusOf(gateway, id)).toBe("pending");
  expect(await gateway.differencesFromChain(storeId, id)).toEqual([]);
});
