// Maps connection errors of the database to 503 with Retry-After. In a file of its own, so that migrating needs only
// the libraries of the database.
import { Refused } from "@kaspa-pay/api-contract";
import type { Records, UnitOfWork } from "../ports/unit-of-work.ts";
import { isNotStorable, isOutage, isTimedOut, NoConnectionInTime } from "./outage.ts";

/** An overload ends with the slow requests that caused it; a database that is away takes longer to return. */
const OVERLOAD_RETRY_S = 1;

/** The same repositories, whose callers get `unavailable` while the database is away. */
export function refusingInOutage({ records, transaction }: UnitOfWork): UnitOfWork {
  const groups = Object.entries(records).map(([name, group]) => [name, guarded(group)]);
  return {
    records: Object.fromEntries(groups) as Records,
    transaction: (work) => transaction(work).catch(refuse),
  };
}

function guarded<T extends object>(group: T): T {
  const methods = Object.entries(group).map(([name, method]: [string, unknown]) => [
    name,
    typeof method !== "function"
      ? method
      : (...given: unknown[]) => {
          const answer: unknown = Reflect.apply(method, group, given);
          return answer instanceof Promise ? answer.catch(refuse) : answer;
        },
  ]);
  return Object.fromEntries(methods) as T;
}

function refuse(error: unknown): never {
  if (isNotStorable(error)) {
    throw new Refused("invalid_request", "A text holds a character that cannot be stored, such as NUL", {
      cause: error,
    });
  }
  if (!isOutage(error) && !isTimedOut(error)) throw error;
  if (error instanceof NoConnectionInTime) {
    throw new Refused("unavailable", "Too many requests are waiting for the database: try again", {
      extra: { retryAfter: OVERLOAD_RETRY_S },
      cause: error,
    });
  }
  throw new Refused("unavailable", "The database does not answer: try again in a few seconds", {
    cause: error,
  });
}
