// What a read of payments brings along when it is asked to: `expand=link,refunds`.
import * as z from "zod";
import { Link } from "../links.ts";
import { Refund } from "../refunds.ts";
import { Id, Time } from "../wire.ts";
import { PaymentNote } from "./payment-notes.ts";

export const EXPANSIONS = ["link", "refunds", "events", "notes"] as const;
export type Expansion = (typeof EXPANSIONS)[number];

/** Of each expanded list: older rows are read from its own route. */
export const EXPANDED_ROWS = 10;

const HELP = `Names of what to bring along: ${EXPANSIONS.join(", ")}`;

/** Query field of the reads of payments. */
export const ExpandInput = z
  .array(z.enum(EXPANSIONS, { error: HELP }), { error: HELP })
  .max(EXPANSIONS.length, HELP)
  .optional()
  .describe(
    "Brings the payment's link, its newest refunds, events and notes along. Several names by commas, or the field again; `expand[]` is the same. `link` needs the scope `links:read`.",
  );

const newest = <T extends z.ZodType>(row: T, what: string) =>
  z
    .object({ data: z.array(row), hasMore: z.boolean() })
    .exactOptional()
    .describe(`With \`expand\`: the newest ${EXPANDED_ROWS} ${what}`);

/** An event without its body: that is in `GET /events/:id`. */
const ExpandedEvent = z
  .object({
    id: Id,
    event: z.string().meta({ description: "Name of the event.", examples: ["payment.confirmed"] }),
    timestamp: Time,
    sequence: z.int().nullable().describe("Rises with each event of the payment."),
  })
  .meta({ id: "ExpandedEvent" });

/** Fields that an answer has only when its request names them. */
export const expansions = {
  link: Link.nullable()
    .exactOptional()
    .describe("With `expand`: the link it was made from; null without one."),
  refunds: newest(Refund, "refunds; their `claimUrl` is null here."),
  events: newest(ExpandedEvent, "events; `GET /events` has their bodies."),
  notes: newest(PaymentNote, "notes."),
};
const Expanded = z.object(expansions);
export type Expanded = z.output<typeof Expanded>;
