// W8: a restart with 100 000 open payments, after a kill -9 and a minute of chain: until it is ready, and until it has
// caught up.
import type pg from "pg";
import { reached } from "../gateway/cursor.ts";
import { registerMerchant, repeat } from "../gateway/merchant.ts";
import { type Setup, withSetup } from "../gateway/setup.ts";
import { median } from "../measure/figures.ts";
import type { Outcome } from "../report.ts";

const OPEN = 100_000;
const ROUNDS = 3;
/** Deep enough for the longest requirement. */
const MISSED_BLOCKS = 700;
const PAID_MEANWHILE = 20;
const PATIENCE_MS = 60_000;

interface Restart {
  readyMs: number;
  caughtUpMs: number;
}

export const restart = (): Promise<Outcome> => withSetup({ blocksPerSecond: 0, mergePerBlock: 1 }, measure);

async function measure(setup: Setup): Promise<Outcome> {
  let gateway = await setup.startGateway();
  const merchant = await registerMerchant(gateway.url);
  const pattern = await merchant.createPayment();
  const few: Restart[] = [];
  const many: Restart[] = [];
  let missed = 0;
  const rounds = async (into: Restart[]): Promise<void> => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const paid = await repeat(PAID_MEANWHILE, 5, () => merchant.createPayment());
      await reached(setup.database, setup.sim.controls.mine(2).sink, PATIENCE_MS);
      await gateway.kill();
      for (const { kaspaAddress: address, amountSompi: sompi } of paid) {
        setup.sim.controls.pay({ address, sompi, mine: true });
      }
      const { sink } = setup.sim.controls.mine(MISSED_BLOCKS);
      const since = performance.now();
      gateway = await setup.startGateway();
      const ready = await readyAt(gateway.url);
      await reached(setup.database, sink, PATIENCE_MS);
      const found = await confirmedAt(
        setup.database,
        paid.map(({ kaspaAddress }) => kaspaAddress),
      );
      into.push({ readyMs: ready - since, caughtUpMs: found.at - since });
      missed += found.missing;
    }
  };
  await rounds(few);
  await open(setup.database, pattern.kaspaAddress);
  await rounds(many);
  return outcomeOf(few, many, missed);
}

async function readyAt(url: string): Promise<number> {
  const until = performance.now() + PATIENCE_MS;
  while (!(await fetch(`${url}/readyz`)).ok) {
    if (performance.now() > until) throw new Error("The gateway did not become ready");
  }
  return performance.now();
}

/** When the last of these payments was confirmed, and how many were not in time. */
async function confirmedAt(database: pg.Pool, addresses: readonly string[]) {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const { rows } = await database.query<{ missing: number }>(
      "SELECT count(*)::int AS missing FROM payments WHERE address = ANY ($1) AND status <> 'confirmed'",
      [addresses],
    );
    const missing = rows[0]?.missing ?? addresses.length;
    if (missing === 0 || performance.now() > until) return { at: performance.now(), missing };
  }
}

/** Copies one open payment, each copy with an address and an assignment of its own. */
async function open(pool: pg.Pool, address: string): Promise<void> {
  const database = await pool.connect();
  await database.query(
    `CREATE TEMPORARY TABLE copies AS
     SELECT n, gen_random_uuid() AS id, 'bench' || md5(n::text) || md5('x' || n) AS script,
            'kaspasim:' || md5(n::text) || md5('y' || n) AS address
     FROM generate_series(1, ${OPEN}) AS n`,
  );
  await database.query(
    `INSERT INTO payments SELECT (jsonb_populate_record(p, jsonb_build_object(
       'id', c.id, 'script', c.script, 'address', c.address, 'address_index', c.n + 1000000))).*
     FROM copies c, payments p WHERE p.address = $1`,
    [address],
  );
  await database.query(
    `INSERT INTO addresses SELECT (jsonb_populate_record(a, jsonb_build_object(
       'script', c.script, 'address', c.address, 'address_index', c.n + 1000000))).*
     FROM copies c, addresses a WHERE a.address = $1`,
    [address],
  );
  await database.query(
    `INSERT INTO address_assignments SELECT (jsonb_populate_record(s, jsonb_build_object(
       'id', gen_random_uuid(), 'payment_id', c.id, 'script', c.script))).*
     FROM copies c, address_assignments s JOIN payments p ON p.id = s.payment_id WHERE p.address = $1`,
    [address],
  );
  await database.query("VACUUM ANALYZE");
  await database.query("CHECKPOINT");
  database.release();
}

function outcomeOf(few: readonly Restart[], many: readonly Restart[], missed: number): Outcome {
  const ready = (restarts: readonly Restart[]) => median(restarts.map((restart) => restart.readyMs)) / 1000;
  const caughtUp = (restarts: readonly Restart[]) =>
    median(restarts.map((restart) => restart.caughtUpMs)) / 1000;
  return {
    rows: [
      { what: "a few open payments: ready after", value: ready(few), unit: "s" },
      { what: "a few open payments: caught up after", value: caughtUp(few), unit: "s" },
      { what: `${OPEN} open payments: ready after`, value: ready(many), unit: "s" },
      { what: `${OPEN} open payments: caught up after`, value: caughtUp(many), unit: "s" },
      { what: "caught up, many / few", value: caughtUp(many) / caughtUp(few), unit: "" },
    ],
    goals: [
      { what: "ready", value: ready(many), unit: "s", limit: 3, rule: "atMost" },
      { what: "caught up", value: caughtUp(many), unit: "s", limit: 5, rule: "atMost" },
      {
        ...{ what: `payments missed, of ${2 * ROUNDS * PAID_MEANWHILE}`, unit: "", rule: "atMost" },
        ...{ value: missed, limit: 0 },
      },
    ],
    notes: [
      `Median of ${ROUNDS} restarts after kill -9; ${MISSED_BLOCKS} blocks (more than a minute) and ${PAID_MEANWHILE} payments came meanwhile.`,
      "From the start of the process. PostgreSQL and the node ran on. Compared with itself holding a few payments.",
    ],
  };
}
