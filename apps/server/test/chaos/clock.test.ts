// C-09: somebody sets the clock of the host, up or down, while the gateway runs.
import { afterAll, beforeAll, expect, test } from "vitest";
import { query } from "../chain/sql.ts";
import {
  BY,
  createShop,
  createWorld,
  deliver,
  follow,
  order,
  SOMPI,
  stopOnce,
  type TestWorld,
} from "../flows/gateway.ts";
import { type Receiver, startReceiver } from "../flows/receiver.ts";

const HOUR_MS = 60 * 60 * 1_000;

let world: TestWorld;
let receiver: Receiver;
beforeAll(async () => {
  world = await createWorld();
  receiver = await startReceiver();
});
afterAll(async () => {
  await receiver.close();
  await world.close();
});

/** What the database says of the delivery for one payment. */
async function deliveryTo(address: string): Promise<{ attempts: number; next: Date | null }> {
  const [row] = await query<{ attempts: number; next: Date | null }>(
    world,
    `select d.attempts, d.next_attempt_at as next from deliveries d join payments p on p.id = d.payment_id
      where p.address = $1`,
    [address],
  );
  if (row === undefined) throw new Error("no delivery");
  return row;
}

/** Attempts beyond the first that were made before their time. */
const earlyAttempts = (address: string, due: Date | null): Promise<object[]> =>
  query(
    world,
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
  async ([, jumpMs]) => {
    let jump = 0;
    const gateway = await world.open({
      hostNow: () => Date.now() + jump,
      steadyNow: () => performance.now(),
    });
    await follow(gateway);
    const storeId = await createShop(gateway);
    await gateway.useCases.endpoints.create(storeId, { url: receiver.url, events: ["payment.created"] }, BY);
    receiver.answer(...Array.from({ length: 5 }, () => ({ status: 500 })));
    const { answer: before } = await order(gateway, storeId);
    await deliver(gateway);
    const failed = await deliveryTo(before.kaspaAddress);
    expect(failed.next).not.toBeNull();

    receiver.heal();
    jump = jumpMs;
    const { answer: after } = await order(gateway, storeId);
    await deliver(gateway);
    world.sim.controls.mine({ n: 20, stepMs: 100 });
    await follow(gateway);
    const statusOf = async (id: string) => (await gateway.useCases.reads.full(storeId, id)).status;
    expect([await statusOf(before.id), await statusOf(after.id)]).toEqual(["pending", "pending"]);
    // The failed one waits for its time, only the new one was sent.
    expect(await earlyAttempts(before.kaspaAddress, failed.next)).toEqual([]);
    expect((await deliveryTo(after.kaspaAddress)).attempts).toBe(1);

    for (const { kaspaAddress } of [before, after])
      world.sim.controls.pay({ address: kaspaAddress, sompi: 25n * SOMPI, mine: true });
    world.sim.controls.mine(12);
    await follow(gateway);
    expect([await statusOf(before.id), await statusOf(after.id)]).toEqual(["confirmed", "confirmed"]);
    await stopOnce(gateway);
  },
);
