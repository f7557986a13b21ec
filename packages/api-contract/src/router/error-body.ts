import { TRPCError } from "@trpc/server";
import { ZodError } from "zod";
import { ApiError, type ErrorBody, type Issue } from "../errors.ts";

/**
 * The body of an error, the same on REST and tRPC. A `ApiError` is answered as it is, a validation failure becomes
 * `invalid_request` with all its issues, anything else a bare `server_error` that does not show its cause.
 */
export function errorBodyOf(error: unknown, requestId: string): ErrorBody {
  const cause = error instanceof TRPCError && error.cause !== undefined ? error.cause : error;
  if (cause instanceof ApiError) {
    const issues = cause.issues === null ? null : cause.issues.map((issue) => ({ ...issue }));
    return { ...cause.extra, error: cause.message, code: cause.code, param: cause.param, issues, requestId };
  }
  const bare = { param: null, issues: null, requestId };
  if (error instanceof TRPCError) {
    if (error.code === "BAD_REQUEST" || error.code === "PARSE_ERROR") {
      return cause instanceof ZodError
        ? invalidRequest(issuesOf(cause), requestId)
        : { error: "The request cannot be read", code: "invalid_request", ...bare };
    }
    const known = plainTrpcErrors[error.code];
    if (known !== undefined) return { ...known, ...bare };
  }
  return {
    error:
      "Something went wrong on our side: repeat it with the same Idempotency-Key, and report requestId if it stays",
    code: "server_error",
    ...bare,
  };
}

/** What tRPC itself refuses before a procedure runs. */
const plainTrpcErrors: Partial<Record<TRPCError["code"], Pick<ErrorBody, "error" | "code">>> = {
  NOT_FOUND: { error: "There is no such procedure", code: "not_found" },
  METHOD_NOT_SUPPORTED: { error: "The procedure does not take this method", code: "method_not_allowed" },
  UNSUPPORTED_MEDIA_TYPE: { error: "Send JSON", code: "unsupported_media_type" },
  PAYLOAD_TOO_LARGE: { error: "The body is too large", code: "too_large" },
};

/** The body of a 400 that lists faults of fields. */
export function invalidRequest(issues: readonly Issue[], requestId: string): ErrorBody {
  const [first] = issues;
  const text =
    issues.length === 1 && first !== undefined
      ? sentence(first)
      : `${issues.length} fields are wrong: ${[...new Set(issues.map((issue) => issue.path))].slice(0, 8).join(", ")}`;
  return {
    error: text,
    code: "invalid_request",
    param: first?.path || null,
    issues: issues.map((issue) => ({ ...issue })),
    requestId,
  };
}

/**
 * Puts the field in front of a message that does not name it. "Invalid email format" stays as KasPay printed it.
 */
function sentence({ path, message }: Issue): string {
  const named = path === "" || message.includes(path) || message.toLowerCase().includes(path.toLowerCase());
  return named ? message : `${path}: ${message}`;
}

/** Flattens zod's issues: one row per field at fault, unknown fields named one by one. */
export function issuesOf(error: ZodError): Issue[] {
  const all = error.issues.flatMap((issue) => flatten(issue, []));
  // Two rules of one field may give the same message.
  const unique = new Map(all.map((issue) => [`${issue.path}\n${issue.message}`, issue]));
  return [...unique.values()].slice(0, 100);
}

function flatten(issue: ZodError["issues"][number], prefix: readonly PropertyKey[]): Issue[] {
  const at = [...prefix, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: dotted([...at, key]),
      message: `Unknown field "${key.slice(0, 60)}"`,
    }));
  }
  if (
    issue.code === "invalid_type" &&
    issue.input === undefined &&
    /received undefined/.test(issue.message)
  ) {
    return [{ path: dotted(at), message: "Required" }];
  }
  return [{ path: dotted(at), message: issue.message }];
}

function dotted(path: readonly PropertyKey[]): string {
  return path.map(String).join(".").slice(0, 200);
}
