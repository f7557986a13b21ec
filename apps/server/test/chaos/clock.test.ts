// C-09: somebody sets the clock of the host, up or down, while the gateway runs.

import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import { SOMPI, SYSTEM, startProcess } from "../support/gateway.ts";
import type { Installation } from "../support/installation.ts";

const test = gatewayTest();

const HOUR_MS = 60 * 60 * 1_000;

/** What the database says of the delivery for one payment. */
async function deliveryTo(
  installation: Installation,
  address: string,
): Promise<{ attempts: number; next: Date | null }> {
  const [row] = await installation.sql<{ attempts: number; next: Date | null }>(
    `select d.attempts, d.next_attempt_at as next from deliveries d join payments p on p.id = d.payment_id
      where p.address = $1`,
    [address],
  );
  if (row === undefined) throw new Error("no delivery");
  return row;
}

/** Attempts beyond the first that were made before their time. */
const earlyAttempts = (installation: Installation, address: string, due: Date | null): Promise<object[]> =>
  installation.sql(
    `select d.attempts from deliveries d join payments p on p.id = d.payment_id
      where p.address = $1 and d.attempts > 1 and clock_timestamp() < $2`,
    [address, due],
  );

test.for([
  ["+1 h", HOUR_MS],
  ["-1 h", -HOUR_MS],
  ["+1 day", 24 * HOUR_MS],
  ["-1 day", -24 * HOUR_MS],
] as const)(
  "C-09 the host's clock jumps by %s: nothing expires wrongly, new payments get their whole time, no retry comes early",
  async ([, jumpMs], { installation, chain, receiver }) => {
    let jump = 0;
    const gateway = await startProcess(installation, {
      hostNow: () => Date.now() + jump,
      steadyNow: () => performance.now(),
    });
    await gateway.follow();
    const storeId = await gateway.createStore();
    await gateway.useCases.endpoints.create(
      storeId,
      { url: receiver.url, events: ["payment.created"] },
      SYSTEM,
    );
    receiver.answer(...Array.from({ length: 5 }, () => ({ status: 500 })));
    const { answer: before } = await gateway.createPayment(storeId);
    await gateway.deliver();
    const failed = await deliveryTo(installation, before.kaspaAddress);
    expect(failed.next).not.toBeNull();

    receiver.answerOk();
    jump = jumpMs;
    const { answer: after } = await gateway.createPayment(storeId);
    await gateway.deliver();
    chain.mine({ n: 20, stepMs: 100 });
    await gateway.follow();
    const statusOf = async (id: string) => (await gateway.useCases.reads.full(storeId, id)).status;
    expect([await statusOf(before.id), await statusOf(after.id)]).toEqual(["pending", "pending"]);
    // The failed one waits for its time, only the new one was sent.
    expect(await earlyAttempts(installation, before.kaspaAddress, failed.next)).toEqual([]);
    expect((await deliveryTo(installation, after.kaspaAddress)).attempts).toBe(1);

    for (const { kaspaAddress } of [before, after])
      chain.pay({ address: kaspaAddress, sompi: 25n * SOMPI, mine: true });
    chain.mine(12);
    await gateway.follow();
    expect([await statusOf(before.id), await statusOf(after.id)]).toEqual(["confirmed", "confirmed"]);
    await gateway.stop();
  },
);
