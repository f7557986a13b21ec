import type { Command } from "../command.ts";
import { endBySignal } from "../end-by-signal.ts";
import { beginNow, followEvents } from "../events/follow-events.ts";
import { openPosition } from "../events/position.ts";
import { columns } from "../output.ts";

export const tail: Command = {
  name: "payments tail",
  summary: "Show what happens to payments, as it happens",
  options: { payment: { value: "id", description: "Only this one" } },
  notes: ["It begins now and ends with Ctrl-C. With --json each line is an event."],
  async run({ client, output, options }) {
    const { api } = client();
    const position = openPosition();
    await beginNow({ api, position });
    output.notice("Waiting for payments. Ctrl-C ends this.");
    const signal = endBySignal();
    for await (const event of followEvents({ api, position, signal, notice: output.notice })) {
      position.add([event]);
      const { payment } = event.data;
      // It repeats what the other events of the change say.
      if (payment === undefined || event.event === "payment.updated") continue;
      if (options.payment !== undefined && options.payment !== payment.id) continue;
      const sums = `${payment.amountReceived} of ${payment.amountExpected ?? "any"} KAS`;
      output.entry(
        event,
        columns(
          [event.timestamp, 24],
          [event.event, 24],
          [payment.id, 36],
          [payment.status, 10],
          [sums, 34],
          [payment.orderId, 0],
        ),
      );
    }
  },
};
