import type { Body } from "../../api-types.ts";
import { type Command, fieldsOf, required } from "../command.ts";
import { NotDone } from "../failures.ts";
import { columns } from "../output.ts";

const SHOWN = ["id", "url", "events", "format", "state", "secret"];

export const webhooks: readonly Command[] = [
  {
    name: "webhooks list",
    summary: "List the webhook endpoints",
    async run({ client, output }) {
      for await (const endpoint of client().api.webhooks.list()) {
        const { id, state, url, events } = endpoint;
        output.entry(endpoint, columns([id, 36], [state, 8], [url, 40], [events.join(","), 0]));
      }
    },
  },
  {
    name: "webhooks create",
    summary: "Register an endpoint; its secret is shown this once",
    options: {
      url: { value: "url", description: "Where events go" },
      events: { value: "names", description: "Separated by commas; default *" },
      format: { value: "event|flat", description: "The form of the body" },
      description: { value: "text", description: "For yourself" },
    },
    async run(call) {
      const url = required(call, "url");
      const events = call.options.events;
      const endpoint = {
        url,
        ...fieldsOf(call, ["format", "description"]),
        ...(typeof events === "string" && { events: events.split(",") }),
      } as Body<"POST /webhooks">;
      call.output.object(await call.client().api.webhooks.create(endpoint), SHOWN);
    },
  },
  {
    name: "webhooks test",
    summary: "Send a test event to an endpoint and show how it answered",
    arguments: ["id"],
    options: { event: { value: "name", description: "Default webhook.test" } },
    async run(call) {
      const [id = ""] = call.arguments;
      await sendTest(call, id, fieldsOf(call, ["event"]) as Body<"POST /webhooks/{id}/test">);
    },
  },
  {
    name: "webhooks deliveries",
    summary: "List the newest deliveries of an endpoint",
    arguments: ["id"],
    async run({ arguments: [id = ""], client, output }) {
      for (const delivery of (await client().api.webhooks.deliveries(id, { limit: 20 })).data) {
        const { createdAt, event, state, lastStatus, attempts } = delivery;
        output.entry(
          delivery,
          columns(
            [delivery.id, 36],
            [createdAt, 24],
            [event, 24],
            [state, 10],
            [lastStatus, 4],
            [attempts, 0],
          ),
        );
      }
    },
  },
  {
    name: "webhooks resend-failed",
    summary: "Send all failed deliveries of an endpoint again",
    arguments: ["id"],
    options: { since: { value: "time", description: "ISO 8601, for example 2026-02-08T12:00:00Z" } },
    async run(call) {
      const since = required(call, "since");
      const [id = ""] = call.arguments;
      call.output.object(await call.client().api.webhooks.resendFailed(id, { since }), ["count"]);
    },
  },
  {
    name: "webhooks rotate-secret",
    summary: "Make a new secret; for 24 hours both sign",
    arguments: ["id"],
    async run({ arguments: [id = ""], client, output }) {
      output.object(await client().api.webhooks.rotateSecret(id), [
        "id",
        "secret",
        "previousSecretExpiresAt",
      ]);
    },
  },
  {
    name: "webhooks delete",
    summary: "Remove an endpoint",
    arguments: ["id"],
    async run({ arguments: [id = ""], client, output }) {
      output.object(await client().api.webhooks.delete(id), ["ok"]);
    },
  },
];

/** @throws NotDone when the receiver did not take the event */
export async function sendTest(
  { client, output }: Parameters<Command["run"]>[0],
  endpointId: string,
  fields: Body<"POST /webhooks/{id}/test">,
): Promise<void> {
  const result = await client().api.webhooks.test(endpointId, fields);
  output.object(result, ["delivered", "status", "latencyMs", "errorClass", "message", "eventId"]);
  if (!result.delivered) throw new NotDone("The receiver did not take the event");
}
