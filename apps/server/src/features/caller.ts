// Checks of callers and inputs that several handlers share. Level and scope were checked by the base procedures.
import { ApiError } from "@kaspa-pay/api-contract";
import { actorOf, type Caller } from "@kaspa-pay/api-contract/router";
import { isProved } from "../http/auth/identities.ts";
import type { Visitor } from "../security/visitors/visitor-budget.ts";
import type { ProvenSession } from "./accounts/sessions.ts";
import type { ActorContext } from "./audit/audit.ts";
import { isTimeZone } from "./stores/update-settings.ts";

export const actorContextOf = (caller: Caller): ActorContext => ({
  actor: actorOf(caller),
  userId: caller.userId,
  ip: caller.ip,
  requestId: caller.requestId,
});

/** The store of the caller's proof; an input never names it. */
export function storeIdOf(caller: Caller): string {
  if (caller.storeId === null) throw new ApiError("not_found", "Store not found");
  return caller.storeId;
}

export function personOf({ kind, userId, sessionId, generation }: Caller): ProvenSession {
  if (kind !== "user" || userId === null || sessionId === null || generation === null) {
    throw new ApiError("unauthorized", "Unauthorized");
  }
  return { userId, sessionId, generation };
}

/**
 * The visitor on whose behalf a payment is created; null when the store itself asks. A proof of another store is a
 * visitor.
 */
export const visitorOf = (caller: Caller, storeId: string): Visitor | null =>
  isProved(caller) && caller.storeId === storeId
    ? null
    : {
        ip: caller.ip,
        userAgent: caller.userAgent,
        origin: caller.origin,
        account: isProved(caller) ? (caller.userId ?? caller.keyId) : null,
      };

/** The time zone asked for, or the store's. @throws ApiError 400 for an unknown name */
export function timeZoneOf(asked: string | undefined, own: string): string {
  if (asked === undefined) return own;
  if (isTimeZone(asked)) return asked;
  const text = `There is no time zone "${asked}": send an IANA name, for example Europe/Berlin`;
  throw new ApiError("invalid_request", text, { param: "timeZone" });
}

export const iso = (ms: number): string => new Date(ms).toISOString();
export const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms));
