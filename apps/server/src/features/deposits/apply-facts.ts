// The only code that changes stored deposits: it locks them, lets `reduceDeposit` decide, and saves rows, events and
// deliveries. docs/spec/deposits.md#one-function-decides
import {
  audienceOf,
  type DepositEvent,
  type DepositFact,
  type DepositPolicy,
  isFiatCurrency,
  type Outpoint,
  reduceDeposit,
} from "@kaspa-pay/core";
import type { ChainTip } from "../../chain/read-cursor.ts";
import type { OutboxEvent } from "../../database/rows/outbox.ts";
import type { Db } from "../../database/unit-of-work.ts";
import type { Clock } from "../../runtime/clock.ts";
import { groupBy } from "../../runtime/group-by.ts";
import type { Ids } from "../../runtime/ids.ts";
import type { ChainNetwork } from "../../runtime/network.ts";
import type { RateBook } from "../rates/rate-book.ts";
import { storeOf } from "../stores/find-store.ts";
import { isLive } from "../stores/new-store.ts";
import type { Store } from "../stores/records.ts";
import { eventBody, wireDetail } from "../webhooks/emit-event.ts";
import { depositSettingsOf } from "./find-deposits.ts";
import type {
  DepositAccount,
  DepositFactFor,
  DepositSettings,
  ShownDeposit,
  StoredDeposit,
} from "./records.ts";
import { depositAccountRepository } from "./repository/accounts.ts";
import { depositRepository } from "./repository/deposits.ts";
import { toWireDeposit } from "./view.ts";

export interface DepositFactsDeps {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly rates: RateBook;
  readonly tip: Pick<ChainTip, "virtualDaa">;
}

/** Applies one fact to each deposit, in the caller's transaction; how many changed. */
export type ApplyDepositFacts = (db: Db, facts: readonly DepositFactFor[]) => Promise<number>;

interface Changed extends ShownDeposit {
  readonly events: readonly DepositEvent[];
}

export function createApplyDepositFacts(deps: DepositFactsDeps): ApplyDepositFacts {
  return async (db, facts) => {
    if (facts.length === 0) return 0;
    const stored = new Map<Outpoint, StoredDeposit>();
    for (const each of await depositRepository(db).lock(facts)) stored.set(each.deposit.outpoint, each);
    const changes: Changed[] = [];
    for (const [storeId, own] of groupBy(facts, (fact) => fact.storeId))
      changes.push(...(await changesOfStore(deps, db, storeId, own, stored)));
    if (changes.length === 0) return 0;
    await depositRepository(db).save(
      changes,
      changes.flatMap((change) => eventsOf(deps, change)),
    );
    return changes.length;
  };
}

async function changesOfStore(
  deps: DepositFactsDeps,
  db: Db,
  storeId: string,
  facts: readonly DepositFactFor[],
  stored: ReadonlyMap<Outpoint, StoredDeposit>,
): Promise<Changed[]> {
  const store = await storeOf(db, storeId);
  const policy = depositPolicyOf(store, await depositSettingsOf(db, storeId));
  const accountIds = facts.flatMap(({ accountId, outpoint }) => {
    const id = stored.get(outpoint)?.place.accountId ?? accountId;
    return id === null ? [] : [id];
  });
  const accounts = new Map<string, DepositAccount>();
  for (const account of await depositAccountRepository(db).byIds(storeId, [...new Set(accountIds)]))
    accounts.set(account.id, account);
  return facts.flatMap((given) => {
    const before = stored.get(given.outpoint) ?? null;
    const account = accounts.get(before?.place.accountId ?? given.accountId ?? "");
    if (account === undefined) return [];
    const fact = before === null ? priced(deps.rates, store.network, policy, given.fact) : given.fact;
    const { changed, deposit, events } = reduceDeposit(before?.deposit ?? null, fact, policy);
    if (!changed || deposit === null) return [];
    const place = before?.place ?? newPlace(deps, account);
    return [{ deposit, place, externalUserId: account.externalUserId, events }];
  });
}

function newPlace(deps: DepositFactsDeps, { storeId, id, network, address, script }: DepositAccount) {
  return {
    ...{ storeId, network, address, script },
    id: deps.ids.next("dep"),
    accountId: id,
    createdAt: deps.clock.now(),
  };
}

/** The rules of this moment; a deposit keeps what follows from them. */
export function depositPolicyOf({ settings }: Store, own: DepositSettings | null): DepositPolicy {
  return {
    currency: own?.currency ?? "KAS",
    minimumMinor: own?.minimumMinor ?? null,
    maximumMinor: own?.maximumMinor ?? null,
    confirmations: { tiers: settings.tiers, confirmationsOverride: own?.requiredConfirmations ?? null },
  };
}

/** With the rates of its receipt: in the currency of the limits or else US dollars, and in US dollars for the tier. */
function priced(
  rates: RateBook,
  network: ChainNetwork,
  { currency }: DepositPolicy,
  fact: DepositFact,
): DepositFact {
  if (fact.kind !== "chain" || fact.accepted === null) return fact;
  const { blockTime } = fact.accepted;
  const near = (code: string) => rates.rateNear(network, code, blockTime)?.rate ?? null;
  const usdRate = near("USD");
  const rate = isFiatCurrency(currency) && currency !== "USD" ? near(currency) : usdRate;
  return { ...fact, accepted: { ...fact.accepted, rate, usdRate } };
}

function eventsOf(deps: DepositFactsDeps, { events, ...shown }: Changed): OutboxEvent[] {
  const { storeId, network } = shown.place;
  const deposit = toWireDeposit(shown, deps.tip.virtualDaa(network));
  const at = deps.clock.now();
  return events.map(({ name, sequence, detail }) => {
    const id = deps.ids.next("evt");
    const said = wireDetail(detail);
    const data = { deposit, ...(Object.keys(said).length > 0 && { detail: said }) };
    return {
      ...{ id, storeId, type: name, audience: audienceOf(name), createdAt: at },
      // Only events of payments are sent in order; the number in the body lets receivers put these in theirs.
      paymentId: null,
      sequence: null,
      callbackHost: null,
      body: eventBody({ id, type: name, at, sequence, storeId, livemode: isLive(network), data }),
    };
  });
}
