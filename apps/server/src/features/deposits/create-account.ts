// Makes the deposit account of a customer, or finds it: one account and one address, however many calls come at once.
import { ApiError, type CreateDepositAccount } from "@kaspa-pay/api-contract";
import type { ChainTip, CursorReader } from "../../chain/read-cursor.ts";
import type { UnitOfWork } from "../../database/unit-of-work.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { Ids } from "../../runtime/ids.ts";
import type { ActorContext, Audit } from "../audit/audit.ts";
import type { Wallet } from "../stores/records.ts";
import type { StoreCache } from "../stores/store-cache.ts";
import type { AddressSource, TakenAddress } from "../wallets/address-source.ts";
import { depositSettingsOf } from "./find-deposits.ts";
import type { AccountWithTotals, DepositAccount } from "./records.ts";
import { depositAccountRepository } from "./repository/accounts.ts";

export interface CreateAccountDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly audit: Audit;
  readonly storeCache: StoreCache;
  readonly addresses: AddressSource;
  readonly cursors: CursorReader;
  readonly tip: Pick<ChainTip, "skewed">;
}

export interface MadeAccount extends AccountWithTotals {
  created: boolean;
}

export type CreateAccount = (
  storeId: string,
  input: CreateDepositAccount,
  actor: ActorContext,
) => Promise<MadeAccount>;

/** Tries with the next index when the server knows an address already. */
const MAX_TRIES = 10;

/**
 * @throws ApiError `conflict` while deposits are paused and for a store with a single address; `validation_error` without
 * a wallet; `node_unavailable` while no chain was read, because the address could not be watched
 */
export function createCreateAccount(deps: CreateAccountDeps): CreateAccount {
  // Calls for one customer wait for each other, so that only one of them takes an address.
  const running = new Map<string, Promise<unknown>>();
  const find = (storeId: string, externalUserId: string) =>
    depositAccountRepository(deps.unitOfWork.db).ofUser(storeId, externalUserId);
  return async (storeId, input, actor) => {
    const key = `${storeId} ${input.externalUserId}`;
    for (;;) {
      const found = await find(storeId, input.externalUserId);
      if (found !== null) return { ...found, created: false };
      const before = running.get(key);
      if (before === undefined) break;
      await before.catch(() => undefined);
    }
    const making = make(deps, storeId, input, actor);
    running.set(key, making);
    try {
      const created = await making;
      const made = await find(storeId, input.externalUserId);
      if (made === null) throw new Error("Invariant: a customer whose account was made has one");
      return { ...made, created };
    } finally {
      running.delete(key);
    }
  };
}

/** False when another process made the account meanwhile. */
async function make(
  deps: CreateAccountDeps,
  storeId: string,
  input: CreateDepositAccount,
  actor: ActorContext,
): Promise<boolean> {
  const wallet = await usableWallet(deps, storeId);
  const cursor = await deps.cursors.current(wallet.network);
  if (cursor === null || deps.tip.skewed(wallet.network)) {
    throw new ApiError(
      "node_unavailable",
      "No Kaspa node answers, so deposits could not be monitored: try again later",
    );
  }
  for (let left = MAX_TRIES; left > 0; left--) {
    const taken = await deps.addresses.take(wallet, false);
    const now = deps.clock.now();
    const account: DepositAccount = {
      storeId,
      id: deps.ids.next("dpa"),
      externalUserId: input.externalUserId,
      label: input.label || null,
      metadata: input.metadata ?? {},
      network: wallet.network,
      address: taken.address,
      script: taken.script,
      addressIndex: taken.index,
      createdDaa: cursor.daa,
      createdAt: now,
      updatedAt: now,
    };
    const outcome = await write(deps, wallet, taken, account, actor);
    if (outcome !== "address_known") return outcome === "made";
  }
  throw new ApiError("unavailable", "No free deposit address: try again");
}

async function usableWallet(deps: CreateAccountDeps, storeId: string): Promise<Wallet> {
  const { wallet } = await deps.storeCache.open(storeId);
  const settings = await depositSettingsOf(deps.unitOfWork.db, storeId);
  if (settings === null || !settings.enabled) {
    throw new ApiError(
      "conflict",
      "Deposits are off, so no new address is given: set enabled in PATCH /deposit-settings",
    );
  }
  if (wallet === null) {
    throw new ApiError("validation_error", "The store has no wallet yet: set one under Settings, Wallet", {
      param: "wallet",
    });
  }
  if (wallet.mode === "address") throw needsAccountKey();
  return wallet;
}

/** One address cannot tell customers apart. */
export const needsAccountKey = (): ApiError =>
  new ApiError(
    "conflict",
    "Deposit accounts need an account key, because each customer gets an address of their own: this store receives at one single address. Set the account key (kpub) of the wallet under Settings, Wallet",
    { param: "wallet" },
  );

type Written = "made" | "user_known" | "address_known";

class NotMade extends Error {
  readonly outcome: Exclude<Written, "made">;
  constructor(outcome: Exclude<Written, "made">) {
    super(outcome);
    this.outcome = outcome;
  }
}

/** Whether a failed write was committed is unknown, so its address is given back only when nothing was written. */
async function write(
  deps: CreateAccountDeps,
  wallet: Wallet,
  taken: TakenAddress,
  account: DepositAccount,
  actor: ActorContext,
): Promise<Written> {
  try {
    await deps.unitOfWork.transaction(async (db) => {
      const accounts = depositAccountRepository(db);
      if (!(await accounts.insert(account))) throw new NotMade("user_known");
      if (!(await accounts.insertAddress(account, wallet.keyHash))) throw new NotMade("address_known");
      const { storeId, id: target } = account;
      await deps.audit(db, actor, { storeId, action: "deposit_account.created", target, after: account });
    });
    deps.addresses.settled(wallet, taken);
    return "made";
  } catch (error) {
    if (!(error instanceof NotMade)) throw error;
    deps.addresses[error.outcome === "user_known" ? "giveBack" : "settled"](wallet, taken);
    return error.outcome;
  }
}
