// Shared steps of tests with one fault on real processes: a quiet run, an order, a payment, the invariant check.
import { resolve } from "node:path";
import { readLedger } from "../ledger.ts";
import type { Made } from "../order-client.ts";
import { eventually, seeded } from "../seeded.ts";
import { fromSource } from "../server-process.ts";
import { type Cluster, startCluster } from "./cluster.ts";
import { drain } from "./drain.ts";

export const CRASHING = fromSource(resolve(import.meta.dirname, "crashing-server.ts"));
/** Waits end by what they wait for; these only bound them on a busy machine. */
export const LIMIT_MS = 180_000;
export const TEST_MS = 600_000;

const NO_HARM = {
  clockSlackMs: 0,
  inFlightMs: 2_000,
  without: ["error", "reset", "redirect", "acceptThenReset", "hang"],
} as const;

export interface QuietOptions {
  readonly servers?: number;
  readonly program?: readonly string[];
  /** Where the servers connect to instead, as through a proxy. */
  readonly serverDatabaseUrl?: string;
}

/** Nothing happens but what the test does: the chain does not grow, the receiver answers 200. */
export function openQuiet(name: string, databaseUrl: string, options: QuietOptions = {}): Promise<Cluster> {
  return startCluster({
    random: seeded(name),
    blockEveryMs: 0,
    program: CRASHING,
    servers: 1,
    database: { databaseUrl: () => databaseUrl },
    receiver: NO_HARM,
    ...options,
  });
}

export async function order({ client, made, random }: Cluster, key = `order-${made.length}`): Promise<Made> {
  const body = {
    amount: "12.5",
    currency: "KAS",
    orderId: key,
    requiredConfirmations: 10,
    expiryMinutes: 5,
  } as const;
  const payment = await client.create({ key, body }, random);
  made.push(payment);
  return payment;
}

/** Into the next block. The transaction's id. */
export const pay = ({ chain }: Cluster, { address, sompi }: Made): string =>
  chain.sim.controls.pay({ address, sompi }).txIds[0] ?? "";

const PAID = new Set(["accepted", "confirmed"]);

/** The follower has written down that this payment's money was accepted. */
export async function seen(cluster: Cluster, { address }: Made): Promise<void> {
  await until(`${address} is paid`, async () => {
    const { transfers } = await readLedger(cluster.database);
    return transfers.some((row) => row.address === address && PAID.has(row.status));
  });
}

/** @throws in these words when it does not come about */
export async function until(text: string, ask: () => Promise<boolean>): Promise<void> {
  const found = await eventually(LIMIT_MS, async () => ((await ask()) ? true : null));
  if (found === null) throw new Error(`Not reached: ${text}`);
}

/** Violations after everything came to its end. */
export async function violationsAtEnd(cluster: Cluster): Promise<string[]> {
  const faults = await drain(cluster, { limitMs: LIMIT_MS, latePayers: 0, mine: true, restart: false });
  return [...faults, ...(await cluster.checkInvariants()).violations];
}
