import { Refused, type StoreSummary } from "@kaspa-pay/api-contract";
import type { AuthHandlers, Caller } from "@kaspa-pay/api-contract/router";
import type { Membership, Wallet } from "../../ports/records/store-records.ts";
import type { AccountDeps } from "../../usecases/accounts/account-deps.ts";
import { createAttempts } from "../../usecases/accounts/attempts.ts";
import { createEndOtherSessions, createEndSession } from "../../usecases/accounts/end-sessions.ts";
import {
  createChangePassword,
  createForgotPassword,
  createResetPassword,
} from "../../usecases/accounts/passwords.ts";
import { createRegister, type RegisterDeps } from "../../usecases/accounts/register.ts";
import { isAlive, STEP_UP_MS, steppedUp, type Visit } from "../../usecases/accounts/sessions.ts";
import { createSignIn, createStepUp } from "../../usecases/accounts/sign-in.ts";
import { maskKey } from "../../usecases/stores/api-keys.ts";
import { isLive } from "../../usecases/stores/new-store.ts";
import { actingOf, iso, personOf, storeIdOf } from "./checks.ts";

const visitOf = (caller: Caller, kind: Visit["kind"], keep = false): Visit => ({
  kind,
  keep,
  ip: caller.ip,
  userAgent: caller.userAgent,
});

export const storeSummary = (
  { store, role }: Membership,
  walletMode: Wallet["mode"] | null,
): StoreSummary => ({
  id: store.id,
  name: store.name,
  network: store.network,
  livemode: isLive(store.network),
  role,
  twinId: store.pairedStoreId,
  hasWallet: walletMode !== null,
  exactAmounts: walletMode === "address",
});

export function createAuthHandlers(deps: RegisterDeps): AuthHandlers {
  const register = createRegister(deps);
  const guarded = { ...deps, attempts: createAttempts(deps.clock) };
  const signIn = createSignIn(guarded);
  const stepUp = createStepUp(guarded);
  const changePassword = createChangePassword(guarded);
  const endSession = createEndSession(deps);
  const forgot = createForgotPassword(deps);
  const reset = createResetPassword(deps);
  return {
    register: async (input, caller) => {
      const made = await register(input, visitOf(caller, "jwt"), actingOf(caller));
      const store = storeSummary({ store: made.store, role: "owner" }, made.walletMode);
      const { user, apiKey, session } = made;
      return { user, token: session.token, store, apiKey, exactAmounts: store.exactAmounts };
    },
    registerSession: async (input, caller) => {
      const made = await register(input, visitOf(caller, "cookie"), actingOf(caller));
      caller.reply.session = { token: made.session.token, expiresAt: made.session.expiresAt, keep: false };
      const store = storeSummary({ store: made.store, role: "owner" }, made.walletMode);
      return { user: made.user, store, apiKey: made.apiKey };
    },
    login: async (input, caller) => {
      const { user, session } = await signIn(input, visitOf(caller, "jwt"), actingOf(caller));
      return { user: { id: user.id, email: user.email, name: user.name }, token: session.token };
    },
    startSession: async (input, caller) => {
      const keep = input.keep ?? false;
      const { user, session } = await signIn(input, visitOf(caller, "cookie", keep), actingOf(caller));
      caller.reply.session = { token: session.token, expiresAt: session.expiresAt, keep };
      return { user: { id: user.id, email: user.email, name: user.name } };
    },
    logout: async (caller) => {
      const person = personOf(caller);
      await endSession(person, person.sessionId, actingOf(caller));
      caller.reply.session = null;
      return { ok: true };
    },
    stepUp: async (input, caller) => {
      const proved = await stepUp(input, personOf(caller), actingOf(caller));
      if (proved.cookie) caller.reply.session = proved.cookie;
      return { steppedUpUntil: iso(proved.steppedUpUntil), token: proved.bearer };
    },
    changePassword: async (input, caller) => {
      await changePassword(input, personOf(caller), actingOf(caller));
      return { ok: true };
    },
    forgotPassword: async (input, caller) => {
      await forgot(input.email, actingOf(caller));
      return { ok: true };
    },
    resetPassword: async (input, caller) => {
      await reset(input, actingOf(caller));
      return { ok: true };
    },
    me: (caller) => me(deps, caller),
    ...sessionHandlers(deps),
  };
}

function sessionHandlers(
  deps: AccountDeps,
): Pick<AuthHandlers, "listSessions" | "endSession" | "endOtherSessions"> {
  const { records } = deps.unitOfWork;
  const endSession = createEndSession(deps);
  const endOthers = createEndOtherSessions(deps);
  return {
    listSessions: async (caller) => {
      const { userId, sessionId } = personOf(caller);
      const now = deps.clock.now();
      const open = await records.sessions.listOpen(userId, now);
      const data = open
        .filter((session) => isAlive(session, now))
        .map((session) => ({
          id: session.id,
          current: session.id === sessionId,
          kind: session.kind === "cookie" ? ("browser" as const) : ("token" as const),
          ip: session.ip,
          userAgent: session.userAgent,
          createdAt: iso(session.createdAt),
          lastSeenAt: iso(session.lastSeenAt),
          expiresAt: iso(session.expiresAt),
        }));
      return { data };
    },
    endSession: async (input, caller) => {
      const person = personOf(caller);
      await endSession(person, input.id, actingOf(caller));
      if (input.id === person.sessionId) caller.reply.session = null;
      return { ok: true };
    },
    endOtherSessions: async (caller) => {
      await endOthers(personOf(caller), actingOf(caller));
      return { ok: true };
    },
  };
}

/** For a user: own data and stores. For a key: its store, seen as the store's owner would. */
async function me(deps: RegisterDeps, caller: Caller): Promise<Awaited<ReturnType<AuthHandlers["me"]>>> {
  const { records } = deps.unitOfWork;
  const storeId = storeIdOf(caller);
  const store = await records.stores.byId(storeId);
  if (!store) throw new Refused("not_found", "Store not found");
  const user = caller.userId === null ? null : await records.users.byId(caller.userId);
  const members = user ? await records.stores.memberships(user.id) : [{ store, role: "developer" as const }];
  const wallets = await Promise.all(members.map((member) => records.wallets.current(member.store.id)));
  const wallet = await records.wallets.current(storeId);
  const [key] = await records.apiKeys.list(storeId);
  const now = deps.clock.now();
  return {
    id: user?.id ?? store.id,
    email: user?.email ?? "",
    name: user?.name ?? store.name,
    kaspaAddress: wallet && (wallet.address ?? deps.wallets.open(wallet)?.address(0, 0) ?? null),
    apiKey: key ? maskKey(key) : null,
    paymentExpiry: store.settings.paymentExpiryMinutes,
    storeId,
    role: caller.role ?? "developer",
    isServerAdmin: caller.isServerAdmin,
    steppedUpUntil: steppedUp(caller.steppedUpAt, now) ? iso((caller.steppedUpAt ?? 0) + STEP_UP_MS) : null,
    stores: members.map((member, at) => storeSummary(member, wallets[at]?.mode ?? null)),
  };
}
