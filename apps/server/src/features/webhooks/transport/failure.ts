import type { WebhookErrorClass } from "../webhook-transport.ts";

/** Thrown inside the connector when the guard refuses an address. */
export class BlockedAddress extends Error {
  override readonly name = "BlockedAddress";
  readonly code = "KP_BLOCKED_ADDRESS";
  constructor() {
    super("The target resolves to a private or reserved address");
  }
}

/** One sentence per class for the delivery log. Every blocked target gets the same words, so none can be probed. */
export const FAILURE_TEXT: Record<WebhookErrorClass, string> = {
  invalid_url: "The URL may not be delivered to",
  blocked_address: "The URL leads to a private or reserved address, which is not allowed",
  dns: "The host name could not be resolved",
  refused: "The connection was refused",
  unreachable: "The host cannot be reached from this server",
  connect_timeout: "No connection within the time limit",
  tls: "The TLS connection failed: check the certificate and its host name",
  reset: "The connection was reset before the answer was complete",
  closed: "The connection was closed before the answer was complete",
  timeout: "No complete answer within the time limit",
  redirect: "The receiver answered with a redirect; redirects are not followed",
  headers_too_large: "The headers of the answer are too large",
  protocol: "The answer is not valid HTTP",
  unknown: "The delivery failed",
};

const BY_CODE: Readonly<Record<string, WebhookErrorClass>> = {
  KP_BLOCKED_ADDRESS: "blocked_address",
  ECONNREFUSED: "refused",
  ECONNRESET: "reset",
  EPIPE: "reset",
  ECONNABORTED: "reset",
  EHOSTUNREACH: "unreachable",
  ENETUNREACH: "unreachable",
  EHOSTDOWN: "unreachable",
  EADDRNOTAVAIL: "unreachable",
  EACCES: "unreachable",
  ETIMEDOUT: "connect_timeout",
  UND_ERR_CONNECT_TIMEOUT: "connect_timeout",
  UND_ERR_HEADERS_TIMEOUT: "timeout",
  UND_ERR_BODY_TIMEOUT: "timeout",
  UND_ERR_HEADERS_OVERFLOW: "headers_too_large",
  HPE_HEADER_OVERFLOW: "headers_too_large",
  UND_ERR_SOCKET: "closed",
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: "protocol",
  EPROTO: "tls",
};

const DNS_CODES =
  /^(ENOTFOUND|ENODATA|ESERVFAIL|EFORMERR|EBADNAME|EBADRESP|ENONAME|EREFUSED|ETIMEOUT|EAI_.*)$/;
const TLS_CODES =
  /^(ERR_TLS_|ERR_SSL_|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|INVALID_CA|INVALID_PURPOSE|HOSTNAME_)/;

/** Sorts what a socket, the resolver or the HTTP client threw into the classes of the delivery log. */
export function classify(error: unknown, timedOut: boolean): WebhookErrorClass {
  if (timedOut) return "timeout";
  for (let cause = error, depth = 0; cause instanceof Error && depth < 4; cause = cause.cause, depth += 1) {
    const code = "code" in cause ? String(cause.code) : "";
    const known = BY_CODE[code];
    if (known !== undefined && known !== "closed") return known;
    if (DNS_CODES.test(code)) return "dns";
    if (TLS_CODES.test(code)) return "tls";
    if (code.startsWith("HPE_") || cause.name === "HTTPParserError") return "protocol";
    // Happy-eyeballs failures carry one error per address tried.
    if (cause instanceof AggregateError && cause.errors.length > 0) return classify(cause.errors[0], false);
    if (known !== undefined && !(cause.cause instanceof Error)) return known;
  }
  return "unknown";
}
