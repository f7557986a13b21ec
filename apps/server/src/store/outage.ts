// What a lost database looks like to those who ask: one refusal with a time to come back, instead of a fault.
import { Refused } from "@kaspa-pay/api-contract";
import type { Records, UnitOfWork } from "../ports/unit-of-work.ts";

const SOCKET_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENOTFOUND",
]);
/** Connection exceptions, resources that are used up, shutdown, crash and start of the server, a transaction left idle. */
const SQL_STATES = /^(08|53|57P0[1-5]|25P03)/;
/** The driver's own words for a connection that is gone or cannot be had. */
const DRIVER_TEXT =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** The database is away; the same work may succeed once it is back. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return SOCKET_CODES.has(code) || SQL_STATES.test(code) || DRIVER_TEXT.test(error.message);
}

/** The same records, whose callers read `unavailable` while the database is away. */
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
  if (!isOutage(error)) throw error;
  throw new Refused("unavailable", "The database does not answer: try again in a few seconds", {
    cause: error,
  });
}
