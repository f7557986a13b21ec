import type { WalletMode } from "@kaspa-pay/core";
import { sql } from "kysely";
import type { Db } from "../../database/unit-of-work.ts";
import { depositAccountIds, paymentIds, storeIds } from "../../database/wire-ids.ts";
import type { ChainNetwork } from "../../runtime/network.ts";
import type { AddressOwner } from "../records.ts";

interface OwnerRow {
  script: string;
  address: string;
  address_store: string;
  address_mode: WalletMode;
  payment_id: string | null;
  store_id: string;
  mode: WalletMode;
  amount_sompi: bigint | null;
  from_daa: bigint;
  released_daa: bigint | null;
  expected_sompi: bigint | null;
  deposit_account_id: string | null;
  deposits_from_daa: bigint | null;
}

const OWNER_COLUMNS = sql.raw(`a.script, a.address, a.store_id as address_store, a.mode as address_mode,
  s.payment_id, s.store_id, s.mode, s.amount_sompi, s.from_daa, s.released_daa, p.expected_sompi`);
/** Single addresses are no deposit account's. */
const NO_ACCOUNT = sql.raw("null::uuid as deposit_account_id, null::int8 as deposits_from_daa");

export function createOwnerRecords(db: Db) {
  return {
    /** Of a single address, which has any number of payments, only one that waits for money now, if there is one. */
    async owners(network: ChainNetwork, scripts: readonly string[]): Promise<AddressOwner[]> {
      const { rows } = await sql<OwnerRow>`
        select ${OWNER_COLUMNS}, a.deposit_account_id, c.created_daa as deposits_from_daa
        from addresses a left join lateral (
            select * from address_assignments where a.mode = 'xpub' and network = a.network and script = a.script
            union all
            (select * from address_assignments where a.mode = 'address' and network = a.network and script = a.script
              and state = 'held' and mode = 'address' limit 1)
          ) s on true left join payments p on p.store_id = s.store_id and p.id = s.payment_id
          left join deposit_accounts c on c.store_id = a.store_id and c.id = a.deposit_account_id
        where a.network = ${network} and a.script = any(${[...scripts]}::text[])
        order by s.assigned_at desc`.execute(db);
      return groupOwners(rows);
    },
    /** Of single addresses: payments that hold or held exactly these sums, the newest first. */
    async ownersOfSums(
      network: ChainNetwork,
      wanted: readonly { script: string; sompi: bigint }[],
    ): Promise<AddressOwner[]> {
      const { rows } = await sql<OwnerRow>`
        select ${OWNER_COLUMNS}, ${NO_ACCOUNT}
        from (select distinct * from unnest(${wanted.map((output) => output.script)}::text[],
            ${wanted.map((output) => output.sompi.toString())}::int8[]) as w(script, sompi)) w
          join addresses a on a.network = ${network} and a.script = w.script
          join address_assignments s on s.network = ${network} and s.script = w.script and s.amount_sompi = w.sompi
            and s.mode = 'address'
          left join payments p on p.store_id = s.store_id and p.id = s.payment_id
        order by s.assigned_at desc`.execute(db);
      return groupOwners(rows);
    },
  };
}

function groupOwners(rows: OwnerRow[]): AddressOwner[] {
  const owners = new Map<string, AddressOwner>();
  for (const row of rows) {
    const owner = owners.get(row.script) ?? {
      script: row.script,
      address: row.address,
      storeId: storeIds.toWire(row.address_store),
      mode: row.address_mode,
      assignments: [],
      deposits:
        row.deposit_account_id === null
          ? null
          : {
              accountId: depositAccountIds.toWire(row.deposit_account_id),
              fromDaa: row.deposits_from_daa ?? 0n,
            },
    };
    owners.set(row.script, owner);
    if (row.payment_id === null) continue;
    owner.assignments.push({
      paymentId: paymentIds.toWire(row.payment_id),
      storeId: storeIds.toWire(row.store_id),
      mode: row.mode,
      amountSompi: row.amount_sompi,
      fromDaa: row.from_daa,
      releasedDaa: row.released_daa,
      expectedSompi: row.expected_sompi,
    });
  }
  return [...owners.values()];
}
