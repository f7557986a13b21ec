// The parts of one run on real processes: chain, database, servers, shop, staff, receiver, and the invariant check.
import { randomBytes } from "node:crypto";
import { newDemoAccountKey } from "@kaspa-pay/kaspa-sim";
import { registerMerchant } from "../../../../../e2e/support/api.ts";
import { openDepositAccounts } from "../depositors.ts";
import { type DrivenChain, startChain } from "../driven-chain.ts";
import { type FailingReceiver, type ReceiverOptions, startFailingReceiver } from "../failing-receiver.ts";
import { auditViolations } from "../invariants/audited.ts";
import { eventViolations } from "../invariants/event-order.ts";
import { outViolations } from "../invariants/money-out.ts";
import { rebuiltViolations } from "../invariants/rebuilt.ts";
import { violations } from "../invariants/violations.ts";
import { freeDeadLeases, type HasDatabase, type Ledger, readLedger } from "../ledger.ts";
import { createMoneyOut, type MoneyOut } from "../money-out.ts";
import {
  addEndpoints,
  createOrderClient,
  type Endpoint,
  type Made,
  type OrderClient,
} from "../order-client.ts";
import type { Seeded } from "../seeded.ts";
import { createServerProcess, type ServerProcess } from "../server-process.ts";
import { askAny } from "./ask.ts";
import { type SnapshotWatch, watchSnapshots } from "./snapshots.ts";
import { createStaff, type Staff } from "./staff.ts";

export interface Cluster {
  readonly random: Seeded;
  readonly chain: DrivenChain;
  /** One, or several on one database. */
  readonly servers: readonly ServerProcess[];
  /** Where the tables are. */
  readonly database: HasDatabase;
  readonly receiver: FailingReceiver;
  readonly endpoints: readonly Endpoint[];
  readonly client: OrderClient;
  readonly staff: Staff;
  readonly out: MoneyOut;
  /** Every payment that the client knows of. */
  readonly made: Made[];
  /** Addresses of customers with a deposit account. */
  readonly depositAddresses: readonly string[];
  readonly watch: SnapshotWatch;
  /** Process ids of the servers that run. */
  living(): number[];
  /** Starts what does not run and waits until all are ready; what dead ones held is free. */
  startStopped(): Promise<void>;
  /** Violations of all invariants, after the drain. */
  checkInvariants(): Promise<{ readonly ledger: Ledger; readonly violations: string[] }>;
  close(): Promise<void>;
}

export interface ClusterOptions {
  readonly random: Seeded;
  /** The chain mines by itself this often; 0 = only on request. */
  readonly blockEveryMs: number;
  readonly program: readonly string[];
  readonly servers: number;
  /** Null = one server with a PostgreSQL of its own. */
  readonly database: HasDatabase | null;
  /** Where the servers connect to instead, as through a proxy. */
  readonly serverDatabaseUrl?: string;
  readonly receiver: ReceiverOptions;
  readonly env?: NodeJS.ProcessEnv;
}

const DEPOSIT_ACCOUNTS = 3;

/** Ready: a merchant is registered, has three customers with deposit accounts, and two endpoints listen. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { random, program, env = {} } = options;
  const chain = await startChain(random.stream("chain"), options.blockEveryMs);
  const receiver = await startFailingReceiver(random.stream("receiver"), chain, options.receiver);
  const masterKey = randomBytes(32).toString("base64");
  const servers: ServerProcess[] = [];
  for (let number = 0; number < options.servers; number++) {
    const databaseUrl = options.serverDatabaseUrl ?? options.database?.databaseUrl() ?? null;
    const server = { program, nodeUrl: chain.sim.rpcUrl, databaseUrl, masterKey, env };
    servers.push(await createServerProcess(random.stream(`ports ${number}`), server));
  }
  const [first] = servers;
  if (first === undefined) throw new Error("No server");
  const database = options.database ?? first;
  const living = (): number[] => servers.flatMap((server) => server.pid() ?? []);
  const close = async (): Promise<void> => {
    for (const server of servers) await server.close();
    await receiver.close();
    await chain.close();
  };
  const startStopped = async (): Promise<void> => {
    for (const server of servers) server.start();
    await freeDeadLeases(database, living()).catch(() => undefined);
    for (const server of servers) await server.ready();
    await freeDeadLeases(database, living());
  };
  try {
    for (const server of servers) server.start();
    for (const server of servers) await server.ready();
    const account = await newDemoAccountKey();
    const { apiKey } = await registerMerchant(first.url, account);
    const endpoints = await addEndpoints(first, apiKey, receiver.url);
    const depositAddresses = await openDepositAccounts(first, apiKey, DEPOSIT_ACCOUNTS);
    const client = createOrderClient(servers, apiKey, random.stream("shop"));
    const staff = createStaff(servers, apiKey, { random: random.stream("clerk"), endpoints });
    const ask = askAny(servers, apiKey, random.stream("sender"));
    const out = createMoneyOut({ ask, chain, account });
    const made: Made[] = [];
    const watch = watchSnapshots(chain, database);
    return {
      random,
      chain,
      servers,
      database,
      receiver,
      endpoints,
      client,
      staff,
      out,
      made,
      depositAddresses,
      watch,
      living,
      startStopped,
      async checkInvariants() {
        const seen = await watch.end();
        const ledger = await readLedger(database);
        const evidence = { chain, ledger, made, history: client.history, receiver };
        return {
          ledger,
          violations: [
            ...violations(evidence),
            ...eventViolations(ledger),
            ...(await receiver.verifyAll(
              new Map(endpoints.map((endpoint) => [endpoint.path, endpoint.secrets])),
            )),
            ...(await rebuiltViolations(database)),
            ...(await outViolations(database, { chain, out })),
            ...auditViolations([...staff.actions, ...out.actions], ledger.audits),
            ...seen,
          ],
        };
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
