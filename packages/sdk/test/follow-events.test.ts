import { expect, test } from "vitest";
import { followEvents } from "../src/cli/events/follow-events.ts";
import { openPosition } from "../src/cli/events/position.ts";
import { KaspaPay } from "../src/index.ts";
import { refusal, scriptedServer } from "./support/scripted-server.ts";

const event = (id: string, second: number) => ({ id, timestamp: new Date(second * 1_000).toISOString() });
/** As the gateway lists them: newest first. */
const page = (...data: object[]) => ({ status: 200, body: { data, hasMore: false, nextCursor: null } });

const OLD = event("old", 1_000);
const [A, B, C, D] = [event("a", 1_100), event("b", 1_101), event("c", 1_102), event("d", 1_300)];

test("an event that becomes visible after a newer one is not lost, and an outage of the gateway ends nothing", async () => {
  const unavailable = { status: 503, body: refusal("unavailable") };
  const steps = [page(C, A), page(C, B, A), unavailable, "reset" as const, page(D, C, B, A)];
  await using server = await scriptedServer(...steps);
  const api = new KaspaPay({ baseUrl: server.url, maxRetries: 0 });
  const position = openPosition();
  position.add([OLD]);
  const end = new AbortController();
  const notices: string[] = [];
  const notice = (line: string) => void notices.push(line);
  const ids: string[] = [];
  for await (const one of followEvents({ api, position, signal: end.signal, notice })) {
    ids.push(one.id);
    position.add([one]);
    if (one.id === "d") end.abort();
  }
  expect(ids).toEqual(["a", "c", "b", "d"]);
  expect(notices).toEqual(["refused with unavailable; trying on", "The gateway answers again"]);
  const since = server.asked.map(({ path }) => new URLSearchParams(path.split("?")[1]).get("from"));
  const from = (second: number) => new Date(second * 1_000).toISOString();
  expect(since).toEqual([from(940), ...Array.from({ length: 4 }, () => from(1_042))]);
  expect(["old", "a", "b", "c", "d"].map((id) => position.has(id))).toEqual([
    false,
    false,
    false,
    false,
    true,
  ]);
});

test("a position forgets what is not listed any more, and keeps each step", () => {
  const kept: unknown[] = [];
  const position = openPosition({ since: null, handled: {} }, (value) => kept.push(value));
  position.add([A]);
  position.add([D]);
  expect(kept).toEqual([
    { since: "1970-01-01T00:17:20.000Z", handled: { a: A.timestamp } },
    { since: "1970-01-01T00:20:40.000Z", handled: { d: D.timestamp } },
  ]);
});
