// The closed table of error codes, each with its cause and its cure.
import { WEBHOOK_PORTS_TEXT } from "@kaspa-pay/core";

/** One row of the error table: status, cause, and what the developer can do. */
export interface ErrorEntry {
  /** HTTP status over REST. */
  readonly status: number;
  /** Code of the same error on tRPC. */
  readonly trpc: TrpcCode;
  /** Why the server refused. */
  readonly cause: string;
  /** What the caller does about it. */
  readonly cure: string;
  /** Default `Retry-After` in seconds; absent when a repeat cannot help. */
  readonly retryAfter?: number;
}

/** The tRPC codes this API uses. */
export type TrpcCode =
  | "BAD_REQUEST"
  | "UNAUTHORIZED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "METHOD_NOT_SUPPORTED"
  | "CONFLICT"
  | "PAYLOAD_TOO_LARGE"
  | "UNSUPPORTED_MEDIA_TYPE"
  | "UNPROCESSABLE_CONTENT"
  | "TOO_MANY_REQUESTS"
  | "INTERNAL_SERVER_ERROR"
  | "SERVICE_UNAVAILABLE";

const unprocessable = (cause: string, cure: string): ErrorEntry => ({
  status: 422,
  trpc: "UNPROCESSABLE_CONTENT",
  cause,
  cure,
});

const conflict = (cause: string, cure: string, retryAfter?: number): ErrorEntry => ({
  status: 409,
  trpc: "CONFLICT",
  cause,
  cure,
  ...(retryAfter !== undefined && { retryAfter }),
});

const unavailable = (cause: string, cure: string, retryAfter: number): ErrorEntry => ({
  status: 503,
  trpc: "SERVICE_UNAVAILABLE",
  cause,
  cure,
  retryAfter,
});

const table = {
  invalid_request: {
    status: 400,
    trpc: "BAD_REQUEST",
    cause: "Malformed JSON, or a field that is missing, unknown or of the wrong type.",
    cure: "Read `issues`: it lists every fault with the path of its field.",
  },
  unauthorized: {
    status: 401,
    trpc: "UNAUTHORIZED",
    cause: "No proof of identity, or one that is wrong, expired or revoked.",
    cure: "Send `Authorization: Bearer <key or token>` or `X-Api-Key`, from a server.",
  },
  session_expired: {
    status: 401,
    trpc: "UNAUTHORIZED",
    cause: "The session ended: idle too long, signed out, or the password changed.",
    cure: "Sign in again.",
  },
  forbidden: {
    status: 403,
    trpc: "FORBIDDEN",
    cause:
      "The caller is known but lacks the permission; a missing scope is named in `scope`. Some actions are refused to every API key: making and revoking keys, and changing the wallet.",
    cure: "Use a key that has the scope, ask the store's owner, or do it signed in.",
  },
  reauth_required: {
    status: 403,
    trpc: "FORBIDDEN",
    cause: "The action is dangerous and the password was not entered in the last 5 minutes.",
    cure: "Call `POST /auth/step-up` with the password, then repeat the call.",
  },
  origin_not_allowed: {
    status: 403,
    trpc: "FORBIDDEN",
    cause:
      "The page's origin is not on the store's list, the call came from a page of another site, or a secret key came from a browser.",
    cure: "Add the origin under Settings, Checkout; never send a secret key from a page.",
  },
  not_found: {
    status: 404,
    trpc: "NOT_FOUND",
    cause: "There is no such object, or it belongs to another store.",
    cure: "Check the id, and that the key belongs to the store that owns it.",
  },
  method_not_allowed: {
    status: 405,
    trpc: "METHOD_NOT_SUPPORTED",
    cause: "The path exists, the method does not.",
    cure: "Use one of the methods in the `Allow` header.",
  },
  already_exists: conflict(
    "An object with this unique value exists.",
    "Use another value, or the object that exists.",
  ),
  idempotency_conflict: conflict(
    "The Idempotency-Key was used with another body.",
    "Use a fresh key for each different request.",
  ),
  order_id_exists: conflict(
    "The store allows an order id once, and a payment has it; its id is in `paymentId`.",
    "Use that payment, or send another order id.",
  ),
  payment_has_transfers: conflict(
    "Money for this payment was seen already.",
    "Read the payment again; an amount is never changed once money is on its way.",
  ),
  conflict: conflict(
    "The object's present state does not allow this action.",
    "Read the object again, then decide.",
  ),
  claim_used: conflict(
    "The refund has an address already.",
    "Ask the shop: it can cancel the refund and make another one.",
  ),
  claim_expired: conflict("The time to claim the refund is over.", "Ask the shop for a new claim link."),
  too_large: {
    status: 413,
    trpc: "PAYLOAD_TOO_LARGE",
    cause: "The body is larger than 64 KiB.",
    cure: "Send less: metadata is for references, not documents.",
  },
  unsupported_media_type: {
    status: 415,
    trpc: "UNSUPPORTED_MEDIA_TYPE",
    cause: "The body is not `application/json`.",
    cure: "Send JSON with `Content-Type: application/json`.",
  },
  amount_too_small: unprocessable(
    "The amount is below the minimum, given in `minimum`.",
    "Ask for at least the minimum.",
  ),
  amount_too_large: unprocessable("The amount is above what can exist or be accepted.", "Ask for less."),
  invalid_address: unprocessable(
    "The Kaspa address is malformed or its checksum is wrong.",
    "Copy the address again.",
  ),
  network_mismatch: unprocessable(
    "The address or key belongs to another network than the store.",
    "Use one whose prefix fits the store's network.",
  ),
  own_address: unprocessable(
    "The destination is an address of this store.",
    "Use the receiver's address: money would come back as a payment.",
  ),
  invalid_xpub: unprocessable(
    "The account key cannot be read, is of the wrong depth, or is a private key.",
    "Export the account public key (kpub, ktub, xpub) from the wallet.",
  ),
  redirect_url_not_allowed: unprocessable(
    "The URL's scheme is not https, or its host, named in `host`, is not on the store's list.",
    "Add the host under Settings, Checkout.",
  ),
  invalid_url: unprocessable(
    "The URL is not a public https address.",
    `Use an https URL that the internet can reach, on port ${WEBHOOK_PORTS_TEXT}.`,
  ),
  unknown_currency: unprocessable(
    "The currency is not enabled here.",
    "See `currencies` in GET /server/info.",
  ),
  link_inactive: unprocessable(
    "The payment link is a draft, inactive or archived.",
    "Activate the link, or use another.",
  ),
  link_expired: unprocessable(
    "The payment link has expired, or has reached its number of payments.",
    "Ask the shop for a new link.",
  ),
  misdirected_request: {
    status: 421,
    trpc: "BAD_REQUEST",
    cause:
      "The request names a host that is not this gateway's: neither its public address nor a loopback name.",
    cure: "Call the public address; behind a proxy, let it pass the Host header on.",
  },
  validation_error: unprocessable(
    "The fields are well formed but do not fit together.",
    "Read `issues` and `param`.",
  ),
  rate_limited: {
    status: 429,
    trpc: "TOO_MANY_REQUESTS",
    cause: "Too many requests in a short time.",
    cure: "Wait `Retry-After` seconds; prefer webhooks to polling.",
    retryAfter: 60,
  },
  request_timeout: {
    status: 408,
    trpc: "BAD_REQUEST",
    cause: "The request did not arrive whole within 30 seconds.",
    cure: "Send it again, over a better connection.",
  },
  headers_too_large: {
    status: 431,
    trpc: "BAD_REQUEST",
    cause: "The request's headers are larger than 16 KiB.",
    cure: "Send fewer or smaller headers.",
  },
  server_error: {
    status: 500,
    trpc: "INTERNAL_SERVER_ERROR",
    cause: "A fault of the server; it is logged under `requestId`.",
    cure: "Repeat with the same Idempotency-Key; report the `requestId` if it stays.",
  },
  price_unavailable: unavailable(
    "No fresh exchange rate, so nothing can be priced in fiat.",
    "Repeat after `Retry-After` seconds, or price in KAS, which needs no rate.",
    30,
  ),
  node_unavailable: unavailable(
    "No Kaspa node answers, so new payments could not be monitored.",
    "Repeat after `Retry-After` seconds.",
    15,
  ),
  unavailable: unavailable("The database does not answer.", "Repeat after `Retry-After` seconds.", 5),
} as const satisfies Record<string, ErrorEntry>;

/** The closed set of error codes: what programs branch on. */
export type ErrorCode = keyof typeof table;

/** Every error code with status, tRPC code, cause and cure: docs/spec/api-conventions.md#errors. */
export const errorTable: Readonly<Record<ErrorCode, ErrorEntry>> = table;

/** All codes, in the order of the table. */
export const errorCodes = Object.keys(table) as ErrorCode[];
