// The node's history begins above our cursor: unspent outputs are found, and staff see what must be checked by hand.

import { pino } from "pino";
import { beforeEach, expect } from "vitest";
import { chainRepository } from "../../src/chain/repository/index.ts";
import { gatewayTest } from "../support/fixtures.ts";
import type { TestGateway } from "../support/gateway.ts";
import { PRICE } from "../support/payment.ts";

let lines: Record<string, unknown>[] = [];
const log = pino({ level: "warn" }, { write: (line) => void lines.push(JSON.parse(line)) });
const test = gatewayTest({ per: "test", parts: { log } });

beforeEach(() => {
  lines = [];
});

const alerts = () => lines.filter(({ msg }) => typeof msg === "string" && msg.startsWith("sync_gap"));
const gaps = (gateway: TestGateway) => chainRepository(gateway.useCases.unitOfWork.db).gaps("simnet", 10);

/** The server does not run for 700 blocks, of which the node keeps the last 50. */
async function awayTooLong(gateway: TestGateway, meanwhile: () => void): Promise<void> {
  await gateway.stop();
  meanwhile();
  gateway.chain.mine(700);
  gateway.chain.prune({ keep: 50 });
}

test("F6 N-08: the alert names the range, what was found and which payments to check, and warns of what cannot be seen", async ({
  gateway,
  chain,
  merchant,
}) => {
  const [before, found, swept, unpaid] = [
    await merchant.createPayment(),
    await merchant.createPayment(),
    await merchant.createPayment(),
    await merchant.createPayment(),
  ];
  before.pay();
  await gateway.mine(12);
  const lost = await gateway.cursor();
  await awayTooLong(gateway, () => {
    found.pay();
    const txId = swept.pay();
    chain.spend({ outpoint: `${txId}:0` });
  });
  await gateway.restart();
  await gateway.follow();
  await gateway.follow();
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
  for (const payment of [swept, unpaid]) expect((await payment.full()).attention).toContain("manual");
  expect((await before.full()).attention).toEqual([]);
  expect(await gaps(gateway)).toHaveLength(1);
});

test("F6 N-08: without a UTXO index nothing is guessed: the chain is read on from the tip and the alert says why", async ({
  gateway,
  chain,
  merchant,
}) => {
  const paid = await merchant.createPayment();
  await awayTooLong(gateway, () => paid.pay());
  chain.noUtxoIndex();
  await gateway.restart();
  await gateway.follow();
  await gateway.follow();
  expect(alerts()[0]).toMatchObject({ found: 0, toCheck: [paid.id] });
  expect(alerts()[0]?.msg).toContain("--utxoindex");
  expect((await gateway.cursor()).hash).toBe(chain.state().sink);
  expect(await paid.status()).toBe("pending");
  expect((await paid.full()).attention).toContain("manual");
});
