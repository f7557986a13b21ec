// One HTTP attempt of a delivery. The URL guard (docs/spec/webhooks.md#url-guard) is behind this port.
import { isLoopbackName } from "@kaspa-pay/core";

/**
 * How far past public addresses a target may be. `true`: anywhere, any port, plain http (operator flag).
 * `"loopback"`: this machine by `localhost` or a loopback literal, for simulated stores of a loopback server.
 */
export type PrivateReach = boolean | "loopback";

export interface WebhookRequest {
  url: string;
  headers: Readonly<Record<string, string>>;
  /** Exactly the signed bytes. */
  body: string;
  allowPrivate: PrivateReach;
}

/** Why no answer came; stored in the delivery log and used as a metric label. */
export type WebhookErrorClass =
  | "invalid_url"
  | "blocked_address"
  | "dns"
  | "refused"
  | "unreachable"
  | "connect_timeout"
  | "tls"
  | "reset"
  | "closed"
  | "timeout"
  | "redirect"
  | "headers_too_large"
  | "protocol"
  | "unknown";

export interface WebhookAnswered {
  kind: "answered";
  status: number;
  /** From `Retry-After` (seconds or HTTP date); absent when the receiver sent none that can be read. Not capped. */
  retryAfterSeconds?: number;
  /** At most 1 KiB of the answer as text, control characters replaced. */
  bodySnippet: string;
  latencyMs: number;
}

export interface WebhookFailed {
  kind: "failed";
  errorClass: WebhookErrorClass;
  /** One sentence for the merchant; never names an address that the guard refused. */
  message: string;
  /** The 3xx that was answered; only with class `redirect`. */
  status?: number;
  latencyMs: number;
}

export type WebhookResult = WebhookAnswered | WebhookFailed;

export type UrlCheck = { ok: true } | { ok: false; reason: string };

export interface UrlPolicy {
  allowPrivate: PrivateReach;
  /** Plain http to public hosts too; `allowPrivate` implies it for what it opens. */
  allowHttp: boolean;
}

export interface WebhookTransport {
  /** Never rejects: every fault is a `failed` result. At most 15 s. */
  send(request: WebhookRequest): Promise<WebhookResult>;
  /** The part of the guard that needs no look-up; run at registration (422 `invalid_url` with the reason). */
  checkUrl(url: string, policy: UrlPolicy): UrlCheck;
  close(): Promise<void>;
}

/** The part of the configuration that decides it. */
interface ReachRules {
  readonly webhookAllowPrivate: boolean;
  readonly publicUrl: string;
  readonly production: boolean;
}

/**
 * Which private addresses webhooks of a network may reach. Stores on simnet may call loopback, and nothing else that is
 * private, while the server itself listens for this machine only.
 */
export function webhookReach(config: ReachRules, network: string): PrivateReach {
  if (config.webhookAllowPrivate) return true;
  const onlyHere = !config.production && isLoopbackName(new URL(config.publicUrl).hostname);
  return network === "simnet" && onlyHere ? "loopback" : false;
}
