import { createHash } from "node:crypto";
import { join } from "node:path";
import { type EventName, eventNameFor } from "@kaspa-pay/core";
import type { StoredEvent } from "../../webhook-event.ts";
import { type Command, required } from "../command.ts";
import { endBySignal } from "../end-by-signal.ts";
import { beginNow, followEvents } from "../events/follow-events.ts";
import { type Attempt, forward, listenSecret } from "../events/forward.ts";
import { createPosition, type Position, readPosition } from "../events/position.ts";
import { UsageError } from "../failures.ts";
import { columns } from "../output.ts";
import { configFolder } from "../profiles.ts";

export const listen: Command = {
  name: "listen",
  summary: "Forward events to a server on your machine, signed like webhooks",
  options: {
    "forward-to": { value: "url", description: "For example localhost:3000/kaspa-hook" },
    events: { value: "names", description: "As for an endpoint, separated by commas; default *" },
    "print-secret": { description: "Only print the secret that signs, and end" },
  },
  notes: [
    "No tunnel and no endpoint is needed: the program reads the events and sends them on, in their order. One that is",
    "not answered by 2xx is tried again, and holds the later ones back. It begins with the next event; the next start",
    "goes on where the last one ended. The secret is the same each time for the same key.",
  ],
  async run(call) {
    const { api, url: gateway, key } = call.client();
    const secret = listenSecret(key);
    if (call.options["print-secret"]) return call.output.object({ secret }, ["secret"]);
    const target = targetOf(required(call, "forward-to"));
    const subscriptions = typeof call.options.events === "string" ? call.options.events.split(",") : ["*"];
    const { storeId } = await api.account.retrieve();
    const position = await openAt(fileFor(configFolder(call.env), [gateway, storeId, target]), api);
    const { notice } = call.output;
    notice(`Signed with the secret ${secret}`);
    notice(`Forwarding events of store ${storeId} to ${target}. Ctrl-C ends this.`);
    const signal = endBySignal();
    const show = (attempt: Attempt) => call.output.entry(attempt, lineOf(attempt));
    for await (const event of followEvents({ api, position, signal, notice })) {
      const name = eventNameFor(subscriptions, event.event as EventName);
      const named = { ...event, event: name } as StoredEvent;
      if (name === null || (await forward(target, named, { secret, signal, show }))) position.add([event]);
    }
  },
};

/** Goes on where the last run for this store and receiver ended; the first one begins now. */
async function openAt(path: string, api: Parameters<typeof beginNow>[0]["api"]): Promise<Position> {
  const kept = readPosition(path);
  if (kept !== null) return kept;
  const position = createPosition(path);
  await beginNow({ api, position });
  return position;
}

function fileFor(folder: string, parts: readonly unknown[]): string {
  const hash = createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
  return join(folder, `listen-${hash}.json`);
}

/** @throws UsageError for what is no http address; without a scheme it is http */
function targetOf(text: string): string {
  const address = /^[a-z]+:\/\//i.test(text) ? text : `http://${text}`;
  if (!/^https?:/i.test(address) || !URL.canParse(address))
    throw new UsageError(`--forward-to is no address: ${text}`, "For example localhost:3000/kaspa-hook");
  return new URL(address).href;
}

function lineOf({ event, id, status, error, latencyMs }: Attempt): string {
  const time = new Date().toLocaleTimeString("en-GB");
  return columns([time, 8], [event, 24], [id, 36], [status ?? error, 4], [`${latencyMs} ms`, 0]);
}
