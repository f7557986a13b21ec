// Deposits in the chain's transactions: what a page, a snapshot or a second look says about outputs to deposit accounts.
// docs/spec/deposits.md#following-the-chain
import type { ChainClock, DepositFact, DepositPage, Outpoint } from "@kaspa-pay/core";
import type { Bus } from "../database/bus/bus.ts";
import type { Db, UnitOfWork } from "../database/unit-of-work.ts";
import type { ApplyDepositFacts } from "../features/deposits/apply-facts.ts";
import type { DepositFactFor, DepositTarget } from "../features/deposits/records.ts";
import { passed } from "./chain-clock.ts";
import type { Matched } from "./match-outputs.ts";

export interface DepositFactDeps {
  unitOfWork: UnitOfWork;
  bus: Bus;
  depositFacts: ApplyDepositFacts;
}

/** Applies the facts in the caller's transaction; after its commit the deliveries are sent. */
export async function applyDeposits(
  { unitOfWork, bus, depositFacts }: DepositFactDeps,
  db: Db,
  facts: readonly DepositFactFor[],
): Promise<void> {
  const changed = await depositFacts(db, facts);
  if (changed > 0) unitOfWork.afterCommit(() => bus.publish({ topic: "deliveries" }));
}

interface Moment {
  clock: ChainClock;
  /** The database clock. */
  now: number;
}

/** What a page says about each output to a deposit account. */
export function depositFactsOf(
  { deposits, owners, stores }: Pick<Matched, "deposits" | "owners" | "stores">,
  { clock, now }: Moment,
): DepositFactFor[] {
  return [...deposits].flatMap(([outpoint, page]) => {
    const owner = page.accepted === null ? undefined : owners.get(page.accepted.script);
    // An output that is stored stays with its store.
    const storeId = stores.ofOutput(outpoint) ?? owner?.storeId;
    if (storeId === undefined) return [];
    const accountId = owner?.deposits?.accountId ?? null;
    return [{ storeId, outpoint, accountId, fact: { kind: "chain", ...pageAt(page, now), ...clock } }];
  });
}

function pageAt({ voided, accepted }: DepositPage, now: number): Pick<Chain, "voided" | "accepted"> {
  if (accepted === null) return { voided, accepted };
  const { script: _script, ...output } = accepted;
  return { voided, accepted: { ...output, blockTime: passed(output.blockTime, now) } };
}

type Chain = Extract<DepositFact, { kind: "chain" }>;

/** The same fact about outputs that are stored. */
export const sameFact = (targets: readonly DepositTarget[], fact: DepositFact): DepositFactFor[] =>
  targets.map(({ storeId, outpoint }) => ({ storeId, outpoint, accountId: null, fact }));

/** Depth has come: ticks for the deposits that the page itself says nothing about. */
export function depositTicks(
  due: readonly DepositTarget[],
  touched: ReadonlyMap<Outpoint, unknown>,
  clock: ChainClock,
): DepositFactFor[] {
  return sameFact(
    due.filter(({ outpoint }) => !touched.has(outpoint)),
    { kind: "tick", ...clock },
  );
}
