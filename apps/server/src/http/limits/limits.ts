import type { Caller } from "@kaspa-pay/api-contract/router";
import type { Response } from "express";
import type { RateLimiterMemory } from "rate-limiter-flexible";
import { networkPrefix } from "../../security/visitors/network-prefix.ts";
import type { VisitorBudget } from "../../security/visitors/visitor-budget.ts";
import { DAY_S, limiter, MINUTE_S, type Point, takePoint, tooMany } from "./limiter.ts";
import { ACTION_BUDGETS, type LimitSettings } from "./settings.ts";
import { createVisitorBudget, type UnpaidCount } from "./visitor-budget.ts";

export interface Call {
  /** Name of the operation, for example `payments.create`. */
  readonly name: string;
  readonly kind: "query" | "mutation" | "subscription";
}

/** A client without proof, as pages and plain routes see it. */
export type Client = Pick<Caller, "ip">;

/**
 * Everything that is counted, whatever the route (docs/spec/api-conventions.md#limits). Each method charges one
 * thing and throws `rate_limited` with the seconds to wait when its budget is used up. The order of calls:
 *
 * 1. `call` for each call, once the caller is proved and allowed and before the input is read. It counts tries, so it
 * is the caller's own budget: the key's, the session's, or that of a client without proof for this kind of call.
 * 2. `action` once proof and input are valid: the few actions with a budget of their own.
 * 3. `status`, `quote`, `hint` once the payment is known and the token was proved; `miss` when there is none.
 *
 * New payments are not charged here: `createPayment` takes their cost from `visitors`, so no route can leave it out.
 */
export interface Limits {
  call(call: Call, caller: Caller, res: Response | null): Promise<void>;
  action(name: string, caller: Caller): Promise<void>;
  /** One read of one payment. */
  status(look: "status" | "stream" | "qr" | "page", client: Client, paymentId: string): Promise<void>;
  quote(paymentId: string): Promise<void>;
  hint(paymentId: string): Promise<void>;
  /** An id that does not exist, or a token that does not fit. */
  miss(client: Client): Promise<void>;
  readonly visitors: VisitorBudget;
}

/** Limits in this process's memory: each of several processes counts for itself. */
export function createLimits(settings: LimitSettings, unpaidOf: UnpaidCount): Limits {
  const perMinute = (name: string, points: number) => limiter(name, points, MINUTE_S);
  const charge = async (from: RateLimiterMemory, key: string): Promise<void> => {
    const point = await takePoint(from, key);
    if (!point.taken) throw tooMany(point.msBeforeNext);
  };
  const status = perMinute("status", settings.statusPerMinute);
  const misses = perMinute("misses", settings.missesPerMinute);
  const quotes = perMinute("quotes", settings.quotesPerMinute);
  const hints = perMinute("hints", settings.hintsPerMinute);
  return {
    call: createCallCharges(settings),
    action: createActionCharges(settings, charge),
    status: (look, { ip }, id) => charge(status, `${look} ${networkPrefix(ip)} ${id}`),
    quote: (id) => charge(quotes, id),
    hint: (id) => charge(hints, id),
    miss: ({ ip }) => charge(misses, networkPrefix(ip)),
    visitors: createVisitorBudget(settings, unpaidOf),
  };
}

function createActionCharges(
  settings: LimitSettings,
  charge: (from: RateLimiterMemory, key: string) => Promise<void>,
): Limits["action"] {
  const login = limiter("login", settings.loginPerMinute, MINUTE_S);
  // Two a minute on average: a person who corrects a form needs more in a row than a robot should get in the long run.
  const register = limiter("register", settings.registerPerMinute * 5, 5 * MINUTE_S);
  const forgot = limiter("forgot", settings.forgotPerDay, DAY_S);
  const tests = limiter("tests", settings.webhookTestsPerMinute, MINUTE_S);
  return async (name, caller) => {
    switch (ACTION_BUDGETS[name]) {
      case "login":
        return charge(login, networkPrefix(caller.ip));
      case "register":
        return charge(register, networkPrefix(caller.ip));
      case "forgot":
        return charge(forgot, networkPrefix(caller.ip, "slow"));
      case "tests":
        return charge(tests, caller.storeId ?? networkPrefix(caller.ip));
    }
  };
}

function createCallCharges(settings: LimitSettings): Limits["call"] {
  const publicReads = limiter("public-reads", settings.publicReadsPerMinute, MINUTE_S);
  const publicWrites = limiter("public-writes", settings.publicWritesPerMinute, MINUTE_S);
  const proved = createProvedBudgets();
  return async ({ name, kind }, caller, res) => {
    const write = kind === "mutation";
    const who = caller.kind === "key" ? caller.keyId : caller.kind === "user" ? caller.sessionId : null;
    if (who === null) {
      const point = await takePoint(
        write ? publicWrites : publicReads,
        `${networkPrefix(caller.ip)} ${name}`,
      );
      if (!point.taken) throw tooMany(point.msBeforeNext);
      return;
    }
    const limit = limitOf(settings, caller, write);
    const point = await takePoint(proved(limit, write), who);
    showLimits(res, limit, point);
    if (!point.taken) throw tooMany(point.msBeforeNext);
  };
}

function limitOf(settings: LimitSettings, caller: Caller, write: boolean): number {
  if (caller.via === "cookie")
    return write ? settings.sessionWritesPerMinute : settings.sessionReadsPerMinute;
  return keyLimit(settings, caller, write);
}

/** Reads and writes together that a key may make in a minute. */
export const callsPerMinute = (settings: LimitSettings, key: Pick<Caller, "ownLimits">): number =>
  keyLimit(settings, key, false) + keyLimit(settings, key, true);

/** Keys may have a limit of their own, up to what the operator allows. */
function keyLimit(settings: LimitSettings, { ownLimits }: Pick<Caller, "ownLimits">, write: boolean): number {
  const own = ownLimits?.[write ? "writesPerMinute" : "readsPerMinute"] ?? null;
  if (own === null) return write ? settings.writesPerMinute : settings.readsPerMinute;
  return Math.min(own, write ? settings.keyWritesPerMinute : settings.keyReadsPerMinute);
}

/**
 * One budget per size of limit. A caller's key moves between them only when an operator restarts with other limits.
 */
function createProvedBudgets(): (points: number, write: boolean) => RateLimiterMemory {
  const budgets = new Map<string, RateLimiterMemory>();
  return (points, write) => {
    const name = `${write ? "writes" : "reads"}-${points}`;
    const made = budgets.get(name) ?? limiter(name, points, MINUTE_S);
    budgets.set(name, made);
    return made;
  };
}

function showLimits(res: Response | null, limit: number, { remaining, msBeforeNext }: Point): void {
  // The headers of a streamed batch answer are already sent.
  if (res === null || res.headersSent) return;
  res.set({
    "RateLimit-Limit": String(limit),
    "RateLimit-Remaining": String(Math.max(0, remaining)),
    "RateLimit-Reset": String(Math.ceil(msBeforeNext / 1000)),
  });
}
