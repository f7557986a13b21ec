// W6: what does it cost the follower to know a million addresses? Payments are detected among 1 000, 100 000 and
// 1 000 000 known ones, while each block carries 30 transactions of strangers.
import type { SimNode } from "@kaspa-pay/kaspa-sim";
import type pg from "pg";
import type { WebhookReceiver } from "../../apps/server/test/support/webhook-receiver.ts";
import type { RunningGateway } from "../gateway/gateway.ts";
import { type Merchant, registerMerchant, repeat } from "../gateway/merchant.ts";
import { type Setup, withSetup } from "../gateway/setup.ts";
import { percentile } from "../measure/figures.ts";
import { residentBytes } from "../measure/processes.ts";
import type { Outcome, Row } from "../report.ts";

const LEVELS = [1_000, 100_000, 1_000_000] as const;
/**
 * Up and down again: a level's figure is taken over its visits, so that a change of the machine's load meets all
 * levels.
 */
const WALK = [1_000, 100_000, 1_000_000, 1_000_000, 100_000, 1_000] as const;
const PAYMENTS = 80;
const STRANGERS_PER_BLOCK = 30;
const INSERT_BATCH = 100_000;

export const knownAddresses = (): Promise<Outcome> => withSetup({ blocksPerSecond: 0 }, measure);

async function measure(setup: Setup): Promise<Outcome> {
  const receiver = await setup.startReceiver();
  const gateway = await setup.startGateway();
  const merchant = await registerMerchant(gateway.url);
  await merchant.createWebhook(receiver.url, ["payment.confirming"]);
  setup.sim.controls.fill({ txsPerBlock: STRANGERS_PER_BLOCK });
  await detect(20, setup.sim, merchant, receiver);
  const taken = new Map<number, number[]>(LEVELS.map((level) => [level, []]));
  const memory = new Map<number, number>();
  for (const level of WALK) {
    await know(setup.database, level);
    taken.get(level)?.push(...(await detect(PAYMENTS, setup.sim, merchant, receiver)));
    memory.set(level, await settledMemory(gateway));
  }
  return outcomeOf(taken, memory);
}

/** Milliseconds from the block's notification to the webhook, for payments one after another. */
async function detect(
  count: number,
  sim: SimNode,
  merchant: Merchant,
  receiver: WebhookReceiver,
): Promise<number[]> {
  const payments = await repeat(count, 5, () => merchant.createPayment());
  sim.controls.mine(2);
  const samples: number[] = [];
  for (const { kaspaAddress: address, amountSompi: sompi } of payments) {
    const webhook = receiver.next();
    sim.controls.pay({ address, sompi, mine: true });
    const mined = performance.now();
    samples.push((await webhook).at - mined);
  }
  return samples;
}

/** Brings the number of known addresses to the level: strangers' ones, held by payments that nobody pays. */
async function know(database: pg.Pool, level: number): Promise<void> {
  await database.query("DELETE FROM addresses WHERE key_hash = 'bench' AND address_index >= $1", [level]);
  await database.query(
    `DELETE FROM address_assignments a WHERE script LIKE 'bench%'
     AND NOT EXISTS (SELECT FROM addresses k WHERE k.network = a.network AND k.script = a.script)`,
  );
  const { rows } = await database.query<{ known: number }>(
    "SELECT count(*)::int AS known FROM addresses WHERE key_hash = 'bench'",
  );
  for (let from = rows[0]?.known ?? 0; from < level; from += INSERT_BATCH) {
    const range = [from, Math.min(from + INSERT_BATCH, level) - 1];
    await database.query(INSERT_ADDRESSES, range);
    await database.query(INSERT_ASSIGNMENTS, range);
  }
  for (const table of ["addresses", "address_assignments"]) await database.query(`VACUUM ANALYZE ${table}`);
  await database.query("CHECKPOINT");
}

const SCRIPT = "'bench' || md5(n::text) || md5('x' || n)";
const INSERT_ADDRESSES = `
  INSERT INTO addresses (network, script, address, store_id, key_hash, mode, branch, address_index, created_at)
  SELECT 'simnet', ${SCRIPT}, 'kaspasim:' || md5(n::text) || md5('y' || n), gen_random_uuid(), 'bench', 'xpub', 0, n, now()
  FROM generate_series($1::int, $2::int) AS n`;
const INSERT_ASSIGNMENTS = `
  INSERT INTO address_assignments
    (id, store_id, payment_id, network, script, mode, from_daa, state, assigned_at)
  SELECT gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'simnet', ${SCRIPT}, 'xpub', 1, 'held', now()
  FROM generate_series($1::int, $2::int) AS n`;

/** The least of a few looks: garbage that is not collected yet is no cache. */
async function settledMemory({ pid, url }: RunningGateway): Promise<number> {
  const looks: number[] = [];
  for (let look = 0; look < 5; look += 1) {
    await fetch(`${url}/healthz`).then((response) => response.arrayBuffer());
    looks.push(residentBytes(pid));
  }
  return Math.min(...looks);
}

function outcomeOf(taken: ReadonlyMap<number, number[]>, memory: ReadonlyMap<number, number>): Outcome {
  const p50 = (level: number) => percentile(taken.get(level) ?? [], 0.5);
  const [least, , most] = LEVELS;
  const grown = (memory.get(most) ?? Number.NaN) - (memory.get(least) ?? Number.NaN);
  const bytesEach = Math.max(0, grown) / (most - least);
  const rows: Row[] = LEVELS.flatMap((level) => [
    { what: `detection among ${level}, p50`, value: p50(level), unit: "ms" },
    { what: `detection among ${level}, p95`, value: percentile(taken.get(level) ?? [], 0.95), unit: "ms" },
    {
      what: `server's memory with ${level}`,
      value: (memory.get(level) ?? Number.NaN) / 2 ** 20,
      unit: "MiB",
    },
  ]);
  return {
    rows,
    goals: [
      {
        what: `detection p50 among ${most} / among ${least}`,
        value: p50(most) / p50(least),
        unit: "",
        limit: 1.2,
        rule: "atMost",
      },
      { what: "memory per known address", value: bytesEach, unit: "B", limit: 250, rule: "atMost" },
    ],
    notes: [
      `Two visits to each level, up and down, ${PAYMENTS} payments each; ${STRANGERS_PER_BLOCK} unrelated transactions in every block.`,
      "From the block's notification to the webhook at the receiver. There is no cache: the index is asked, so memory should not grow.",
      "Compared with itself (P0 and L1 have no follower).",
    ],
  };
}
