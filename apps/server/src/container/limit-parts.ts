import type { Config } from "../config.ts";
import type { LinkRepository } from "../features/links/repository/links.ts";
import { callsPerMinute, createLimits, type Limits } from "../http/limits/limits.ts";
import type { LimitSettings } from "../http/limits/settings.ts";
import type { FinishedCall } from "../http/middleware/record-request.ts";
import type { Clock } from "../runtime/clock.ts";
import type { Ports } from "./use-cases.ts";

export interface LimitParts {
  limits: Limits;
  limitSettings: LimitSettings;
  /** What the use cases know of them. */
  ports: Pick<Ports, "visitorBudget" | "callsPerMinute">;
}

/** The limits of this process: the configured ones, or those that a test sets. */
export function limitParts(
  config: Pick<Config, "limits">,
  given: Partial<LimitSettings> | undefined,
  links: Pick<LinkRepository, "unpaidOfVisitors">,
  clock: Clock,
): LimitParts {
  const limitSettings = { ...config.limits, ...given };
  const limits = createLimits(limitSettings, ({ storeId, linkId }, withinMs) =>
    links.unpaidOfVisitors(storeId, linkId, clock.now() - withinMs),
  );
  const ports = {
    visitorBudget: limits.visitors,
    callsPerMinute: (key: FinishedCall["key"]) => callsPerMinute(limitSettings, key),
  };
  return { limits, limitSettings, ports };
}
