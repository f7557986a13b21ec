import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { createIds, shardNamedBy, shardOf } from "./ids.ts";

const random = { bytes: (count: number) => randomBytes(count) };
const STORE = "sto_0194c2a1b0c07abc8def0123456789ab";

test("a payment's id names the shard of its store, and the ids of one process sort in the order of making", () => {
  let now = 1_700_000_000_000;
  const ids = createIds({ clock: { now: () => now }, random });
  const made = Array.from({ length: 10_000 }, (_, at) => {
    if (at % 3_000 === 0) now += 1;
    return ids.nextPayment(STORE);
  });
  expect(made.toSorted()).toEqual(made);
  expect(new Set(made).size).toBe(made.length);
  expect(new Set(made.map(shardNamedBy))).toEqual(new Set([shardOf(STORE)]));
  expect(made[0]).toMatch(/^pay_[0-9a-f]{12}8[0-9a-f]{3}[89ab][0-9a-f]{15}$/);
});

test("ids of version 7, of other kinds and what is no id name no shard", () => {
  const ids = createIds({ clock: { now: () => 1_700_000_000_000 }, random });
  for (const id of [ids.next("pay"), ids.next("evt"), "pay_", "", "pay_zz", `${ids.nextPayment(STORE)}0`])
    expect(shardNamedBy(id)).toBe(null);
});
