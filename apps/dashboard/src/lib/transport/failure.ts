/** An error as the screens show it. */
export interface Failure {
  readonly text: string;
  /** A code of the API's closed table; null when the server did not answer. */
  readonly code: string | null;
  readonly param: string | null;
  readonly issues: readonly { readonly path: string; readonly message: string }[];
  readonly requestId: string | null;
  readonly scope: string | null;
}

const STEP_UP_MISSED = "Not done: it needs your password.";
const AWAY: Failure = {
  text: "The server does not answer. Nothing was lost; try again in a moment.",
  code: null,
  param: null,
  issues: [],
  requestId: null,
  scope: null,
};

/** Reads the body that the server sends with each refusal; anything else means it could not be reached. */
export function failureOf(error: unknown): Failure {
  const data = error !== null && typeof error === "object" && "data" in error ? error.data : null;
  if (data === null || typeof data !== "object" || !("code" in data)) return AWAY;
  const body = data as Record<string, unknown>;
  const text = (key: string) => (typeof body[key] === "string" ? (body[key] as string) : null);
  return {
    // Whoever reads this has closed the dialog that asked for the password.
    text: text("code") === "reauth_required" ? STEP_UP_MISSED : (text("error") ?? AWAY.text),
    code: text("code"),
    param: text("param"),
    issues: Array.isArray(body.issues) ? (body.issues as Failure["issues"]) : [],
    requestId: text("requestId"),
    scope: text("scope"),
  };
}

/** Whether a repeat can help: the server does not answer, is busy or restarts. */
export function isPassing(failure: Failure): boolean {
  return failure.code === null || PASSING.has(failure.code);
}

const PASSING = new Set(["unavailable", "node_unavailable", "server_error"]);
const SIGNED_OUT = new Set(["unauthorized", "session_expired"]);

/** The call had no valid session. */
export function isSignedOut(failure: Failure): boolean {
  return failure.code !== null && SIGNED_OUT.has(failure.code);
}
