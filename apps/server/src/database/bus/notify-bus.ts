// Change notifications between processes over LISTEN/NOTIFY: collected for a moment and sent outside of transactions,
// because a NOTIFY inside one takes a cluster-wide lock until its commit. docs/spec/reliability.md#database-failures
import pg from "pg";
import { type Bus, type ChangeNotification, createLocalBus } from "./bus.ts";

export interface NotifyBus extends Bus {
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface NotifyBusOptions {
  /** Direct connection: a transaction pooler loses notifications. */
  url: string;
  /** Name of this process; it gets its own change notifications directly. */
  holder: string;
  onError(error: unknown): void;
}

const CHANNEL = "kaspa_pay_hints";
/** At most 20 notifications a second. */
const GATHER_MS = 50;
/** A payload has at most 7 999 bytes. */
const MAX_IDS = 150;
const RECONNECT_MS = 1_000;

type Topic = ChangeNotification["topic"];

export function createNotifyBus(options: NotifyBusOptions): NotifyBus {
  const local = createLocalBus(options.onError);
  /** Null = anything may have changed. */
  const pending = new Map<Topic, Set<string> | null>();
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | null = null;
  let comeback: NodeJS.Timeout | null = null;
  let stopped = true;

  async function connect(): Promise<void> {
    const next = newClient(options.url);
    next.on("error", (error) => lose(next, error));
    next.on("end", () => lose(next, null));
    next.on("notification", ({ payload }) => hear(payload ?? "[]", options.holder, local));
    await next.connect();
    await next.query(`listen ${CHANNEL}`);
    if (stopped) return next.end();
    client = next;
    // Notifications sent before now may be lost, so everything may have changed.
    for (const topic of ["payments", "deliveries", "settings"] as const) local.publish({ topic });
  }

  /** A broken connection emits `error` and `end`; only one reconnect follows. */
  function lose(which: pg.Client, error: Error | null): void {
    if (error !== null && !stopped) options.onError(error);
    if (client !== which && client !== null) return;
    client = null;
    if (stopped || comeback !== null) return;
    comeback = setTimeout(() => {
      comeback = null;
      connect().catch((reason: Error) => lose(which, reason));
    }, RECONNECT_MS);
  }

  function note({ topic, paymentIds }: ChangeNotification): void {
    const known = pending.get(topic);
    if (known === null || paymentIds === undefined) pending.set(topic, null);
    else pending.set(topic, new Set([...(known ?? []), ...paymentIds]));
    timer ??= setTimeout(() => {
      timer = null;
      void flush();
    }, GATHER_MS);
  }

  async function flush(): Promise<void> {
    const hints = [...pending];
    pending.clear();
    try {
      for (const [topic, ids] of hints) {
        const few = ids === null || ids.size > MAX_IDS ? null : [...ids];
        await client?.query("select pg_notify($1, $2)", [
          CHANNEL,
          JSON.stringify([options.holder, topic, few]),
        ]);
      }
    } catch (error) {
      options.onError(error);
    }
  }

  return {
    publish(hint) {
      local.publish(hint);
      if (!stopped) note(hint);
    },
    subscribe: (listener) => local.subscribe(listener),
    async start() {
      stopped = false;
      await connect();
    },
    async stop() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      if (comeback !== null) clearTimeout(comeback);
      comeback = null;
      if (client !== null) await flush();
      stopped = true;
      await client?.end();
      client = null;
    },
  };
}

function newClient(url: string): pg.Client {
  return new pg.Client({ connectionString: url, application_name: "kaspa-pay-bus", keepAlive: true });
}

function hear(payload: string, self: string, local: Bus): void {
  const [from, topic, ids] = JSON.parse(payload) as [string, Topic, string[] | null];
  if (from === self || topic === undefined) return;
  local.publish(ids === null ? { topic } : { topic, paymentIds: ids });
}
