// Recognizes errors of a database that does not answer. docs/spec/reliability.md#database-failures

const SOCKET_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENOTFOUND",
]);
/**
 * Connection exceptions, resources that are used up (53100 is a full disk), input and output that fails, shutdown, crash
 * and start of the server, a transaction left idle.
 */
const SQL_STATES = /^(08|53|58030|57P0[1-5]|25P03)/;
/** The driver's texts for a lost connection or one that cannot be opened. */
const DRIVER_TEXT =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** A file system that is full, or a quota that is. */
const NO_ROOM_CODES = new Set(["ENOSPC", "EDQUOT"]);

/** All connections are held and none will be free in time: the database works, but it is overloaded. */
export class NoConnectionInTime extends Error {
  constructor() {
    super("All connections to the database are held");
    this.name = "NoConnectionInTime";
  }
}

/** One statement took longer than is allowed and was undone; nothing else of ours cancels statements. */
export const isTimedOut = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "57014";

/** The disk under our own files is full. */
export const isOutOfRoom = (error: unknown): boolean =>
  error instanceof Error && "code" in error && NO_ROOM_CODES.has(String(error.code));

/** A text holds a character that the database cannot store: NUL, or half of a surrogate pair in JSON. */
export const isNotStorable = (error: unknown): boolean =>
  error instanceof Error && "code" in error && (error.code === "22021" || error.code === "22P05");

/** The database does not answer; the same work may succeed once it does. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof NoConnectionInTime) return true;
  const code = "code" in error ? String(error.code) : "";
  return SOCKET_CODES.has(code) || SQL_STATES.test(code) || DRIVER_TEXT.test(error.message);
}
