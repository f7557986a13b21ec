import type { Caller, Handlers } from "@kaspa-pay/api-contract/router";
import type { Limits } from "./limits.ts";
import { ACTION_BUDGETS } from "./settings.ts";

/** The same handlers, with the budgets of single actions charged before they run, on REST and tRPC alike. */
export function limitedHandlers(handlers: Handlers, limits: Pick<Limits, "action">): Handlers {
  const nouns: Record<string, Record<string, Handle>> = { ...(handlers as object) };
  for (const name of Object.keys(ACTION_BUDGETS)) {
    const [noun = "", verb = ""] = name.split(".");
    const verbs = nouns[noun];
    const handle = verbs?.[verb];
    if (handle !== undefined) nouns[noun] = { ...verbs, [verb]: limited(name, handle, limits) };
  }
  return nouns as unknown as Handlers;
}

type Handle = (...given: unknown[]) => unknown;

function limited(name: string, handle: Handle, limits: Pick<Limits, "action">): Handle {
  return async (...given) => {
    // The caller is the last argument of every handler.
    await limits.action(name, given.at(-1) as Caller);
    return handle(...given);
  };
}
