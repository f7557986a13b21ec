import { isLoopbackName } from "@kaspa-pay/core";
import type { Config } from "../config.ts";
import type { PrivateReach } from "../ports/webhooks/webhook-transport.ts";

type Rules = Pick<Config, "webhookAllowPrivate" | "publicUrl" | "production">;

/**
 * How far webhooks of stores on a network may reach. Simulated stores may call receivers on this machine, and nothing
 * else that is not public, while the server itself is only reached from it.
 */
export function webhookReach(config: Rules, network: string): PrivateReach {
  if (config.webhookAllowPrivate) return true;
  const onlyHere = !config.production && isLoopbackName(new URL(config.publicUrl).hostname);
  return network === "simnet" && onlyHere ? "loopback" : false;
}
