import { EVENT_NAMES } from "@kaspa-pay/core";
import type { KaspaPay } from "../../client.ts";
import type { SimulatedCase } from "../../generated/api.ts";
import type { WebhookEventName } from "../../webhook-event.ts";
import type { Command } from "../command.ts";
import { UsageError } from "../failures.ts";
import { sendTest } from "./webhooks.ts";

/** What a simulated payment has to go through for an event to happen. */
const CASES: { readonly [Name in WebhookEventName]?: SimulatedCase | "create" | "cancel" } = {
  "payment.created": "create",
  "payment.canceled": "cancel",
  "payment.underpaid": "under",
  "payment.confirming": "exact",
  "payment.confirmed": "exact",
  "payment.overpaid": "over",
  "payment.late": "late",
  "payment.expired": "expire",
  "payment.reverted": "revert",
  "transfer.accepted": "exact",
  "transfer.confirmed": "exact",
  "transfer.reverted": "revert",
};

export const trigger: Command = {
  name: "trigger",
  summary: "Make an event happen: by a simulated payment, or as a test event for one endpoint",
  arguments: ["event"],
  options: {
    payment: { value: "id", description: "Use this payment instead of a new one of --amount" },
    amount: { value: "kas", description: "Of the new payment; default 5" },
    endpoint: {
      value: "id",
      description: "Send a test event of this name to this endpoint, with example data",
    },
  },
  notes: [
    "Without --endpoint the store must be a simulated one. These events can be made there:",
    ...Object.keys(CASES).map((name) => `  ${name}`),
  ],
  async run(call) {
    const [event = ""] = call.arguments;
    if (!(EVENT_NAMES as readonly string[]).includes(event))
      throw new UsageError(`There is no event "${event}"`, `There are: ${EVENT_NAMES.join(", ")}`);
    const { endpoint, payment, amount = "5" } = call.options;
    if (typeof endpoint === "string") return sendTest(call, endpoint, { event: event as WebhookEventName });
    const made = CASES[event as WebhookEventName];
    if (made === undefined)
      throw new UsageError(
        `${event} is nothing that a simulated payment does`,
        "Give --endpoint: it gets a test event of this name",
      );
    const { api } = call.client();
    const id =
      typeof payment === "string" ? payment : (await api.payments.create({ amount: `${amount}` })).id;
    await perform(api, id, made);
    call.output.object({ event, payment: id, simulated: made }, ["event", "payment", "simulated"]);
  },
};

async function perform(api: KaspaPay, id: string, made: SimulatedCase | "create" | "cancel"): Promise<void> {
  if (made === "cancel") await api.payments.cancel(id);
  else if (made !== "create") await api.payments.simulate(id, { case: made });
}
