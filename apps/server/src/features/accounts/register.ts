// The first account and its store are written in one transaction: neither exists without the other.

import { ApiError, type Register } from "@kaspa-pay/api-contract";
import type { RegistrationPolicy } from "@kaspa-pay/core";
import type { ChainNetwork } from "../../runtime/network.ts";
import { issueApiKey } from "../api-keys/api-keys.ts";
import type { ActorContext } from "../audit/audit.ts";
import { addStore } from "../stores/find-store.ts";
import { newStore } from "../stores/new-store.ts";
import type { Store, Wallet } from "../stores/records.ts";
import {
  readWallet,
  type WalletKeeper,
  walletNetwork,
  walletParamOf,
  walletTextOf,
} from "../wallets/wallet-keeper.ts";
import type { AccountDeps } from "./account-deps.ts";
import { assertDecentPassword } from "./password-rules.ts";
import { type OpenedSession, openSession, type Visit } from "./sessions.ts";
import { isSetupCode } from "./setup-code.ts";
import { userRepository } from "./user-repository.ts";

export interface RegisterDeps extends AccountDeps {
  readonly registration: RegistrationPolicy;
  /** Required for the first account when it is made from another machine. */
  readonly setupCode: string;
  /** Networks with a node, in order of preference. */
  readonly networks: readonly ChainNetwork[];
  readonly wallets: WalletKeeper;
}

export interface RegisteredAccount {
  readonly user: { readonly id: string; readonly email: string; readonly name: string };
  readonly store: Store;
  /** Null while the store has no wallet. */
  readonly walletMode: Wallet["mode"] | null;
  /** In full, this once. */
  readonly apiKey: string;
  readonly session: OpenedSession;
}

/** Why nobody may register, and who can change it. The first user may under every policy but `closed`. */
const CLOSED: Readonly<Record<Exclude<RegistrationPolicy, "open">, string>> = {
  first:
    "Registration is closed: this server takes one account. Its operator opens it with KP_REGISTRATION=open",
  invite:
    "Registration needs an invitation, and this server cannot make invitations yet. Its operator opens it with KP_REGISTRATION=open",
  closed:
    "Registration is closed for everybody. The operator of this server opens it with KP_REGISTRATION=first (for the first account) or open",
};

/** @throws ApiError `already_exists`, `forbidden` (registration closed), `validation_error` (password), wallet codes */
export const createRegister =
  (deps: RegisterDeps) =>
  async (input: Register, visit: Visit, actor: ActorContext, local: boolean): Promise<RegisteredAccount> => {
    if (deps.registration === "closed") throw new ApiError("forbidden", CLOSED.closed);
    assertDecentPassword(input.password, [input.email, input.name, input.storeName ?? ""]);
    const walletText = walletTextOf(input);
    const network = chooseNetwork(deps, input, walletText);
    const wallet = walletText === undefined ? null : readWallet(walletText, network, walletParamOf(input));
    const passwordHash = await deps.passwords.hash(input.password);
    return deps.unitOfWork.transaction(async (db) => {
      const now = deps.clock.now();
      const userId = deps.ids.next("usr");
      const first = await userRepository(db).claimFirst(userId, now);
      if (!first && deps.registration !== "open") throw new ApiError("forbidden", CLOSED[deps.registration]);
      if (first && !local) assertSetupCode(input.setupCode, deps.setupCode);
      const email = input.email.toLowerCase();
      const user = {
        id: userId,
        email,
        name: input.name,
        passwordHash,
        serverAdmin: first,
        defaultStoreId: null,
        createdAt: now,
        passwordChangedAt: now,
      };
      if (!(await userRepository(db).insert(user)))
        throw new ApiError("already_exists", "Email already registered", { param: "email" });
      const store = newStore(deps.ids.next("sto"), input.storeName ?? input.name, network, now);
      await addStore(db, store, userId, now);
      await userRepository(db).setDefaultStore(userId, store.id);
      if (wallet) await deps.wallets.put(db, store, wallet);
      const key = await issueApiKey(deps, db, { store, name: "First key", createdBy: userId });
      const session = await openSession(deps, db, userId, visit);
      await deps.audit(
        db,
        { ...actor, actor: `user:${userId}`, userId },
        {
          storeId: store.id,
          action: "account.registered",
          target: userId,
        },
      );
      return {
        user: { id: userId, email, name: input.name },
        store,
        walletMode: wallet?.mode ?? null,
        apiKey: key.text,
        session,
      };
    });
  };

/** @throws ApiError `forbidden` naming the field */
function assertSetupCode(given: string | undefined, wanted: string): void {
  if (isSetupCode(given, wanted)) return;
  const fault = given ? "This is not the set-up code" : "The first account needs the set-up code";
  const message = `${fault}: the gateway prints it at its start, in the terminal or the log of the server`;
  throw new ApiError("forbidden", message, {
    param: "setupCode",
    issues: [{ path: "setupCode", message }],
  });
}

function chooseNetwork(deps: RegisterDeps, input: Register, wallet: string | undefined): ChainNetwork {
  const named = input.network ?? (wallet === undefined ? undefined : walletNetwork(wallet, deps.networks));
  const network = named ?? deps.networks[0];
  if (network === undefined || !deps.networks.includes(network)) {
    throw new ApiError(
      "network_mismatch",
      `This server serves ${deps.networks.join(", ") || "no network"}: use a wallet of one of these`,
      { param: input.network === undefined ? walletParamOf(input) : "network" },
    );
  }
  return network;
}
