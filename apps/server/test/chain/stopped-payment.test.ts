// An invariant breaks for one payment: it alone is quarantined and reported; all others go on.

import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type ChainHouse, openHouse, type Sale, SOLD } from "./chain-house.ts";
import { query } from "./sql.ts";

let now: number;
let lines: string[];
let house: ChainHouse;
beforeEach(async () => {
  now = Date.now();
  lines = [];
  const log = pino({ level: "warn" }, { write: (line) => void lines.push(line) });
  house = await openHouse({
    sim: { now: () => now },
    parts: () => ({ clock: { now: () => now }, log }),
  });
});
afterEach(() => house.close());

const uuidOf = async (sale: Sale): Promise<string> => {
  const [row] = await query<{ id: string }>(house.world, "select id from payments where address = $1", [
    sale.address,
  ]);
  return row?.id ?? "";
};

const WAYS = [
  {
    way: "its rows cannot be read",
    harm: "update payments set policy = 'null'::jsonb where id = $1",
    heal: "update payments set policy = (select policy from payments where policy <> 'null'::jsonb limit 1) where id = $1",
  },
  {
    way: "its events would repeat a number",
    harm: "update payments set sequence = 0 where id = $1",
    heal: "update payments set sequence = (select max(sequence) from events where payment_id = payments.id) where id = $1",
  },
];

test.for(WAYS)(
  "M-07: a payment is quarantined alone when $way: others confirm, people are told once, and it resumes with all it missed after the repair",
  async ({ harm, heal }) => {
    const poisoned = await house.sale();
    const sound = await house.sale();
    const id = await uuidOf(poisoned);
    await query(house.world, harm, [id]);
    poisoned.pay();
    sound.pay();
    await house.mine(3);
    house.chain.reorg({ depth: 5 });
    await house.mine(14);
    expect(await sound.status()).toBe("confirmed");
    expect(await sound.problems()).toEqual([]);
    expect((await house.cursor()).hash).toBe(house.chain.state().sink);
    expect(await query(house.world, "select status from transfers where payment_id = $1", [id])).toEqual([]);
    const alerts = lines.filter((line) => line.includes("assertion_failed"));
    expect(alerts).toHaveLength(1);
    expect(alerts[0]).toContain(poisoned.id);
    // It stays quarantined as long as nothing is repaired, also after restarts.
    await house.down();
    await house.up();
    now += 61_000;
    await house.mine(2);
    expect(await query(house.world, "select payment_id from stopped_payments")).toEqual([{ payment_id: id }]);
    await query(house.world, heal, [id]);
    now += 61_000;
    await house.mine(2);
    now += 1_000;
    await house.mine(1);
    expect(await poisoned.status()).toBe("confirmed");
    expect(await poisoned.problems()).toEqual([]);
    expect((await poisoned.events()).toSorted()).toEqual(SOLD);
    expect(await query(house.world, "select * from stopped_payments")).toEqual([]);
  },
);
