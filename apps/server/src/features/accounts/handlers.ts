import type { SecurityLogEntry, StoreSummary } from "@kaspa-pay/api-contract";
import { Answer, type AuthHandlers, type Caller } from "@kaspa-pay/api-contract/router";
import type { AuditEntry } from "../../database/rows/audit.ts";
import type { Db } from "../../database/unit-of-work.ts";
import { readCursor, toPage } from "../../http/paging.ts";
import { findApiKey, listApiKeys, maskKey } from "../api-keys/api-keys.ts";
import type { ApiKey } from "../api-keys/records.ts";
import { listPersonalAudit } from "../audit/audit.ts";
import { actorContextOf, iso, isoOrNull, personOf, storeIdOf } from "../caller.ts";
import { membershipsOf, storeOf } from "../stores/find-store.ts";
import { isLive } from "../stores/new-store.ts";
import type { Membership, Wallet } from "../stores/records.ts";
import { currentWallet } from "../wallets/find-wallet.ts";
import type { AccountDeps } from "./account-deps.ts";
import { createChangePassword, createForgotPassword, createResetPassword } from "./change-password.ts";
import { createEndOtherSessions, createEndSession } from "./end-sessions.ts";
import { createRegister, type RegisterDeps } from "./register.ts";
import { createSecurityNotices } from "./security-notices.ts";
import { sessionRepository } from "./session-repository.ts";
import { isAlive, type RenewedProof, type Visit } from "./sessions.ts";
import { createSignIn, createStepUp, type GuardedDeps } from "./sign-in.ts";
import { createSignInAttempts } from "./sign-in-attempts.ts";
import { userRepository } from "./user-repository.ts";

const visitOf = (caller: Caller, kind: Visit["kind"], keep = false): Visit => ({
  kind,
  keep,
  ip: caller.ip,
  userAgent: caller.userAgent,
  device: caller.device,
  within: caller.sessionId,
});

/** Browsers keep a cookie at most this long. */
const DEVICE_KEPT_MS = 400 * 24 * 60 * 60_000;

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
  const guarded = {
    ...deps,
    attempts: createSignInAttempts(deps.clock),
    notices: createSecurityNotices(deps),
  };
  const signIn = createSignIn(guarded);
  const stepUp = createStepUp(guarded);
  const endSession = createEndSession(deps);
  const rememberedDevice = (caller: Caller, userId: string) => ({
    token: deps.devices.remember(caller.device, userId),
    expiresAt: deps.clock.now() + DEVICE_KEPT_MS,
  });
  return {
    register: async (input, caller) => {
      const made = await register(
        input,
        visitOf(caller, "jwt"),
        actorContextOf(caller),
        caller.local === true,
      );
      const store = storeSummary({ store: made.store, role: "owner" }, made.walletMode);
      const { user, apiKey, session } = made;
      return { user, token: session.token, store, apiKey, exactAmounts: store.exactAmounts };
    },
    registerSession: async (input, caller) => {
      const made = await register(
        input,
        visitOf(caller, "cookie"),
        actorContextOf(caller),
        caller.local === true,
      );
      const store = storeSummary({ store: made.store, role: "owner" }, made.walletMode);
      const { token, expiresAt } = made.session;
      return new Answer(
        { user: made.user, store, apiKey: made.apiKey },
        { session: { token, expiresAt, keep: false }, device: rememberedDevice(caller, made.user.id) },
      );
    },
    login: async (input, caller) => {
      const { user, session } = await signIn(input, visitOf(caller, "jwt"), actorContextOf(caller));
      return { user: { id: user.id, email: user.email, name: user.name }, token: session.token };
    },
    startSession: async (input, caller) => {
      const keep = input.keep ?? false;
      const { user, session } = await signIn(input, visitOf(caller, "cookie", keep), actorContextOf(caller));
      return new Answer(
        { user: { id: user.id, email: user.email, name: user.name } },
        {
          session: { token: session.token, expiresAt: session.expiresAt, keep },
          device: rememberedDevice(caller, user.id),
        },
      );
    },
    logout: async (caller) => {
      const person = personOf(caller);
      await endSession(person, person.sessionId, actorContextOf(caller));
      return new Answer({ ok: true }, { session: null });
    },
    stepUp: async (input, caller) => {
      const proved = await stepUp(input, personOf(caller), actorContextOf(caller));
      return withProof({ steppedUpUntil: iso(proved.steppedUpUntil) }, proved);
    },
    ...passwordHandlers(guarded),
    me: (caller) => me(deps, caller),
    securityLog: async (input, caller) => {
      const page = { limit: input.limit, afterId: readCursor(input.cursor) };
      const rows = await listPersonalAudit(deps.unitOfWork.db, personOf(caller).userId, page);
      return toPage(rows, input.limit, (row) => row.id, logEntry);
    },
    ...sessionHandlers(deps),
  };
}

function passwordHandlers(deps: GuardedDeps) {
  const changePassword = createChangePassword(deps);
  const forgot = createForgotPassword(deps);
  const reset = createResetPassword(deps);
  return {
    changePassword: async (input, caller) => {
      const proof = await changePassword(input, personOf(caller), actorContextOf(caller));
      return withProof({ ok: true as const }, proof);
    },
    forgotPassword: async (input, caller) => {
      const actor = actorContextOf(caller);
      deps.background.run(() => forgot(input.email, actor));
      return { ok: true };
    },
    resetPassword: async (input, caller) => {
      await reset(input, actorContextOf(caller));
      return { ok: true };
    },
  } satisfies Partial<AuthHandlers>;
}

/** The new proof goes into the cookie of a browser, or into the answer for a program. */
function withProof<T extends object>(
  body: T,
  { cookie, bearer }: RenewedProof,
): Answer<T & { token: string | null }> {
  return new Answer({ ...body, token: bearer }, cookie ? { session: cookie } : {});
}

const logEntry = (row: AuditEntry): SecurityLogEntry => ({
  id: row.id,
  at: iso(row.at),
  action: row.action,
  actor: row.actor,
  objectId: row.target,
  storeId: row.storeId,
  ip: row.ip,
  requestId: row.requestId,
});

function sessionHandlers(
  deps: AccountDeps,
): Pick<AuthHandlers, "listSessions" | "endSession" | "endOtherSessions"> {
  const endSession = createEndSession(deps);
  const endOthers = createEndOtherSessions(deps);
  return {
    listSessions: async (caller) => {
      const { userId, sessionId } = personOf(caller);
      const now = deps.clock.now();
      const open = await sessionRepository(deps.unitOfWork.db).listOpen(userId, now);
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
      await endSession(person, input.id, actorContextOf(caller));
      return new Answer({ ok: true }, input.id === person.sessionId ? { session: null } : {});
    },
    endOtherSessions: async (caller) => {
      await endOthers(personOf(caller), actorContextOf(caller));
      return { ok: true };
    },
  };
}

/** A person reads own data and stores; a key reads its own store, as far as its scopes allow. */
async function me(deps: RegisterDeps, caller: Caller): Promise<Awaited<ReturnType<AuthHandlers["me"]>>> {
  const storeId = storeIdOf(caller);
  const store = await storeOf(deps.unitOfWork.db, storeId);
  const user = caller.userId === null ? null : await userRepository(deps.unitOfWork.db).byId(caller.userId);
  const members = user
    ? await membershipsOf(deps.unitOfWork.db, user.id)
    : [{ store, role: "developer" as const }];
  const wallets = await Promise.all(
    members.map((member) => currentWallet(deps.unitOfWork.db, member.store.id)),
  );
  const wallet = await currentWallet(deps.unitOfWork.db, storeId);
  const key = await shownKey(deps.unitOfWork.db, caller, storeId);
  const mayReadSettings = caller.scopes.includes("settings:read");
  return {
    id: user?.id ?? store.id,
    email: user?.email ?? "",
    name: user?.name ?? store.name,
    kaspaAddress:
      wallet && mayReadSettings ? (wallet.address ?? deps.wallets.open(wallet)?.address(0, 0) ?? null) : null,
    apiKey: key ? maskKey(key) : null,
    paymentExpiry: store.settings.paymentExpiryMinutes,
    storeId,
    role: caller.role ?? "developer",
    isServerAdmin: caller.isServerAdmin,
    steppedUpUntil: isoOrNull(caller.steppedUpUntil),
    stores: members.map((member, at) => storeSummary(member, wallets[at]?.mode ?? null)),
  };
}

/** A key sees itself only; of people only those who manage keys see one. */
async function shownKey(db: Db, caller: Caller, storeId: string): Promise<ApiKey | null> {
  if (caller.keyId !== null) return findApiKey(db, caller.keyId);
  if (!caller.scopes.includes("settings:write")) return null;
  const [newest] = await listApiKeys(db, storeId);
  return newest ?? null;
}
