import * as s from "../schemas/request-log.ts";
import { query } from "./answered.ts";
import { keyed, router } from "./base.ts";

export const requestLog = router({
  list: query(
    keyed("settings:read")
      .meta({
        rest: {
          method: "GET",
          path: "/request-log",
          status: 200,
          tag: "API keys",
          summary: "List the calls that were made with API keys, of the last 7 days",
          description:
            "Newest first, about a second after their answer. A call is in it when its key was known; while the database cannot keep up, calls are left out.",
          errors: [],
        },
        auth: { level: "keyed", scope: "settings:read" },
      })
      .input(s.ListRequests)
      .output(s.RequestList),
  ),
});
