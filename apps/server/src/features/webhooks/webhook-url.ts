import { ApiError, webhookUrlFormat } from "@kaspa-pay/api-contract";
import type { PrivateReach, WebhookTransport } from "./webhook-transport.ts";

export interface WebhookUrlDeps {
  readonly transport: Pick<WebhookTransport, "checkUrl">;
  allowPrivate(network: string): PrivateReach;
}

/**
 * The part of the guard that needs no look-up: docs/spec/webhooks.md#url-guard.
 * @throws ApiError `invalid_url` naming the field
 */
export function assertWebhookUrl(deps: WebhookUrlDeps, network: string, url: string, param: string): void {
  if (!webhookUrlFormat.pattern.test(url))
    throw new ApiError("invalid_url", webhookUrlFormat.help, { param });
  const check = deps.transport.checkUrl(url, { allowPrivate: deps.allowPrivate(network), allowHttp: false });
  if (!check.ok) throw new ApiError("invalid_url", check.reason, { param });
}
