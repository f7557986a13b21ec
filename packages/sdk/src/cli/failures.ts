import { ApiError, ConnectionError, KaspaPayError } from "../errors.ts";

/** How the program ends; the README lists them. */
export const EXIT = { done: 0, refused: 1, usage: 2, noAnswer: 3, fault: 70 } as const;

/** The command line, a profile or a file is wrong. `cure`: a line on what to do. */
export class UsageError extends Error {
  readonly cure: string | undefined;
  constructor(message: string, cure?: string) {
    super(message);
    this.cure = cure;
  }
}

/** The command ran and did not reach its end, for example a receiver that did not take a test event. */
export class NotDone extends Error {}

/** What to print for an error, and how to end. */
export function explain(error: unknown): { lines: string[]; exit: number } {
  if (error instanceof UsageError)
    return { lines: [error.message, ...(error.cure ? [error.cure] : [])], exit: EXIT.usage };
  if (error instanceof NotDone) return { lines: [error.message], exit: EXIT.refused };
  if (error instanceof ApiError) return explainRefusal(error);
  if (error instanceof ConnectionError && error.cause instanceof KaspaPayError)
    return explainLost(error.message, error.cause);
  if (error instanceof ConnectionError)
    return {
      lines: [`The gateway does not answer: ${error.message}${causeOf(error)}`, "Is the address right?"],
      exit: EXIT.noAnswer,
    };
  if (error instanceof KaspaPayError) return { lines: [error.message], exit: EXIT.usage };
  return {
    lines: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
    exit: EXIT.fault,
  };
}

/** What was asked may have happened; `cause` is why that is not known. */
function explainLost(message: string, cause: KaspaPayError): { lines: string[]; exit: number } {
  if (!(cause instanceof ApiError))
    return { lines: [message, `${cause.message}${causeOf(cause)}`], exit: EXIT.noAnswer };
  const { lines, exit } = explainRefusal(cause);
  return { lines: [message, ...lines.map((line) => line.replace(/^Refused: /, ""))], exit };
}

function explainRefusal(error: ApiError): { lines: string[]; exit: number } {
  if (error.code === "unexpected_answer") return { lines: [error.message], exit: EXIT.noAnswer };
  // The message of a single fault is the refusal's own.
  const issues = (error.issues ?? []).length > 1 ? (error.issues ?? []) : [];
  return {
    lines: [
      `Refused: ${error.message}`,
      ...issues.map(({ path, message }) => `  ${path}: ${message}`),
      `${error.status} ${error.code}, request ${error.requestId}`,
    ],
    exit: EXIT.refused,
  };
}

/** The innermost reason of a broken connection, for example `ECONNREFUSED`. */
function causeOf(error: Error): string {
  for (let at: unknown = error.cause; at instanceof Error; at = at.cause)
    if ("code" in at && typeof at.code === "string") return ` (${at.code})`;
  return "";
}
