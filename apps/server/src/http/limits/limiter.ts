import { ApiError } from "@kaspa-pay/api-contract";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

export const MINUTE_S = 60;
export const HOUR_S = 3_600;
export const DAY_S = 86_400;

/** A number of points in a window of time, for each key, in this process's memory. */
export function limiter(name: string, points: number, seconds: number): RateLimiterMemory {
  return new RateLimiterMemory({ keyPrefix: name, points, duration: seconds });
}

/** State of a budget after a request: whether a point was taken, how many are left, when all are back. */
export interface Point {
  readonly taken: boolean;
  readonly remaining: number;
  readonly msBeforeNext: number;
}

export async function takePoint(from: RateLimiterMemory, key: string): Promise<Point> {
  try {
    const { remainingPoints, msBeforeNext } = await from.consume(key);
    return { taken: true, remaining: remainingPoints, msBeforeNext };
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    // The library counts refused tries too; a point given back later would then have no effect.
    await giveBack(from, key);
    return { taken: false, remaining: 0, msBeforeNext: refusal.msBeforeNext };
  }
}

/** A window that is over has no point to give back: the next one starts full. */
export async function giveBack(to: RateLimiterMemory, key: string): Promise<void> {
  const present = await to.get(key);
  if (present !== null && present.msBeforeNext > 0 && present.consumedPoints > 0) await to.reward(key);
}

/** The error of every budget that is used up. */
export function tooMany(msBeforeNext: number): ApiError {
  const retryAfter = Math.max(1, Math.ceil(msBeforeNext / 1000));
  return new ApiError("rate_limited", `Too many requests: try again in ${retryAfter} s`, {
    extra: { retryAfter },
  });
}
