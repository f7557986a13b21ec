// What a lost database looks like.

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
