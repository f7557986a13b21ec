import type { KaspaPay } from "../../client.ts";
import { mayPass } from "../../errors.ts";
import { pause } from "../../retry.ts";
import type { StoredEvent } from "../../webhook-event.ts";
import type { Position } from "./position.ts";

const EVERY_MS = 1_000;
const PAGE = 100;

export interface Follow {
  readonly api: KaspaPay;
  readonly position: Position;
  readonly signal: AbortSignal;
  readonly notice: (line: string) => void;
}

/** Everything there is counts as handled: the follower begins with the next event. */
export async function beginNow({ api, position }: Pick<Follow, "api" | "position">): Promise<void> {
  position.add((await api.events.list({ limit: 1 })).data);
  position.add(await unhandled(api, position));
}

/**
 * Events as they come, oldest first, each once. Who takes one adds it to the position when it is done; until then it
 * comes again after a new start. Ends when the signal is aborted.
 *
 * @throws ApiError for a refusal
 */
export async function* followEvents({ api, position, signal, notice }: Follow): AsyncGenerator<StoredEvent> {
  let away = false;
  while (!signal.aborted) {
    try {
      const events = await unhandled(api, position, signal);
      if (away) notice("The gateway answers again");
      away = false;
      for (const event of events) {
        if (signal.aborted) return;
        yield event;
      }
    } catch (error) {
      if (signal.aborted) return;
      if (!mayPass(error)) throw error;
      if (!away) notice(`${(error as Error).message}; trying on`);
      away = true;
    }
    await pause(EVERY_MS, signal).catch(() => {});
  }
}

/** What is listed newest first, turned round. */
async function unhandled(api: KaspaPay, position: Position, signal?: AbortSignal): Promise<StoredEvent[]> {
  const { since } = position;
  const filters = { limit: PAGE, ...(since !== null && { from: since }) };
  const events: StoredEvent[] = [];
  for await (const event of api.events.list(filters, signal ? { signal } : {}))
    if (!position.has(event.id)) events.push(event);
  return events.reverse();
}
