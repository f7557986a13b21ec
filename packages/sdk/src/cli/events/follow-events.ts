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
  for await (const events of unhandled(api, position)) position.add(events);
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
      for await (const events of unhandled(api, position, signal)) {
        if (away) notice("The gateway answers again");
        away = false;
        for (const event of events) {
          if (signal.aborted) return;
          yield event;
        }
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

/** From a moment on and before another one, in Unix ms; without `to` it is open. */
interface Window {
  readonly from: number;
  readonly to?: number;
}

/**
 * What was not handled, oldest first, in parts that fit into memory. The gateway lists the newest first, so the time
 * since the position is cut into windows: one that holds too much is halved, and its older half is read first.
 */
async function* unhandled(
  api: KaspaPay,
  position: Position,
  signal?: AbortSignal,
): AsyncGenerator<StoredEvent[]> {
  const windows: Window[] = [{ from: position.since === null ? 0 : Date.parse(position.since) }];
  for (let window = windows.pop(); window !== undefined; window = windows.pop()) {
    const { events, isWhole } = await readWindow(api, position, window, signal);
    if (isWhole) yield events.reverse();
    else windows.push(...halvesOf({ ...window, to: afterNewest(events) }));
  }
}

/** Reads a window until it is read, or holds too much. What happened in one millisecond is read whole. */
async function readWindow(
  api: KaspaPay,
  position: Position,
  { from, to }: Window,
  signal?: AbortSignal,
): Promise<{ events: StoredEvent[]; isWhole: boolean }> {
  const filters = { limit: PAGE, from: iso(from), ...(to !== undefined && { to: iso(to) }) };
  const events: StoredEvent[] = [];
  for await (const event of api.events.list(filters, signal ? { signal } : {})) {
    if (position.has(event.id)) continue;
    events.push(event);
    if (events.length > PAGE && afterNewest(events) - from > 1) return { events, isWhole: false };
  }
  return { events, isWhole: true };
}

/** The later half first: the last one is taken next. */
function halvesOf({ from, to }: Required<Window>): Window[] {
  const middle = Math.floor((from + to) / 2);
  return [
    { from: middle, to },
    { from, to: middle },
  ];
}

/** `to` of a window that ends with the newest of these. */
const afterNewest = ([newest]: readonly StoredEvent[]): number => Date.parse(newest?.timestamp ?? "") + 1;

const iso = (ms: number): string => new Date(ms).toISOString();
