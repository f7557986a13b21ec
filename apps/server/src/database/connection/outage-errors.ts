// What callers of the API read while the database does not answer: one error with a time to retry. Apart from `outage.ts`,
// so that migrating needs nothing but the database's own libraries.
import { ApiError } from "@kaspa-pay/api-contract";
import type { PostgresPool, PostgresPoolClient } from "kysely";
import { isNotStorable, isOutage, isTimedOut, NoConnectionInTime } from "./outage.ts";

/** An overload passes with the slow requests that made it; a database that does not answer needs longer. */
const OVERLOAD_RETRY_S = 1;

/** The pool, whose callers read `unavailable` while the database does not answer. */
export function reportingOutages(pool: PostgresPool): PostgresPool {
  const known = new WeakMap<PostgresPoolClient, PostgresPoolClient>();
  return {
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect().catch(throwReported);
      const reporting = known.get(client) ?? reportingClient(client);
      known.set(client, reporting);
      return reporting;
    },
  };
}

function reportingClient(client: PostgresPoolClient): PostgresPoolClient {
  const query = (...given: unknown[]): unknown => {
    const answer: unknown = Reflect.apply(client.query, client, given);
    return answer instanceof Promise ? answer.catch(throwReported) : answer;
  };
  return { query: query as PostgresPoolClient["query"], release: () => client.release() };
}

function throwReported(error: unknown): never {
  if (isNotStorable(error)) {
    throw new ApiError("invalid_request", "A text holds a character that cannot be stored, such as NUL", {
      cause: error,
    });
  }
  if (!isOutage(error) && !isTimedOut(error)) throw error;
  if (error instanceof NoConnectionInTime) {
    throw new ApiError("unavailable", "Too many requests are waiting for the database: try again", {
      extra: { retryAfter: OVERLOAD_RETRY_S },
      cause: error,
    });
  }
  throw new ApiError("unavailable", "The database does not answer: try again in a few seconds", {
    cause: error,
  });
}
