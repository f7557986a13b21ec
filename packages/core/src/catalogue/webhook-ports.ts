/** Ports of the internet that webhooks are delivered to. Other ports need the operator's flag, or a receiver on loopback. */
export const WEBHOOK_PORTS = [443, 8443] as const;

/** The ports as people read them. */
export const WEBHOOK_PORTS_TEXT = WEBHOOK_PORTS.join(" or ");
