// Attaching and the follower both lock the cursor: the second one sees what the first one did.

import pg from "pg";
import { expect } from "vitest";
import { unmatchedRepository } from "../../src/features/unmatched/repository.ts";
import { readWallet } from "../../src/features/wallets/wallet-keeper.ts";
import { gatewayTest } from "../support/fixtures.ts";
import { SOMPI, SYSTEM, type TestGateway } from "../support/gateway.ts";
import { freshAddress } from "../support/merchant.ts";

let gate: { reached: () => void; open: Promise<void> } | null = null;
const test = gatewayTest({
  parts: {
    faults: {
      async reach(name) {
        if (name !== "follower.before-commit" || gate === null) return;
        gate.reached();
        await gate.open;
      },
    },
  },
});

/** Somebody waits for a lock of the database. */
async function lockAwaited(gateway: TestGateway): Promise<void> {
  const client = new pg.Client({ connectionString: gateway.database.url });
  await client.connect();
  for (let waiting = 0; waiting === 0; ) {
    const { rows } = await client.query<{ n: number }>(
      "select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    waiting = rows[0]?.n ?? 0;
  }
  await client.end();
}

test("N-05 I2 an attach that meets the block's removal waits for it, and is refused: no payment keeps money that is gone", async ({
  gateway,
  chain,
}) => {
  const { useCases } = gateway;
  const storeId = await gateway.createStore();
  const address = await freshAddress();
  await useCases.unitOfWork.transaction((db) =>
    useCases.wallets.put(db, { id: storeId }, readWallet(address, "simnet")),
  );
  useCases.storeCache.forget(storeId);
  const { answer } = await gateway.createPayment(storeId);
  const [txId = ""] = chain.pay({ address, sompi: 5n * SOMPI, mine: true }).txIds;
  await gateway.follow();
  const [found] = await unmatchedRepository(useCases.unitOfWork.db).list(
    storeId,
    { ignored: false, txId },
    { limit: 1, after: null },
  );
  const target = { storeId, paymentId: answer.id };
  const output = { txId, index: found?.transfer.outputIndex ?? 0 };

  chain.reorg({ depth: 1, drop: [txId] });
  let letGo = (): void => {};
  const open = new Promise<void>((done) => {
    letGo = done;
  });
  const waiting = new Promise<void>((reached) => {
    gate = { reached, open };
  });
  const followed = gateway.follow();
  await waiting;
  const attached = useCases.attachTransfer(target, SYSTEM, output, "too late").then(
    () => "attached",
    (error: { code?: string }) => error.code,
  );
  await lockAwaited(gateway);
  gate = null;
  letGo();
  await followed;
  expect(await attached).toBe("conflict");
  const payment = await useCases.reads.full(storeId, answer.id);
  expect(payment).toMatchObject({ status: "pending", amountReceived: "0.00000000", transfers: [] });
});
