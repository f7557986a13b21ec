import { isLoopbackName } from "@kaspa-pay/core";
import type { Config } from "../config.ts";
import type { PrivateReach } from "../features/webhooks/webhook-transport.ts";

type Rules = Pick<Config, "webhookAllowPrivate" | "publicUrl" | "production">;

/**
 * Which private addresses webhooks of a network may reach. Stores on simnet may call loopback, and nothing else that is
 * private, while the server itself listens for this machine only.
 */
export function webhookReach(config: Rules, network: string): PrivateReach {
  if (config.webhookAllowPrivate) return true;
  const onlyHere = !config.production && isLoopbackName(new URL(config.publicUrl).hostname);
  return network === "simnet" && onlyHere ? "loopback" : false;
}
