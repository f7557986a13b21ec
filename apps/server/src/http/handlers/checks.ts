// Checks of callers and inputs that several handlers share. Level and scope were checked by the base procedures.
import { Refused } from "@kaspa-pay/api-contract";
import { actorOf, type Caller } from "@kaspa-pay/api-contract/router";
import type { Visitor } from "../../ports/visitor-budget.ts";
import type { Proved } from "../../usecases/accounts/sessions.ts";
import type { Acting } from "../../usecases/acting.ts";
import { isTimeZone } from "../../usecases/stores/settings.ts";

export const actingOf = (caller: Caller): Acting => ({
  actor: actorOf(caller),
  userId: caller.userId,
  ip: caller.ip,
  requestId: caller.requestId,
});

/** The store of the caller's proof; an input never names it. */
export function storeIdOf(caller: Caller): string {
  if (caller.storeId === null) throw new Refused("not_found", "Store not found");
  return caller.storeId;
}

export function personOf({ kind, userId, sessionId, generation }: Caller): Proved {
  if (kind !== "user" || userId === null || sessionId === null || generation === null) {
    throw new Refused("unauthorized", "Unauthorized");
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

/** Whether the call proves an account: a session, an access token or an API key. */
export const isProved = ({ kind }: Caller): boolean => kind === "user" || kind === "key";

/** The time zone asked for, or the store's. @throws Refused 400 for an unknown name */
export function timeZoneOf(asked: string | undefined, own: string): string {
  if (asked === undefined) return own;
  if (isTimeZone(asked)) return asked;
  const text = `There is no time zone "${asked}": send an IANA name, for example Europe/Berlin`;
  throw new Refused("invalid_request", text, { param: "timeZone" });
}

export const iso = (ms: number): string => new Date(ms).toISOString();
export const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms));

/** A filter under its name or its second name. @throws Refused when both are given */
export function eitherName<T>(
  [name, value]: readonly [string, T | undefined],
  [second, other]: readonly [string, T | undefined],
): T | undefined {
  if (value !== undefined && other !== undefined) {
    const message = `The same as ${name}: give one of the two`;
    throw new Refused("invalid_request", `${second}: ${message}`, {
      param: second,
      issues: [{ path: second, message }],
    });
  }
  return value ?? other;
}

interface PeriodInput {
  readonly createdFrom?: number | undefined;
  readonly createdTo?: number | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** The period of a list's rows, under whichever names it was given: from `createdFrom` on, before `createdTo`. */
export const periodOf = ({ createdFrom, createdTo, from, to }: PeriodInput) => ({
  createdFrom: eitherName(["createdFrom", createdFrom], ["from", from]),
  createdTo: eitherName(["createdTo", createdTo], ["to", to]),
});

/** A cursor is the id of the last row; its form is checked by the schema. */
export const readCursor = (cursor: string | undefined): string | null => cursor ?? null;

/** Removes the row that was read beyond the limit and makes the cursor of the next page. */
export function toPage<Row, Wire>(
  rows: readonly Row[],
  limit: number,
  idOf: (row: Row) => string,
  wire: (row: Row) => Wire,
): { data: Wire[]; hasMore: boolean; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = rows.length > limit;
  const nextCursor = hasMore && last !== undefined ? idOf(last) : null;
  return { data: shown.map(wire), hasMore, nextCursor };
}
