import { expect, test } from "vitest";
import { beginNow, followEvents } from "../src/cli/events/follow-events.ts";
import { openPosition, type Position } from "../src/cli/events/position.ts";
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

interface Listed {
  readonly id: string;
  readonly timestamp: string;
}

/** Lists events as the gateway does: newest first, between `from` and before `to`, a page at a time. */
function listing(all: readonly Listed[]) {
  return (path: string) => {
    const query = new URLSearchParams(path.split("?")[1]);
    const [from, to] = [query.get("from") ?? "", query.get("to") ?? "~"];
    const start = Number(query.get("cursor") ?? 0);
    const limit = Number(query.get("limit"));
    const fitting = all.filter(({ timestamp }) => timestamp >= from && timestamp < to).reverse();
    const next = start + limit < fitting.length ? String(start + limit) : null;
    return {
      status: 200,
      body: { data: fitting.slice(start, start + limit), hasMore: next !== null, nextCursor: next },
    };
  };
}

/** Follows until `last` was handled, and hands each event over. */
async function follow(
  url: string,
  { position, last, take }: { position: Position; last: string; take: (id: string) => void },
): Promise<void> {
  const end = new AbortController();
  const options = { api: new KaspaPay({ baseUrl: url }), position, signal: end.signal, notice: () => {} };
  for await (const one of followEvents(options)) {
    take(one.id);
    position.add([one]);
    if (one.id === last) end.abort();
  }
}

/** 650 events: a burst, a quiet day, a moment with more than a page, and one event a minute. */
const BACKLOG = Array.from({ length: 650 }, (_, at) => {
  const second = at < 300 ? 2_000 + at / 50 : at < 450 ? 90_000 : 90_000 + (at - 449) * 60;
  return event(`e${at}`, second);
});
const IDS = BACKLOG.map(({ id }) => id);

test("a long backlog is handed over in order, oldest first, while at most a few pages of it are in memory", async () => {
  await using server = await scriptedServer(listing(BACKLOG));
  const position = openPosition({ since: event("", 1_000).timestamp, handled: {} });
  const ids: string[] = [];
  const askedAt: number[] = [];
  const take = (id: string) => {
    ids.push(id);
    askedAt.push(server.asked.length);
  };
  await follow(server.url, { position, last: "e649", take });
  expect(ids).toEqual(IDS);
  // Between two readings at most one moment's events are handed over: no more were held.
  const runs = [...new Set(askedAt)].map((count) => askedAt.filter((one) => one === count).length);
  expect(Math.max(...runs)).toBe(150);
});

test("a follower that ends inside a backlog goes on there: nothing is lost, nothing comes twice", async () => {
  await using server = await scriptedServer(listing(BACKLOG));
  let kept = { since: event("", 1_000).timestamp as string | null, handled: {} };
  const ids: string[] = [];
  for (const last of ["e10", "e299", "e333", "e500", "e649"]) {
    const position = openPosition(kept, (value) => {
      kept = value;
    });
    await follow(server.url, { position, last, take: (id) => void ids.push(id) });
  }
  expect(ids).toEqual(IDS);
});

test("a follower that begins now counts a full last minute as handled", async () => {
  const minute = Array.from({ length: 230 }, (_, at) => event(`m${at}`, 5_000 + at / 4));
  const all = [...minute];
  await using server = await scriptedServer((path) => listing(all)(path));
  const position = openPosition();
  await beginNow({ api: new KaspaPay({ baseUrl: server.url }), position });
  all.push(event("next", 5_058));
  const ids: string[] = [];
  await follow(server.url, { position, last: "next", take: (id) => void ids.push(id) });
  expect(ids).toEqual(["next"]);
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
