import type { Config } from "../config.ts";
import type { LinkRepository } from "../features/links/repository/links.ts";
import { createLimits, type Limits } from "../http/limits/limits.ts";
import type { LimitSettings } from "../http/limits/settings.ts";
import type { Clock } from "../runtime/clock.ts";

export interface LimitParts {
  limits: Limits;
  limitSettings: LimitSettings;
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
  return { limits, limitSettings };
}
