// POST /payments/:id/simulate through the API: every case, from a fresh payment and from later states.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { follow } from "../flows/gateway.ts";
import { type House, type Json, type Merchant, openHouse } from "../security/house.ts";

let house: House;
let shop: Merchant;

beforeAll(async () => {
  house = await openHouse();
  shop = await house.signUp("simulate");
});
afterAll(() => house.close());

async function create(body: object = { amount: "25" }): Promise<Json> {
  const answer = await house.call("POST", "/api/v1/payments", { as: shop.key, body });
  expect(answer.status).toBe(201);
  return answer.body;
}

const read = async (id: string): Promise<Json> =>
  (await house.call("GET", `/api/v1/payments/${id}`, { as: shop.key })).body;

const simulate = (id: string, what: string, as = shop.key) =>
  house.call("POST", `/api/v1/payments/${id}/simulate`, { as, body: { case: what } });

/** Mines blocks; the follower reads each at once, and the simulated case goes on. */
async function blocks(count: number): Promise<void> {
  for (let left = count; left > 0; left--) {
    house.world.sim.controls.mine(1);
    await follow(house.gateway);
    await house.gateway.useCases.followUps.settled();
  }
  await follow(house.gateway);
}

async function play(id: string, what: string): Promise<Json> {
  expect(await simulate(id, what)).toMatchObject({ status: 202, body: { ok: true } });
  await blocks(24);
  return read(id);
}

const eventsOf = async (id: string): Promise<string[]> =>
  (await house.call("GET", `/api/v1/events?limit=100`, { as: shop.key })).body.data
    .filter((one: Json) => one.data.payment?.id === id && one.event !== "payment.updated")
    .toSorted((a: Json, b: Json) => a.sequence - b.sequence)
    .map((one: Json) => one.event);

const open = (payment: Json): string[] => payment.attention;

describe("DA-03 from a fresh payment", () => {
  test("exact is confirmed, two parts add up, and neither asks for attention", async () => {
    for (const [what, transfers] of [
      ["exact", 1],
      ["two-parts", 2],
    ] as const) {
      const paid = await play((await create()).id, what);
      expect(paid).toMatchObject({ status: "confirmed", amountReceived: "25.00000000" });
      expect(paid.transfers).toHaveLength(transfers);
      expect(open(paid)).toEqual([]);
    }
  });

  test("under leaves a top-up that exact then pays", async () => {
    const { id } = await create();
    expect(await play(id, "under")).toMatchObject({ status: "underpaid", topUp: "12.50000000" });
    expect(await play(id, "exact")).toMatchObject({ status: "confirmed", amountReceived: "25.00000000" });
  });

  test("over is one payment with a surplus, double is two full payments", async () => {
    const over = await play((await create()).id, "over");
    expect(over).toMatchObject({ status: "confirmed", amountOverpaid: "25.00000000" });
    expect(open(over)).toEqual(["overpaid"]);
    const double = await play((await create()).id, "double");
    expect(double).toMatchObject({ status: "confirmed", amountOverpaid: "25.00000000" });
    expect(open(double)).toEqual(["multiple"]);
  });

  test("expire ends this payment's time alone", async () => {
    const [payment, other] = [await create(), await create()];
    const expired = await play(payment.id, "expire");
    expect(expired).toMatchObject({ status: "expired", payable: false });
    expect(expired.timeline).toContainEqual(
      expect.objectContaining({ kind: "act.endWindow", detail: { reason: "simulated: expire" } }),
    );
    expect(await read(other.id)).toMatchObject({ status: "pending", expiresAt: other.expiresAt });
  });

  test("late expires first and is paid after", async () => {
    const { id } = await create();
    const late = await play(id, "late");
    expect(late).toMatchObject({
      status: "expired",
      amountReceived: "0.00000000",
      amountUncredited: "25.00000000",
    });
    expect(open(late)).toEqual(["late"]);
    expect(await eventsOf(id)).toEqual([
      "payment.created",
      "payment.expired",
      "transfer.accepted",
      "payment.late",
      "payment.attention",
      "transfer.confirmed",
    ]);
  });

  test("revert takes back this payment's money only: what lies in the same blocks stays", async () => {
    const [payment, neighbour] = [await create(), await create()];
    await simulate(neighbour.id, "exact");
    const reverted = await play(payment.id, "revert");
    expect(reverted).toMatchObject({ status: "pending", amountReceived: "0.00000000" });
    expect(reverted.transfers.map((one: Json) => one.status)).toEqual(["reverted"]);
    expect(await eventsOf(payment.id)).toEqual([
      "payment.created",
      "transfer.accepted",
      "payment.confirming",
      "transfer.reverted",
      "payment.reverted",
    ]);
    expect(await read(neighbour.id)).toMatchObject({ status: "confirmed", amountReceived: "25.00000000" });
    expect(await eventsOf(neighbour.id)).not.toContain("transfer.reverted");
  });
});

describe("DA-03 from later states", () => {
  test("a part that came is topped up, doubled, expired and taken back", async () => {
    const underpaid = async () => {
      const { id } = await create();
      await play(id, "under");
      return id;
    };
    expect(open(await play(await underpaid(), "double"))).toEqual(["multiple"]);
    expect(open(await play(await underpaid(), "over"))).toEqual(["overpaid"]);
    expect(await play(await underpaid(), "two-parts")).toMatchObject({ status: "confirmed" });
    expect(await play(await underpaid(), "revert")).toMatchObject({ status: "pending" });
    const late = await play(await underpaid(), "late");
    expect(late).toMatchObject({
      ...{ status: "expired", amountReceived: "12.50000000", amountUncredited: "12.50000000" },
    });
    expect(open(late)).toEqual(["underpaid", "late"]);
  });

  test("a confirmed payment can be overpaid, doubled and reverted", async () => {
    const confirmed = async () => {
      const { id } = await create();
      await play(id, "exact");
      return id;
    };
    expect(open(await play(await confirmed(), "over"))).toEqual(["overpaid"]);
    expect(open(await play(await confirmed(), "double"))).toEqual(["multiple"]);
    const reverted = await play(await confirmed(), "revert");
    expect(reverted).toMatchObject({ status: "confirming", amountReceived: "0.00000000" });
    expect(open(reverted)).toEqual(["reverted"]);
  });

  test("a canceled payment is paid late at once", async () => {
    const { id } = await create();
    await house.call("POST", `/api/v1/payments/${id}/cancel`, { as: shop.key, body: {} });
    const late = await play(id, "late");
    expect(late).toMatchObject({
      status: "canceled",
      amountReceived: "0.00000000",
      amountUncredited: "25.00000000",
    });
    expect(open(late)).toEqual(["late"]);
  });

  test("money that lies deeper than any reorganisation goes is not taken back", async () => {
    const { id } = await create();
    await play(id, "exact");
    house.world.sim.controls.mine(600);
    await follow(house.gateway);
    const reason = "The money lies too deep for a simulated reorganisation";
    expect(await simulate(id, "revert")).toMatchObject({ status: 409, body: { error: reason } });
    expect((await read(id)).simulations).toContainEqual({ case: "revert", unavailable: reason });
  });

  test("a sum that the faucet does not hold, and money that the chain lost in the same moment, are 409 with the reason", async () => {
    const rich = await create({ amount: "28000000000" });
    expect(await simulate(rich.id, "exact")).toMatchObject({
      status: 409,
      body: { error: expect.stringContaining("The faucet holds less") },
    });
    const { id } = await create();
    await play(id, "exact");
    house.world.sim.controls.reorg({ drop: (await read(id)).transfers.map((one: Json) => one.txId) });
    expect(await simulate(id, "revert")).toMatchObject({
      status: 409,
      body: { error: expect.stringContaining("is in no block") },
    });
    await follow(house.gateway);
  });

  test("what cannot be played is said beforehand in the payment, and refused in the same words", async () => {
    const paid = await play((await create()).id, "exact");
    const expired = await play((await create()).id, "expire");
    const unplayable: Record<string, string[]> = {
      [paid.id]: ["exact", "under", "two-parts", "late", "expire"],
      [expired.id]: ["exact", "under", "over", "two-parts", "double", "revert", "expire"],
    };
    for (const [id, names] of Object.entries(unplayable)) {
      const { simulations, allowedActs } = await read(id);
      expect(allowedActs).toContain("simulate");
      const refused = simulations.filter((one: Json) => one.unavailable !== null);
      expect(refused.map((one: Json) => one.case).toSorted()).toEqual(names.toSorted());
      for (const one of refused) {
        expect(await simulate(id, one.case)).toMatchObject({
          status: 409,
          body: { code: "conflict", error: one.unavailable },
        });
      }
    }
    expect(await read(expired.id)).toMatchObject({ version: expired.version });
  });
});

describe("who may", () => {
  test("T-01 another store's payment is not found, a reading key is forbidden, an unknown case is 400", async () => {
    const { id } = await create();
    const stranger = await house.signUp("stranger");
    expect((await simulate(id, "exact", stranger.key)).status).toBe(404);
    const { body } = await house.call("POST", "/api/v1/api-keys", {
      as: shop.token,
      body: { name: "Reader", scopes: ["payments:read"] },
    });
    expect(await simulate(id, "exact", body.key)).toMatchObject({ status: 403 });
    expect(await simulate(id, "refund")).toMatchObject({ status: 400, body: { code: "invalid_request" } });
    expect(
      (await house.call("POST", `/api/v1/payments/${id}/simulate`, { body: { case: "exact" } })).status,
    ).toBe(401);
  });

  test("each case leaves one audit row", async () => {
    const { id } = await create();
    await play(id, "late");
    const rows = await house.sql(
      "select actor from audit_log where target = $1 and action = 'payment.simulated'",
      [id],
    );
    expect(rows).toHaveLength(1);
  });
});
