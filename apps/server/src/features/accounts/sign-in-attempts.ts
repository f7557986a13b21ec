// Wrong passwords slow down the next try, longer each time. Nobody is locked out: the wait ends by itself, and somebody
// who is signed in from the same address waits for their own mistakes only.
import { createHash } from "node:crypto";
import { ApiError } from "@kaspa-pay/api-contract";
import type { Clock } from "../../runtime/clock.ts";

const SECOND = 1_000;
const WINDOW_MS = 15 * 60 * SECOND;
/** Typing errors cost nothing. */
const FREE_FAILURES = 2;
/** Ten tries in fifteen minutes, for as long as somebody goes on. */
const LONGEST_MS = 90 * SECOND;
/** Names in memory; the one that was wrong longest ago is forgotten first. */
const MAX_KEPT = 20_000;

export interface SignInAttempts {
  /** @throws ApiError `rate_limited` with the seconds to wait */
  assertMayTry(name: string): void;
  isWaiting(name: string): boolean;
  failed(name: string): void;
  succeeded(name: string): void;
}

interface Failures {
  readonly count: number;
  readonly lastAt: number;
}

/** How long the try after this many failures has to wait. */
const waitAfter = (failures: number): number =>
  failures <= FREE_FAILURES ? 0 : Math.min(LONGEST_MS, 2 ** (failures - FREE_FAILURES - 1) * SECOND);

export function createSignInAttempts(clock: Clock): SignInAttempts {
  const kept = new Map<string, Failures>();
  const keyOf = (name: string): string => createHash("sha256").update(name).digest("base64url");
  const present = (name: string): Failures => {
    const found = kept.get(keyOf(name));
    return found && clock.now() - found.lastAt < WINDOW_MS ? found : { count: 0, lastAt: 0 };
  };
  const waitOf = (name: string): number => {
    const { count, lastAt } = present(name);
    return lastAt + waitAfter(count) - clock.now();
  };
  return {
    isWaiting: (name) => waitOf(name) > 0,
    assertMayTry(name) {
      const wait = waitOf(name);
      if (wait <= 0) return;
      const retryAfter = Math.ceil(wait / SECOND);
      throw new ApiError("rate_limited", `Too many wrong passwords: try again in ${retryAfter} s`, {
        extra: { retryAfter },
      });
    },
    failed(name) {
      const key = keyOf(name);
      const { count } = present(name);
      kept.delete(key);
      kept.set(key, { count: count + 1, lastAt: clock.now() });
      const [oldest] = kept.keys();
      if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
    },
    succeeded: (name) => void kept.delete(keyOf(name)),
  };
}
