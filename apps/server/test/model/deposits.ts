// Deposits as the simulated chain and the merchant's rules require them. A second, smaller statement of
// docs/spec/deposits.md: it knows outputs, sums and the minimum of their time, and nothing of rows, versions or events.
import { type DepositEventRow, depositEventViolations } from "../chaos/invariants/deposits.ts";
import { liveArrivals, outpointOf, readArrivals } from "./arrivals.ts";
import type { DepositAccount, ExpectedDeposit } from "./expected.ts";
import { DUST } from "./model.ts";
import type { ModelGateway, ModelStore } from "./model-gateway.ts";

/** Confirmations of every deposit of the model. */
export const DEPOSIT_DEPTH = 3;

export function depositStatus({ acceptedIn, deep, sompi, minimum }: ExpectedDeposit): string {
  if (acceptedIn === null) return "reverted";
  if (sompi < minimum) return "below_minimum";
  return deep ? "confirmed" : "confirming";
}

/** The gateway read the chain to its end. `minimum`: in force now, for outputs that are new. */
export function readDeposits(
  { address, deposits }: DepositAccount,
  { gateway }: ModelGateway,
  minimum: bigint,
): void {
  const { outputs, daaScore } = gateway.chain.truth(address);
  readArrivals(deposits, outputs, { tip: daaScore, depth: DEPOSIT_DEPTH }, (output) => ({
    ...{ outpoint: outpointOf(output), acceptedIn: null, deep: false, sompi: output.sompi },
    minimum: minimum < DUST ? DUST : minimum,
  }));
}

interface DepositRow {
  readonly id: string;
  readonly outpoint: string;
  readonly address: string;
  readonly status: string;
  readonly sompi: string;
  readonly sequence: number;
  /** Null while it is reverted. */
  readonly live: string | null;
}

const readRows = ({ gateway }: ModelGateway, store: ModelStore): Promise<DepositRow[]> =>
  gateway.sql<DepositRow>(
    `select id, tx_id || ':' || output_index as outpoint, address, status, sompi::text, sequence,
      tx_id || ':' || output_index || ' ' || accepting_block_hash || ' ' || accepting_daa as live
      from deposits where store_id = $1`,
    [store.uuid],
  );

/** The differences, each named by the invariant that it breaks. */
export async function depositDifferences(
  tested: ModelGateway,
  store: ModelStore,
  accounts: readonly DepositAccount[],
): Promise<string[]> {
  const rows = await readRows(tested, store);
  const expected = accounts.flatMap(({ address, deposits }) =>
    [...deposits.values()].map((deposit) => ({ address, deposit })),
  );
  const nobodys = rows.filter(({ outpoint }) =>
    expected.every(({ deposit }) => deposit.outpoint !== outpoint),
  );
  return [
    ...nobodys.map(({ outpoint }) => `I2 deposit ${outpoint} is not on the chain`),
    ...expected.flatMap(({ address, deposit }) => {
      const { outpoint, sompi } = deposit;
      const row = rows.find((each) => each.outpoint === outpoint);
      if (row === undefined) return [`I2 deposit ${outpoint} is not stored`];
      const pairs = [
        ["I2 block", row.live, liveArrivals([deposit])[0] ?? null],
        ["I2 sum and address", `${row.sompi} ${row.address}`, `${sompi} ${address}`],
        ["I4 status", row.status, depositStatus(deposit)],
      ] as const;
      return pairs.flatMap(([what, is, wanted]) =>
        is === wanted ? [] : [`${what} of deposit ${outpoint}: ${is}, not ${wanted}`],
      );
    }),
  ];
}

/** I5 and I8 over the events as they were written. */
export async function depositEvents(tested: ModelGateway, store: ModelStore): Promise<string[]> {
  const written = await tested.gateway.sql<DepositEventRow>(
    "select type, body from events where store_id = $1 and type like 'deposit.%'",
    [store.uuid],
  );
  return depositEventViolations(await readRows(tested, store), written);
}
