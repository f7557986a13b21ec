// Answers that stay open (live feeds, exports) check their proof every second:
// docs/spec/api-conventions.md#live-answers. A proof is void after sign-out, a new password, step-up, a revoked or
// expired key, a lost role, an archived store.
import { ApiError } from "@kaspa-pay/api-contract";
import type { Caller } from "@kaspa-pay/api-contract/router";
import type { Response } from "express";
import type { Logger } from "pino";
import type { Identities } from "../deps.ts";

const CHECK_EVERY_MS = 1_000;
/** Three open pages of the dashboard. */
const MAX_FEEDS = 6;

export interface ProofWatch {
  /**
   * Ends the answer when the caller's proof is void or its rights have changed. A feed ends in order, and a browser
   * opens it again with its present proof. An export is cut, so that half a file never seems complete.
   *
   * @throws ApiError `unauthorized`, or `rate_limited` for a feed too many
   */
  hold(caller: Caller, res: Response, kind: "feed" | "export"): Promise<void>;
  close(): void;
}

/** All open answers under one proof: one query a second serves them all. */
interface Held {
  readonly caller: Caller;
  readonly standing: string;
  readonly feeds: Set<Response>;
  readonly exports: Set<Response>;
  readonly timer: NodeJS.Timeout;
}

export function createProofWatch(identities: Pick<Identities, "standing">, log: Logger): ProofWatch {
  const held = new Map<string, Held>();

  function drop(name: string, entry: Held): void {
    clearInterval(entry.timer);
    held.delete(name);
    for (const res of entry.feeds) res.end();
    for (const res of entry.exports) res.destroy();
  }

  async function check(name: string, entry: Held): Promise<void> {
    try {
      if ((await identities.standing(entry.caller)) !== entry.standing && held.get(name) === entry)
        drop(name, entry);
    } catch (error) {
      // Without the database no data is read for the answer either; the next second asks again.
      log.warn({ err: error }, "the proof of an open answer could not be checked");
    }
  }

  return {
    async hold(caller, res, kind) {
      const standing = await identities.standing(caller);
      if (standing === null) throw new ApiError("unauthorized", "Unauthorized");
      if (res.destroyed) return;
      if (kind === "feed" && feedsOf(held, caller) >= MAX_FEEDS) {
        throw new ApiError(
          "rate_limited",
          `A session or key has at most ${MAX_FEEDS} open live feeds: close another page first`,
          { extra: { retryAfter: 10 } },
        );
      }
      const name = `${proofOf(caller)} ${caller.generation} ${caller.storeId} ${standing}`;
      const known = held.get(name);
      const entry: Held = known ?? newHeld(caller, standing, () => void check(name, entry));
      held.set(name, entry);
      const open = kind === "feed" ? entry.feeds : entry.exports;
      open.add(res);
      res.once("close", () => {
        open.delete(res);
        if (entry.feeds.size + entry.exports.size > 0) return;
        clearInterval(entry.timer);
        if (held.get(name) === entry) held.delete(name);
      });
    },
    close: () => {
      for (const [name, entry] of held) drop(name, entry);
    },
  };
}

const proofOf = (caller: Caller): string | null => caller.keyId ?? caller.sessionId;

function feedsOf(held: ReadonlyMap<string, Held>, caller: Caller): number {
  let count = 0;
  for (const entry of held.values()) if (proofOf(entry.caller) === proofOf(caller)) count += entry.feeds.size;
  return count;
}

function newHeld(caller: Caller, standing: string, look: () => void): Held {
  const timer = setInterval(look, CHECK_EVERY_MS);
  return { caller, standing, feeds: new Set(), exports: new Set(), timer };
}
