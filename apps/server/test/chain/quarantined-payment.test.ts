// An invariant breaks for one payment: it alone is quarantined and reported; all others go on.

import { pino } from "pino";
import { beforeEach, expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import type { TestGateway } from "../support/gateway.ts";
import { freshAddress } from "../support/merchant.ts";
import { CONFIRMED_EVENTS, type TestPayment } from "../support/payment.ts";

let lines: string[] = [];
const log = pino({ level: "warn" }, { write: (line) => void lines.push(line) });

/** Of server and chain. */
let now = Date.now();
const test = gatewayTest({
  per: "test",
  chain: { now: () => now },
  parts: { clock: { now: () => now }, log },
});

beforeEach(() => {
  lines = [];
});

const uuidOf = async (gateway: TestGateway, payment: TestPayment): Promise<string> => {
  const [row] = await gateway.sql<{ id: string }>("select id from payments where address = $1", [
    payment.address,
  ]);
  return row?.id ?? "";
};

const BREAKAGES = [
  {
    breakage: "its rows cannot be read",
    breakSql: "update payments set policy = 'null'::jsonb where id = $1",
    repairSql:
      "update payments set policy = (select policy from payments where policy <> 'null'::jsonb limit 1) where id = $1",
  },
  {
    breakage: "its events would repeat a number",
    breakSql: "update payments set sequence = 0 where id = $1",
    repairSql:
      "update payments set sequence = (select max(sequence) from events where payment_id = payments.id) where id = $1",
  },
];

test.for(BREAKAGES)(
  "M-07: a payment is quarantined alone when $breakage: others confirm, staff are notified once, and it resumes with all it missed after the repair",
  async ({ breakSql, repairSql }, { gateway, chain, merchant }) => {
    const broken = await merchant.createPayment({ expiryMinutes: 30 });
    const sound = await merchant.createPayment({ expiryMinutes: 30 });
    const id = await uuidOf(gateway, broken);
    await gateway.sql(breakSql, [id]);
    broken.pay();
    sound.pay();
    await gateway.mine(3);
    chain.reorg({ depth: 5 });
    await gateway.mine(14);
    expect(await sound.status()).toBe("confirmed");
    expect(await sound.differencesFromChain()).toEqual([]);
    expect((await gateway.cursor()).hash).toBe(chain.state().sink);
    expect(await gateway.sql("select status from transfers where payment_id = $1", [id])).toEqual([]);
    const alerts = lines.filter((line) => line.includes("assertion_failed"));
    expect(alerts).toHaveLength(1);
    expect(alerts[0]).toContain(broken.id);
    // It stays quarantined as long as nothing is repaired, also after restarts.
    await gateway.stop();
    await gateway.restart();
    now += 61_000;
    await gateway.mine(2);
    expect(await gateway.sql("select payment_id from stopped_payments")).toEqual([{ payment_id: id }]);
    await gateway.sql(repairSql, [id]);
    now += 61_000;
    await gateway.mine(2);
    now += 1_000;
    await gateway.mine(1);
    expect(await broken.status()).toBe("confirmed");
    expect(await broken.differencesFromChain()).toEqual([]);
    expect((await broken.eventTypes()).toSorted()).toEqual(CONFIRMED_EVENTS);
    expect(await gateway.sql("select * from stopped_payments")).toEqual([]);
  },
);

test.for(BREAKAGES)(
  "M-06 M-07: a refund of a payment that breaks because $breakage is confirmed, holds up no page, and is told of after the repair",
  async ({ breakSql, repairSql }, { gateway, chain, merchant }) => {
    const broken = await merchant.createPayment({ expiryMinutes: 30 });
    const sound = await merchant.createPayment({ expiryMinutes: 30 });
    broken.pay("30");
    await gateway.mine(14);
    const body = { amount: "10", destination: await freshAddress() };
    const answer = await merchant.call("POST", `/api/v1/payments/${broken.id}/refunds`, body);
    const { id: refundId, address, amountSompi } = answer.body;
    const id = await uuidOf(gateway, broken);
    await gateway.sql(breakSql, [id]);
    chain.payFrom({ account: merchant.xpub, address, sompi: amountSompi });
    sound.pay();
    await gateway.mine(3);
    chain.reorg({ depth: 2 });
    await gateway.mine(14);
    expect((await gateway.cursor()).hash).toBe(chain.state().sink);
    expect(await sound.status()).toBe("confirmed");
    const refund = await merchant.call("GET", `/api/v1/refunds/${refundId}`);
    expect(refund.body.status).toBe("confirmed");
    expect(await gateway.sql("select payment_id from stopped_payments")).toEqual([{ payment_id: id }]);
    await gateway.sql(repairSql, [id]);
    await gateway.stop();
    await gateway.restart();
    now += 61_000;
    await gateway.mine(2);
    expect(await broken.full()).toMatchObject({ refundStatus: "partial", amountRefunded: "10.00000000" });
    const types = await gateway.eventTypes(merchant.storeId, broken.id);
    expect(types).toContain("refund.broadcast");
    expect(types.filter((type) => type === "refund.confirmed")).toHaveLength(1);
    const bodies = await gateway.sql<{ refund: string | null }>(
      "select body::jsonb #>> '{data,refund,id}' as refund from events where payment_id = $1 and type ~ '^refund[.]'",
      [id],
    );
    expect(bodies.map(({ refund: told }) => told)).toEqual(bodies.map(() => refundId));
  },
);
