import { ApiError } from "@kaspa-pay/api-contract";
import { hash, verify } from "@node-rs/argon2";
import type { PasswordHasher } from "./secrets.ts";

/** argon2id, 64 MiB, 3 passes, 1 lane: about 126 ms. docs/spec/reliability.md#secrets-at-rest */
const PARAMETERS = { algorithm: 2, memoryCost: 65_536, timeCost: 3, parallelism: 1 } as const;
const PARAMETER_TEXT = "$argon2id$v=19$m=65536,t=3,p=1$";
/** Each hash takes 64 MiB; beyond the queue, requests are refused. */
const MAX_RUNNING = 2;
const MAX_WAITING = 20;

export function createArgon2Hasher(): PasswordHasher {
  let running = 0;
  const waiting: (() => void)[] = [];
  /** Verified against for unknown users, so that the answer takes as long as for known ones. */
  let dummy: Promise<string> | undefined;

  async function oneOfTwo<T>(work: () => Promise<T>): Promise<T> {
    if (running >= MAX_RUNNING) {
      if (waiting.length >= MAX_WAITING) {
        throw new ApiError("rate_limited", "Too many sign-ins at once. Try again in a moment", {
          extra: { retryAfter: 2 },
        });
      }
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  }

  return {
    hash: (password) => oneOfTwo(() => hash(password, PARAMETERS)),
    verify: (password, stored) =>
      oneOfTwo(async () => {
        if (stored !== null) return await verify(stored, password);
        dummy ??= hash("no such user", PARAMETERS);
        await verify(await dummy, password);
        return false;
      }),
    isOutdated: (stored) => !stored.startsWith(PARAMETER_TEXT),
  };
}
