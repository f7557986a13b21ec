import { afterAll, beforeAll, expect, test } from "vitest";
import { chainRepository } from "../../src/chain/repository/index.ts";
import { deliveryRepository } from "../../src/features/webhooks/repository/deliveries.ts";
import type { FaultPoint, FaultPoints } from "../../src/runtime/fault-points.ts";
import { differencesFromChain } from "./chain-truth.ts";
import {
  BY,
  createShop,
  createWorld,
  deliver,
  eventTypes,
  follow,
  order,
  SOMPI,
  stopOnce,
  type TestWorld,
} from "./gateway.ts";
import { type Receiver, startReceiver } from "./receiver.ts";

class Killed extends Error {}

/** Ends the work at a fault point, once. What was not committed by then is lost, as with a killed process. */
function killOnceAt(point: FaultPoint): FaultPoints & { killed: boolean } {
  const faults = {
    killed: false,
    reach(reached: FaultPoint) {
      if (reached !== point || faults.killed) return;
      faults.killed = true;
      throw new Killed(point);
    },
  };
  return faults;
}

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

const FOLLOWER_POINTS = [
  "follower.after-lease",
  "follower.after-pull",
  "follower.after-void",
  "follower.before-commit",
  "follower.after-commit",
  "follower.between-pages",
] as const;

test.for(FOLLOWER_POINTS)("C-02: killed at %s, nothing is lost and nothing doubled", async (point) => {
  const healthy = await world.open();
  await follow(healthy);
  const storeId = await createShop(healthy);
  const { answer } = await order(healthy, storeId);
  await stopOnce(healthy);
  world.sim.controls.pay({ address: answer.kaspaAddress, sompi: 25n * SOMPI, mine: true });
  world.sim.controls.mine(12);
  const faults = killOnceAt(point);
  const doomed = await world.open({ faults });
  await expect(follow(doomed)).rejects.toThrow(Killed);
  await stopOnce(doomed);
  const next = await world.open();
  await follow(next);
  expect((await next.useCases.reads.full(storeId, answer.id)).status).toBe("confirmed");
  expect(await differencesFromChain(world, next, storeId, answer.id)).toEqual([]);
  expect(await eventTypes(next, storeId, answer.id)).toEqual([
    "payment.created",
    "transfer.accepted",
    "payment.confirming",
    "transfer.confirmed",
    "payment.confirmed",
  ]);
  await stopOnce(next);
});

test.for(["deliver.after-claim", "deliver.after-send", "deliver.before-mark"] as const)(
  "W-09 C-02: killed at %s, the event is delivered under the same id and with the same bytes",
  async (point) => {
    const doomed = await world.open({ faults: killOnceAt(point) });
    await follow(doomed);
    const storeId = await createShop(doomed);
    await doomed.useCases.endpoints.create(storeId, { url: receiver.url, events: ["payment.created"] }, BY);
    receiver.received.length = 0;
    await order(doomed, storeId);
    await deliver(doomed).catch(() => undefined);
    await stopOnce(doomed);
    const next = await world.open();
    await releaseClaims(world.database.url);
    await deliver(next);
    const ids = new Set(receiver.received.map(({ headers }) => headers["webhook-id"]));
    expect(ids.size).toBe(1);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
    const events = await deliveryRepository(next.useCases.unitOfWork.db).list(
      storeId,
      {},
      { limit: 10, afterId: null },
    );
    expect(events.map((one) => one.state)).toEqual(["delivered"]);
    await stopOnce(next);
  },
);

/** A minute passes: what the dead process had claimed is free again. */
async function releaseClaims(url: string): Promise<void> {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    "update deliveries set locked_until = now() - interval '1 second' where locked_until is not null",
  );
  await client.end();
}

test("C-10 C-12: a follower whose lease was taken over writes nothing, and the new one goes on", async () => {
  const first = await world.open();
  await follow(first);
  const storeId = await createShop(first);
  const { answer } = await order(first, storeId);
  const epoch = first.workers.followers[0]?.lease.epoch() ?? 0n;
  const cursor = await chainRepository(first.useCases.unitOfWork.db).cursor("simnet");
  world.sim.controls.pay({ address: answer.kaspaAddress, sompi: 25n * SOMPI, mine: true });
  const page = await first.sources[0]?.pull(cursor?.hash ?? "");
  await first.workers.followers[0]?.lease.stop();
  const second = await world.open();
  await second.workers.followers[0]?.lease.tick();
  const outcome = await first.useCases.applyPage({
    network: "simnet",
    leaseName: "follower:simnet",
    epoch,
    startHash: cursor?.hash ?? "",
    page: page ?? { removed: [], added: [], slow: false },
    canConfirm: true,
    virtualDaa: 0n,
    node: "test",
  });
  expect(outcome).toEqual({ kind: "not_leader" });
  expect(await eventTypes(second, storeId, answer.id)).toEqual(["payment.created"]);
  await follow(second);
  expect(await eventTypes(second, storeId, answer.id)).toContain("payment.confirming");
});
