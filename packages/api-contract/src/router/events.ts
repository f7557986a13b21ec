import * as s from "../schemas/events.ts";
import { ById } from "../schemas/wire.ts";
import { query } from "./answered.ts";
import { keyed, router } from "./base.ts";

const tag = "Events";
const reads = { auth: { level: "keyed", scope: "payments:read" } } as const;

export const events = router({
  list: query(
    keyed("payments:read")
      .meta({
        rest: {
          method: "GET",
          path: "/events",
          status: 200,
          tag,
          summary: "List the events of the last 30 days",
          description: "The pull side of webhooks: `delivered=false` shows what no endpoint has taken yet.",
          errors: [],
        },
        ...reads,
      })
      .input(s.ListEvents)
      .output(s.EventList),
  ),

  get: query(
    keyed("payments:read")
      .meta({
        rest: {
          method: "GET",
          path: "/events/:id",
          status: 200,
          tag,
          summary: "Read an event",
          errors: ["not_found"],
        },
        ...reads,
      })
      .input(ById)
      .output(s.StoredEvent),
  ),
});
