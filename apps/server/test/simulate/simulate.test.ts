// POST /payments/:id/simulate through the API: every case, from a fresh payment and from later states.

import { describe, expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import type { TestGateway } from "../support/gateway.ts";
import type { Json } from "../support/http.ts";
import type { Merchant } from "../support/merchant.ts";

const test = gatewayTest();

async function create(merchant: Merchant, body: object = { amount: "25" }): Promise<Json> {
  const answer = await merchant.gateway.call("POST", "/api/v1/payments", { as: merchant.key, body });
  expect(answer.status).toBe(201);
  return answer.body;
}

const read = async (merchant: Merchant, id: string): Promise<Json> =>
  (await merchant.gateway.call("GET", `/api/v1/payments/${id}`, { as: merchant.key })).body;

const simulate = (merchant: Merchant, id: string, what: string, as = merchant.key) =>
  merchant.gateway.call("POST", `/api/v1/payments/${id}/simulate`, { as, body: { case: what } });

/** Mines blocks; the follower reads each at once, and the simulated case goes on. */
async function blocks(gateway: TestGateway, count: number): Promise<void> {
  for (let left = count; left > 0; left--) {
    gateway.chain.mine(1);
    await gateway.follow();
    await gateway.useCases.followUps.settled();
  }
  await gateway.follow();
}

async function play(merchant: Merchant, id: string, what: string): Promise<Json> {
  expect(await simulate(merchant, id, what)).toMatchObject({ status: 202, body: { ok: true } });
  await blocks(merchant.gateway, 24);
  return read(merchant, id);
}

const eventsOf = async (merchant: Merchant, id: string): Promise<string[]> =>
  (await merchant.gateway.call("GET", `/api/v1/events?limit=100`, { as: merchant.key })).body.data
    .filter((event: Json) => event.data.payment?.id === id && event.event !== "payment.updated")
    .toSorted((a: Json, b: Json) => a.sequence - b.sequence)
    .map((event: Json) => event.event);

const open = (payment: Json): string[] => payment.attention;

describe("DA-03 from a fresh payment", () => {
  test("exact is confirmed, two parts add up, and neither asks for attention", async ({ merchant }) => {
    for (const [what, transfers] of [
      ["exact", 1],
      ["two-parts", 2],
    ] as const) {
      const paid = await play(merchant, (await create(merchant)).id, what);
      expect(paid).toMatchObject({ status: "confirmed", amountReceived: "25.00000000" });
      expect(paid.transfers).toHaveLength(transfers);
      expect(open(paid)).toEqual([]);
    }
  });

  test("under leaves a top-up that exact then pays", async ({ merchant }) => {
    const { id } = await create(merchant);
    expect(await play(merchant, id, "under")).toMatchObject({ status: "underpaid", topUp: "12.50000000" });
    expect(await play(merchant, id, "exact")).toMatchObject({
      status: "confirmed",
      amountReceived: "25.00000000",
    });
  });

  test("over is one payment with a surplus, double is two full payments", async ({ merchant }) => {
    const over = await play(merchant, (await create(merchant)).id, "over");
    expect(over).toMatchObject({ status: "confirmed", amountOverpaid: "25.00000000" });
    expect(open(over)).toEqual(["overpaid"]);
    const double = await play(merchant, (await create(merchant)).id, "double");
    expect(double).toMatchObject({ status: "confirmed", amountOverpaid: "25.00000000" });
    expect(open(double)).toEqual(["multiple"]);
  });

  test("expire ends this payment's time alone", async ({ merchant }) => {
    const [payment, other] = [await create(merchant), await create(merchant)];
    const expired = await play(merchant, payment.id, "expire");
    expect(expired).toMatchObject({ status: "expired", payable: false });
    expect(expired.timeline).toContainEqual(
      expect.objectContaining({ kind: "act.endWindow", detail: { reason: "simulated: expire" } }),
    );
    expect(await read(merchant, other.id)).toMatchObject({ status: "pending", expiresAt: other.expiresAt });
  });

  test("late expires first and is paid after", async ({ merchant }) => {
    const { id } = await create(merchant);
    const late = await play(merchant, id, "late");
    expect(late).toMatchObject({
      status: "expired",
      amountReceived: "0.00000000",
      amountUncredited: "25.00000000",
    });
    expect(open(late)).toEqual(["late"]);
    expect(await eventsOf(merchant, id)).toEqual([
      "payment.created",
      "payment.expired",
      "transfer.accepted",
      "payment.late",
      "payment.attention",
      "transfer.confirmed",
    ]);
  });

  test("revert takes back this payment's money only: other money in the same blocks stays", async ({
    merchant,
  }) => {
    const [payment, neighbour] = [await create(merchant), await create(merchant)];
    await simulate(merchant, neighbour.id, "exact");
    const reverted = await play(merchant, payment.id, "revert");
    expect(reverted).toMatchObject({ status: "pending", amountReceived: "0.00000000" });
    expect(reverted.transfers.map((transfer: Json) => transfer.status)).toEqual(["reverted"]);
    expect(await eventsOf(merchant, payment.id)).toEqual([
      "payment.created",
      "transfer.accepted",
      "payment.confirming",
      "transfer.reverted",
      "payment.reverted",
    ]);
    expect(await read(merchant, neighbour.id)).toMatchObject({
      status: "confirmed",
      amountReceived: "25.00000000",
    });
    expect(await eventsOf(merchant, neighbour.id)).not.toContain("transfer.reverted");
  });
});

describe("DA-03 from later states", () => {
  test("a part that came is topped up, doubled, expired and taken back", async ({ merchant }) => {
    const underpaid = async () => {
      const { id } = await create(merchant);
      await play(merchant, id, "under");
      return id;
    };
    expect(open(await play(merchant, await underpaid(), "double"))).toEqual(["multiple"]);
    expect(open(await play(merchant, await underpaid(), "over"))).toEqual(["overpaid"]);
    expect(await play(merchant, await underpaid(), "two-parts")).toMatchObject({ status: "confirmed" });
    expect(await play(merchant, await underpaid(), "revert")).toMatchObject({ status: "pending" });
    const late = await play(merchant, await underpaid(), "late");
    expect(late).toMatchObject({
      ...{ status: "expired", amountReceived: "12.50000000", amountUncredited: "12.50000000" },
    });
    expect(open(late)).toEqual(["underpaid", "late"]);
  });

  test("a confirmed payment can be overpaid, doubled and reverted", async ({ merchant }) => {
    const confirmed = async () => {
      const { id } = await create(merchant);
      await play(merchant, id, "exact");
      return id;
    };
    expect(open(await play(merchant, await confirmed(), "over"))).toEqual(["overpaid"]);
    expect(open(await play(merchant, await confirmed(), "double"))).toEqual(["multiple"]);
    const reverted = await play(merchant, await confirmed(), "revert");
    expect(reverted).toMatchObject({ status: "confirming", amountReceived: "0.00000000" });
    expect(open(reverted)).toEqual(["reverted"]);
  });

  test("a canceled payment is paid late at once", async ({ gateway, merchant }) => {
    const { id } = await create(merchant);
    await gateway.call("POST", `/api/v1/payments/${id}/cancel`, { as: merchant.key, body: {} });
    const late = await play(merchant, id, "late");
    expect(late).toMatchObject({
      status: "canceled",
      amountReceived: "0.00000000",
      amountUncredited: "25.00000000",
    });
    expect(open(late)).toEqual(["late"]);
  });

  test("money deeper than any reorganisation is not taken back", async ({ gateway, chain, merchant }) => {
    const { id } = await create(merchant);
    await play(merchant, id, "exact");
    chain.mine(600);
    await gateway.follow();
    const reason = "The money lies too deep for a simulated reorganisation";
    expect(await simulate(merchant, id, "revert")).toMatchObject({ status: 409, body: { error: reason } });
    expect((await read(merchant, id)).simulations).toContainEqual({ case: "revert", unavailable: reason });
  });

  test("a sum that the faucet does not hold, and money that the chain lost in the same moment, are 409 with the reason", async ({
    gateway,
    chain,
    merchant,
  }) => {
    const rich = await create(merchant, { amount: "28000000000" });
    expect(await simulate(merchant, rich.id, "exact")).toMatchObject({
      status: 409,
      body: { error: expect.stringContaining("The faucet holds less") },
    });
    const { id } = await create(merchant);
    await play(merchant, id, "exact");
    chain.reorg({ drop: (await read(merchant, id)).transfers.map((transfer: Json) => transfer.txId) });
    expect(await simulate(merchant, id, "revert")).toMatchObject({
      status: 409,
      body: { error: expect.stringContaining("is in no block") },
    });
    await gateway.follow();
  });

  test("a simulation that is not possible is listed in the payment with its reason, and refused with the same text", async ({
    merchant,
  }) => {
    const paid = await play(merchant, (await create(merchant)).id, "exact");
    const expired = await play(merchant, (await create(merchant)).id, "expire");
    const unplayable: Record<string, string[]> = {
      [paid.id]: ["exact", "under", "two-parts", "late", "expire"],
      [expired.id]: ["exact", "under", "over", "two-parts", "double", "revert", "expire"],
    };
    for (const [id, names] of Object.entries(unplayable)) {
      const { simulations, allowedActs } = await read(merchant, id);
      expect(allowedActs).toContain("simulate");
      const refused = simulations.filter((simulation: Json) => simulation.unavailable !== null);
      expect(refused.map((simulation: Json) => simulation.case).toSorted()).toEqual(names.toSorted());
      for (const simulation of refused) {
        expect(await simulate(merchant, id, simulation.case)).toMatchObject({
          status: 409,
          body: { code: "conflict", error: simulation.unavailable },
        });
      }
    }
    expect(await read(merchant, expired.id)).toMatchObject({ version: expired.version });
  });
});

describe("who may", () => {
  test("T-01 another store's payment is not found, a reading key is forbidden, an unknown case is 400", async ({
    gateway,
    merchant,
  }) => {
    const { id } = await create(merchant);
    const stranger = await gateway.signUp("stranger");
    expect((await simulate(merchant, id, "exact", stranger.key)).status).toBe(404);
    const { body } = await gateway.call("POST", "/api/v1/api-keys", {
      as: merchant.token,
      body: { name: "Reader", scopes: ["payments:read"] },
    });
    expect(await simulate(merchant, id, "exact", body.key)).toMatchObject({ status: 403 });
    expect(await simulate(merchant, id, "refund")).toMatchObject({
      status: 400,
      body: { code: "invalid_request" },
    });
    expect(
      (await gateway.call("POST", `/api/v1/payments/${id}/simulate`, { body: { case: "exact" } })).status,
    ).toBe(401);
  });

  test("each case leaves one audit row", async ({ gateway, merchant }) => {
    const { id } = await create(merchant);
    await play(merchant, id, "late");
    const rows = await gateway.sql(
      "select actor from audit_log where target = $1 and action = 'payment.simulated'",
      [id],
    );
    expect(rows).toHaveLength(1);
  });
});
