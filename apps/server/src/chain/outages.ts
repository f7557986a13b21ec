// An outage is a time in which the chain was not read because server or node were away. Money that came meanwhile is
// found by reading on, and the payments are counted for people. docs/spec/chain-following.md#outages

import type { MatchResult } from "@kaspa-pay/core";
import type { Db, UnitOfWork } from "../database/unit-of-work.ts";
import type { PaymentChange } from "../features/payments/records.ts";
import type { Clock } from "../runtime/clock.ts";
import type { Ids } from "../runtime/ids.ts";
import type { Cursor, Leadership, Outage } from "./records.ts";
import { chainRepository } from "./repository/index.ts";
import type { ChainPage } from "./source.ts";

interface OutageDeps {
  unitOfWork: UnitOfWork;
  clock: Clock;
  ids: Ids;
}

/** Shorter pauses are normal: a restart, a new connection. */
const OUTAGE_MS = 60_000;

/** The outage that this page belongs to: one that is not read to its end yet, or a new one; null = none. */
export async function outageOf(
  { clock, ids }: OutageDeps,
  db: Db,
  cursor: Cursor,
  page: ChainPage,
): Promise<string | null> {
  const first = page.added[0];
  if (cursor.outageId !== null || first === undefined) return cursor.outageId;
  const now = clock.now();
  // If the chain itself did not grow, its first block is new.
  if (now - cursor.readAt <= OUTAGE_MS || now - first.timestampMs <= OUTAGE_MS) return null;
  const id = ids.next("out");
  await chainRepository(db).openOutage({ id, network: cursor.network, beganAt: cursor.readAt });
  return id;
}

/** Records the payments of the page whose money came during the outage. */
export async function noteRecovered(
  { clock }: OutageDeps,
  db: Db,
  outageId: string | null,
  match: MatchResult,
  changes: readonly PaymentChange[],
): Promise<void> {
  if (outageId === null) return;
  const before = clock.now() - OUTAGE_MS;
  const found = changes.filter(({ reduction }) => {
    const came = match.payments.get(reduction.payment.id)?.accepted ?? [];
    const isNew = reduction.events.some(({ name }) => name === "transfer.accepted");
    return isNew && came.some((output) => output.blockTime < before);
  });
  await chainRepository(db).noteRecovered(
    outageId,
    found.map(({ details, reduction }) => ({ storeId: details.storeId, paymentId: reduction.payment.id })),
  );
}

/** The chain is read to its end again. Null = another process leads or moved the cursor. */
export async function endOutage(
  { unitOfWork, clock }: Pick<OutageDeps, "unitOfWork" | "clock">,
  cursor: Cursor,
  leader: Leadership,
): Promise<Outage | null> {
  const { network, outageId } = cursor;
  if (outageId === null) return null;
  return unitOfWork.transaction(async (db) => {
    const ours = await chainRepository(db).lockCursor(network, leader);
    return ours?.hash === cursor.hash
      ? chainRepository(db).closeOutage(network, outageId, clock.now())
      : null;
  });
}
