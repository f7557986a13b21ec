// The node's history begins above our cursor: unspent outputs are found, and people are told what cannot be seen.

import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { chainRepository } from "../../src/chain/repository/index.ts";
import { type ChainHouse, openHouse, PRICE } from "./chain-house.ts";

let lines: Record<string, unknown>[];
let house: ChainHouse;
beforeEach(async () => {
  lines = [];
  const log = pino({ level: "warn" }, { write: (line) => void lines.push(JSON.parse(line)) });
  house = await openHouse({ parts: () => ({ log }) });
});
afterEach(() => house.close());

const alerts = () => lines.filter(({ msg }) => typeof msg === "string" && msg.startsWith("sync_gap"));
const gaps = () => chainRepository(house.gateway.useCases.unitOfWork.db).gaps("simnet", 10);

/** The server is away for 700 blocks, of which the node keeps the last 50. */
async function awayTooLong(meanwhile: () => void): Promise<void> {
  await house.down();
  meanwhile();
  house.chain.mine(700);
  house.chain.prune({ keep: 50 });
}

test("F6 N-08: the alert names the range, what was found and whom to look at, and warns of what nobody can see", async () => {
  const [before, found, swept, unpaid] = [
    await house.sale(),
    await house.sale(),
    await house.sale(),
    await house.sale(),
  ];
  before.pay();
  await house.mine(12);
  const lost = await house.cursor();
  await awayTooLong(() => {
    found.pay();
    const txId = swept.pay();
    house.chain.spend({ outpoint: `${txId}:0` });
  });
  await house.up();
  await house.follow();
  await house.follow();
  const [alert, ...more] = alerts();
  expect(more).toEqual([]);
  expect(alert).toMatchObject({
    level: 50,
    network: "simnet",
    fromDaa: `${lost.daa}`,
    found: 1,
    toCheck: [swept.id, unpaid.id].sort(),
  });
  expect(BigInt(String(alert?.toDaa))).toBeGreaterThan(lost.daa + 600n);
  expect(Date.parse(String(alert?.fromTime))).toBeLessThanOrEqual(Date.parse(String(alert?.toTime)));
  expect(alert?.msg).toContain("received and spent inside the gap cannot be seen");
  expect(await before.status()).toBe("confirmed");
  expect((await found.full()).amountReceivedSompi).toBe(`${PRICE}`);
  expect((await found.full()).transfers).toHaveLength(1);
  for (const sale of [swept, unpaid]) expect((await sale.full()).attention).toContain("manual");
  expect((await before.full()).attention).toEqual([]);
  expect(await gaps()).toHaveLength(1);
});

test("F6 N-08: without a UTXO index nothing is guessed: the chain is read on from the tip and the alert says why", async () => {
  const paid = await house.sale();
  await awayTooLong(() => paid.pay());
  house.chain.noUtxoIndex();
  await house.up();
  await house.follow();
  await house.follow();
  expect(alerts()[0]).toMatchObject({ found: 0, toCheck: [paid.id] });
  expect(alerts()[0]?.msg).toContain("--utxoindex");
  expect((await house.cursor()).hash).toBe(house.chain.state().sink);
  expect(await paid.status()).toBe("pending");
  expect((await paid.full()).attention).toContain("manual");
});
