import { Refused } from "@kaspa-pay/api-contract";
import type { Caller } from "@kaspa-pay/api-contract/router";
import type { Response } from "express";
import { BurstyRateLimiter, RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

/** How often what may be asked (api.md section 5, security-and-reliability.md section 3). */
export interface LimitSettings {
  readonly readsPerMinute: number;
  readonly writesPerMinute: number;
  /** The dashboard reads anew with each change of its live feed. */
  readonly sessionReadsPerMinute: number;
  readonly sessionWritesPerMinute: number;
  /** Anonymous reads per IP address and route. */
  readonly publicReadsPerMinute: number;
  readonly createPerMinute: number;
  /** Creations above the steady rate that one IP address has per hour. */
  readonly createBurst: number;
  readonly createPerLinkPerHour: number;
  readonly statusPerMinute: number;
  /** Guesses of ids that do not exist, per IP address. */
  readonly missesPerMinute: number;
  readonly loginPerMinute: number;
  readonly registerPerMinute: number;
  readonly forgotPerDay: number;
  readonly hintsPerMinute: number;
  readonly quotesPerMinute: number;
  readonly webhookTestsPerMinute: number;
}

const DEFAULT_LIMITS: LimitSettings = {
  readsPerMinute: 600,
  writesPerMinute: 100,
  sessionReadsPerMinute: 3_000,
  sessionWritesPerMinute: 300,
  publicReadsPerMinute: 60,
  createPerMinute: 4,
  createBurst: 10,
  createPerLinkPerHour: 60,
  statusPerMinute: 60,
  missesPerMinute: 60,
  loginPerMinute: 5,
  registerPerMinute: 2,
  forgotPerDay: 5,
  hintsPerMinute: 10,
  quotesPerMinute: 12,
  webhookTestsPerMinute: 10,
};

const MINUTE = 60;
const REGISTER_MINUTES = 5;
const HOUR = 3_600;
const DAY = 86_400;

/** What one call costs: which limiter, and for whom. */
interface Charge {
  readonly limiter: RateLimiterMemory | BurstyRateLimiter;
  readonly key: string;
  /** Shown in the RateLimit headers. */
  readonly shown?: number;
}

interface Call {
  /** Name of the operation, for example `payments.create`. */
  readonly name: string;
  readonly kind: "query" | "mutation" | "subscription";
}

export interface Limits {
  /** @throws Refused `rate_limited` with the seconds to wait */
  charge(call: Call, caller: Caller, input: unknown, res: Response | null): Promise<void>;
  /** One status read of one payment. @throws Refused `rate_limited` */
  chargeStatus(ip: string, paymentId: string): Promise<void>;
  /** An id that does not exist was asked for. @throws Refused `rate_limited` */
  chargeMiss(ip: string): Promise<void>;
}

/** Limits in this process's memory: each process of several counts for itself. */
export function createLimits(given: Partial<LimitSettings> = {}): Limits {
  const settings = { ...DEFAULT_LIMITS, ...given };
  const window = (keyPrefix: string, points: number, duration: number) =>
    new RateLimiterMemory({ keyPrefix, points, duration });
  const limiters = {
    reads: window("reads", settings.readsPerMinute, MINUTE),
    writes: window("writes", settings.writesPerMinute, MINUTE),
    sessionReads: window("session-reads", settings.sessionReadsPerMinute, MINUTE),
    sessionWrites: window("session-writes", settings.sessionWritesPerMinute, MINUTE),
    publicReads: window("public", settings.publicReadsPerMinute, MINUTE),
    create: new BurstyRateLimiter(
      window("create", settings.createPerMinute, MINUTE),
      window("create-burst", settings.createBurst, HOUR),
    ),
    createPerLink: window("create-link", settings.createPerLinkPerHour, HOUR),
    status: window("status", settings.statusPerMinute, MINUTE),
    misses: window("misses", settings.missesPerMinute, MINUTE),
    login: window("login", settings.loginPerMinute, MINUTE),
    // Two a minute on average; a person who corrects a form needs more in a row than a robot deserves in the long run.
    register: window("register", settings.registerPerMinute * REGISTER_MINUTES, REGISTER_MINUTES * MINUTE),
    forgot: window("forgot", settings.forgotPerDay, DAY),
    hints: window("hints", settings.hintsPerMinute, MINUTE),
    quotes: window("quotes", settings.quotesPerMinute, MINUTE),
    tests: window("tests", settings.webhookTestsPerMinute, MINUTE),
  };
  return {
    charge: async (call, caller, input, res) => {
      for (const charge of chargesOf(call, caller, input, limiters, settings)) await pay(charge, res);
    },
    chargeStatus: (ip, id) => pay({ limiter: limiters.status, key: `${ip} ${id.slice(0, 64)}` }, null),
    chargeMiss: (ip) => pay({ limiter: limiters.misses, key: ip }, null),
  };
}

type Limiters = Record<string, Charge["limiter"]> & {
  readonly [name in CallerLimit | "publicReads"]: Charge["limiter"];
};
type CallerLimit = "reads" | "writes" | "sessionReads" | "sessionWrites";

function chargesOf(
  call: Call,
  caller: Caller,
  input: unknown,
  limiters: Limiters,
  settings: LimitSettings,
): Charge[] {
  const charges = specialCharges(call, caller, input, limiters);
  const write = call.kind === "mutation";
  const who = caller.kind === "key" ? caller.keyId : caller.kind === "user" ? caller.userId : null;
  if (who !== null) {
    const name = callerLimit(write, caller.via === "cookie");
    charges.push({ limiter: limiters[name], key: who, shown: settings[`${name}PerMinute`] });
  } else if (charges.length === 0) {
    const limiter = write ? limiters.writes : limiters.publicReads;
    charges.push({ limiter, key: `${caller.ip} ${call.name}` });
  }
  return charges;
}

function callerLimit(write: boolean, session: boolean): CallerLimit {
  if (session) return write ? "sessionWrites" : "sessionReads";
  return write ? "writes" : "reads";
}

function specialCharges(call: Call, caller: Caller, input: unknown, limiters: Limiters): Charge[] {
  const of = (name: string, key: string): Charge[] => {
    const limiter = limiters[name];
    return limiter === undefined ? [] : [{ limiter, key }];
  };
  switch (call.name) {
    case "auth.login":
    case "auth.startSession":
    case "auth.stepUp":
    case "auth.resetPassword":
    case "auth.changePassword":
      return of("login", caller.ip);
    case "auth.register":
    case "auth.registerSession":
      return of("register", caller.ip);
    case "auth.forgotPassword":
      return of("forgot", caller.ip);
    case "payments.create": {
      if (caller.kind === "key" || caller.kind === "user") return [];
      const slug = field(input, "paymentLinkSlug");
      return [...of("create", caller.ip), ...(slug === null ? [] : of("createPerLink", slug))];
    }
    case "payments.renew":
      return caller.kind === "key" || caller.kind === "user" ? [] : of("create", caller.ip);
    case "payments.hint":
      return of("hints", field(input, "id") ?? caller.ip);
    case "payments.quote":
      return of("quotes", field(input, "id") ?? caller.ip);
    case "webhooks.test":
      return of("tests", caller.storeId ?? caller.ip);
    default:
      return [];
  }
}

function field(input: unknown, name: string): string | null {
  if (typeof input !== "object" || input === null) return null;
  const value: unknown = (input as Record<string, unknown>)[name];
  return typeof value === "string" ? value.slice(0, 100) : null;
}

async function pay({ limiter, key, shown }: Charge, res: Response | null): Promise<void> {
  try {
    const state = await limiter.consume(key);
    if (shown !== undefined) showLimits(res, shown, state.remainingPoints, state.msBeforeNext);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    if (shown !== undefined) showLimits(res, shown, 0, refusal.msBeforeNext);
    const retryAfter = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw new Refused("rate_limited", `Too many requests: try again in ${retryAfter} s`, {
      extra: { retryAfter },
    });
  }
}

function showLimits(res: Response | null, limit: number, remaining: number, msBeforeNext: number): void {
  res?.set({
    "RateLimit-Limit": String(limit),
    "RateLimit-Remaining": String(Math.max(0, remaining)),
    "RateLimit-Reset": String(Math.ceil(msBeforeNext / 1000)),
  });
}
