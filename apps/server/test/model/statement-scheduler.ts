// Every SQL statement of an actor waits until the scheduler lets it run, so the order in which statements of parallel
// actors reach PostgreSQL is chosen by a seed. The locks are PostgreSQL's own.
import { AsyncLocalStorage } from "node:async_hooks";
import { setImmediate as nextTick } from "node:timers/promises";
import type fc from "fast-check";
import pg from "pg";
import type { Installation } from "../support/installation.ts";

interface Actor {
  readonly name: string;
  waiting: number;
}

interface Schedule {
  readonly scheduler: fc.Scheduler;
  readonly actors: Set<Actor>;
}

const context = new AsyncLocalStorage<{ readonly schedule: Schedule; readonly actor: Actor }>();

/** Makes every statement of actors wait for the scheduler; all others run at once. @reschedule a function that undoes it */
export function scheduleStatements(): () => void {
  const prototype = pg.Client.prototype as unknown as { query: (...sent: unknown[]) => unknown };
  const { query } = prototype;
  prototype.query = function (this: unknown, ...sent: unknown[]) {
    const own = context.getStore();
    if (own === undefined || typeof sent.at(-1) === "function") return query.apply(this, sent);
    return wait(own.schedule, own.actor, textOf(sent[0])).then(() => query.apply(this, sent));
  };
  return () => {
    prototype.query = query;
  };
}

function textOf(sent: unknown): string {
  const text = typeof sent === "string" ? sent : ((sent as { text?: string })?.text ?? "");
  return text.trim().replace(/\s+/g, " ").slice(0, 40);
}

async function wait({ scheduler }: Schedule, actor: Actor, what: string): Promise<void> {
  actor.waiting += 1;
  await scheduler.schedule(Promise.resolve(), `${actor.name}: ${what}`);
  actor.waiting -= 1;
}

export interface Failure {
  readonly name: string;
  readonly error: unknown;
}

/** Lets all run against each other, one statement at a time. @reschedule who failed, and how */
export async function interleave(
  scheduler: fc.Scheduler,
  sql: Installation["sql"],
  works: ReadonlyMap<string, () => Promise<unknown>>,
): Promise<Failure[]> {
  const schedule: Schedule = { scheduler, actors: new Set() };
  const failed: Failure[] = [];
  const all = [...works].map(async ([name, work]) => {
    const actor = { name, waiting: 0 };
    schedule.actors.add(actor);
    try {
      await context.run({ schedule, actor }, async () => {
        await wait(schedule, actor, "begins");
        await work();
      });
    } catch (error) {
      failed.push({ name, error });
    } finally {
      schedule.actors.delete(actor);
    }
  });
  while (schedule.actors.size > 0) {
    await allWaiting(schedule, sql);
    if (scheduler.count() > 0) await scheduler.waitOne();
  }
  await Promise.all(all);
  return failed;
}

/** Checks after which an actor that waits neither for the scheduler nor for a lock is skipped: it may call the node. */
const MOST_LOOKS = 40;

/** Until every actor waits for the scheduler or for a lock. Only then the order depends on the seed alone. */
async function allWaiting({ actors }: Schedule, sql: Installation["sql"]): Promise<void> {
  for (let looks = 0; looks < MOST_LOOKS; looks++) {
    await nextTick();
    const busy = [...actors].filter((actor) => actor.waiting === 0).length;
    if (busy === 0) return;
    if (looks % 4 !== 3) continue;
    const rows = await sql<{ blocked: number }>(
      `select count(*)::int as blocked from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if ((rows[0]?.blocked ?? 0) >= busy) return;
  }
}
