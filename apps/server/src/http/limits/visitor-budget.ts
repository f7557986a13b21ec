import { networkPrefix } from "../../security/visitors/network-prefix.ts";
import type { PaymentOrigin, VisitorBudget } from "../../security/visitors/visitor-budget.ts";
import { giveBack, HOUR_S, limiter, MINUTE_S, takePoint, tooMany } from "./limiter.ts";
import type { LimitSettings } from "./settings.ts";

/** How many payments visitors created from a link in this time that received nothing. */
export type UnpaidCount = (origin: PaymentOrigin, withinMs: number) => Promise<number>;

/** A link whose budget is used up is counted again at most once a second. */
const COUNT_EVERY_MS = 1_000;

/**
 * Two budgets. A visitor's network has a steady rate and a burst per hour. A link has a much higher hourly limit that
 * only unpaid payments use: when it is reached, the database is asked how many are unpaid, and the paid ones are free
 * again. So a shop that sells is never stopped, and a link that many networks flood is.
 */
export function createVisitorBudget(settings: LimitSettings, unpaidOf: UnpaidCount): VisitorBudget {
  const steady = limiter("create", settings.createPerMinute, MINUTE_S);
  const burst = limiter("create-burst", settings.createBurst, HOUR_S);
  const linkBudget = createLinkBudget(settings.createPerLinkPerHour, unpaidOf);

  async function takeOfNetwork(ip: string): Promise<() => Promise<void>> {
    const network = networkPrefix(ip);
    const first = await takePoint(steady, network);
    if (first.taken) return () => giveBack(steady, network);
    const wide = networkPrefix(ip, "slow");
    // Report the steady rate's wait: it comes back sooner than the burst.
    if (!(await takePoint(burst, wide)).taken) throw tooMany(first.msBeforeNext);
    return () => giveBack(burst, wide);
  }

  return {
    async take(origin, visitor) {
      const undo = await takeOfNetwork(visitor.ip);
      const wait = await linkBudget.take(origin);
      if (wait !== null) {
        await undo();
        throw tooMany(wait);
      }
      return {
        made: () => linkBudget.settled(origin),
        async giveBack() {
          linkBudget.settled(origin);
          await undo();
          await linkBudget.giveBack(origin);
        },
      };
    },
  };
}

function createLinkBudget(points: number, unpaidOf: UnpaidCount) {
  const budget = limiter("place", points, HOUR_S);
  /** Taken, and neither in the database nor given back yet. */
  const open = new Map<string, number>();
  const counts = new Map<string, Promise<void>>();
  const keyOf = ({ storeId, linkId }: PaymentOrigin): string => linkId ?? storeId;

  async function count(origin: PaymentOrigin, key: string): Promise<void> {
    // Read before the database is: a payment written meanwhile is counted twice rather than never.
    const notWritten = open.get(key) ?? 0;
    const unpaid = await unpaidOf(origin, HOUR_S * 1000);
    await budget.set(key, Math.min(points, unpaid + notWritten), HOUR_S);
  }

  /** One count at a time per link; all waiting callers share it. */
  function countOnce(origin: PaymentOrigin, key: string): Promise<void> {
    const running = counts.get(key);
    if (running !== undefined) return running;
    const counted = count(origin, key);
    counts.set(key, counted);
    setTimeout(() => counts.delete(key), COUNT_EVERY_MS).unref();
    return counted;
  }

  return {
    /** Null when a point was taken, else the milliseconds to wait. */
    async take(origin: PaymentOrigin): Promise<number | null> {
      const key = keyOf(origin);
      let point = await takePoint(budget, key);
      if (!point.taken) {
        await countOnce(origin, key);
        point = await takePoint(budget, key);
      }
      if (!point.taken) return point.msBeforeNext;
      open.set(key, (open.get(key) ?? 0) + 1);
      return null;
    },
    settled(origin: PaymentOrigin): void {
      const key = keyOf(origin);
      const left = (open.get(key) ?? 1) - 1;
      if (left > 0) open.set(key, left);
      else open.delete(key);
    },
    giveBack: (origin: PaymentOrigin) => giveBack(budget, keyOf(origin)),
  };
}
