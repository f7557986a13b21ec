import { expect } from "vitest";
import { chainRepository } from "../../src/chain/repository/index.ts";
import { deliveryRepository } from "../../src/features/webhooks/repository/deliveries.ts";
import type { FaultPoint, FaultPoints } from "../../src/runtime/fault-points.ts";
import { gatewayTest } from "../support/fixtures.ts";
import { SOMPI, SYSTEM, startProcess } from "../support/gateway.ts";
import type { Installation } from "../support/installation.ts";
import { freshAddress } from "../support/merchant.ts";

const test = gatewayTest();

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

const FOLLOWER_POINTS = [
  "follower.after-lease",
  "follower.after-pull",
  "follower.after-void",
  "follower.before-commit",
  "follower.after-commit",
  "follower.between-pages",
] as const;

test.for(FOLLOWER_POINTS)(
  "C-02: killed at %s, nothing is lost and nothing doubled",
  async (point, { installation, chain }) => {
    const healthy = await startProcess(installation);
    await healthy.follow();
    const storeId = await healthy.createStore();
    const { answer } = await healthy.createPayment(storeId);
    await healthy.stop();
    chain.pay({ address: answer.kaspaAddress, sompi: 25n * SOMPI, mine: true });
    chain.mine(12);
    const faults = killOnceAt(point);
    const failing = await startProcess(installation, { faults });
    await expect(failing.follow()).rejects.toThrow(Killed);
    await failing.stop();
    const next = await startProcess(installation);
    await next.follow();
    expect((await next.useCases.reads.full(storeId, answer.id)).status).toBe("confirmed");
    expect(await next.differencesFromChain(storeId, answer.id)).toEqual([]);
    expect(await next.eventTypes(storeId, answer.id)).toEqual([
      "payment.created",
      "transfer.accepted",
      "payment.confirming",
      "transfer.confirmed",
      "payment.confirmed",
    ]);
    await next.stop();
  },
);

test("C-02 M-06: killed at follower.after-disbursements, a refund is confirmed once, and so told", async ({
  installation,
  chain,
}) => {
  const healthy = await startProcess(installation);
  await healthy.follow();
  const merchant = await healthy.signUp("refunding");
  const payment = await merchant.createPayment();
  payment.pay();
  await healthy.mine(14);
  const body = { amount: "10", destination: await freshAddress() };
  const made = (await merchant.call("POST", `/api/v1/payments/${payment.id}/refunds`, body)).body;
  await healthy.stop();
  chain.payFrom({ account: merchant.xpub, address: made.address, sompi: made.amountSompi });
  chain.mine(14);
  const failing = await startProcess(installation, { faults: killOnceAt("follower.after-disbursements") });
  await expect(failing.follow()).rejects.toThrow(Killed);
  await failing.stop();
  const next = await startProcess(installation);
  await next.follow();
  const full = await next.useCases.reads.full(merchant.storeId, payment.id);
  expect(full).toMatchObject({ refundStatus: "partial", amountRefunded: "10.00000000" });
  const types = await next.eventTypes(merchant.storeId, payment.id);
  expect(types.filter((type) => type.startsWith("refund.") || type === "payment.refunded")).toEqual([
    "refund.created",
    "refund.awaiting_signature",
    "refund.broadcast",
    "refund.confirmed",
    "payment.refunded",
  ]);
  await next.stop();
});

test.for(["deliver.after-claim", "deliver.after-send", "deliver.before-mark"] as const)(
  "W-09 C-02: killed at %s, the event is delivered under the same id and with the same bytes",
  async (point, { installation, receiver }) => {
    const failing = await startProcess(installation, { faults: killOnceAt(point) });
    await failing.follow();
    const storeId = await failing.createStore();
    await failing.useCases.endpoints.create(
      storeId,
      { url: receiver.url, events: ["payment.created"] },
      SYSTEM,
    );
    receiver.received.length = 0;
    await failing.createPayment(storeId);
    await failing.deliver().catch(() => undefined);
    await failing.stop();
    const next = await startProcess(installation);
    await releaseClaims(installation);
    await next.deliver();
    const ids = new Set(receiver.received.map(({ headers }) => headers["webhook-id"]));
    expect(ids.size).toBe(1);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
    const events = await deliveryRepository(next.useCases.unitOfWork.db).list(
      storeId,
      {},
      { limit: 10, afterId: null },
    );
    expect(events.map((event) => event.state)).toEqual(["delivered"]);
    await next.stop();
  },
);

/** A minute passes: what the dead process had claimed is free again. */
async function releaseClaims({ sql }: Installation): Promise<void> {
  await sql(
    "update deliveries set locked_until = now() - interval '1 second' where locked_until is not null",
  );
}

test("C-10 C-12: a follower whose lease was taken over writes nothing, and the new one continues", async ({
  installation,
  chain,
}) => {
  const first = await startProcess(installation);
  await first.follow();
  const storeId = await first.createStore();
  const { answer } = await first.createPayment(storeId);
  const epoch = first.workers.followers[0]?.lease.epoch() ?? 0n;
  const cursor = await chainRepository(first.useCases.unitOfWork.db).cursor("simnet");
  chain.pay({ address: answer.kaspaAddress, sompi: 25n * SOMPI, mine: true });
  const page = await first.sources[0]?.pull(cursor?.hash ?? "");
  await first.workers.followers[0]?.lease.stop();
  const second = await startProcess(installation);
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
  expect(await second.eventTypes(storeId, answer.id)).toEqual(["payment.created"]);
  await second.follow();
  expect(await second.eventTypes(storeId, answer.id)).toContain("payment.confirming");
});
