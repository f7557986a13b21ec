// Calls that were made with API keys, of the last seven days.
import * as z from "zod";
import { Id, listOf, page, period, Time, term } from "./wire.ts";

/** Query of `GET /request-log`. */
export const ListRequests = z
  .strictObject({
    status: z.enum(["2xx", "3xx", "4xx", "5xx"]).optional().describe("Answers of this class."),
    route: term(100).optional().describe("A route, and all below it: `/payments`, `/payments/:id`."),
    keyId: Id.optional().describe("Calls made with this API key."),
    requestId: term(64).optional().describe("The call that was answered with this `X-Request-Id`."),
    ...period,
    ...page,
  })
  .meta({ id: "ListRequests" });

/** One call. */
export const LoggedRequest = z
  .object({
    id: Id,
    requestId: z.string().meta({ examples: ["req_5f2b8c0a9d3e4b7f6a1c2d3e"] }),
    at: Time,
    method: z.string().meta({ description: "HTTP method.", examples: ["POST"] }),
    route: z.string().meta({
      description: "With the names of its parameters, not their values.",
      examples: ["/payments/:id"],
    }),
    status: z.int().describe("499: the caller left before the answer was written."),
    code: z.string().nullable().describe("Code of the refusal; null for an answer."),
    durationMs: z.int().describe("Milliseconds until the answer was written."),
    keyId: Id.meta({ description: "The API key that the call was made with.", examples: ["key_01k9x2"] }),
    keyName: z.string().nullable().describe("Its name now; null once the key is gone."),
    body: z
      .object({
        fields: z
          .array(
            z.object({
              name: z.string().meta({
                description: "After the names of its parents: `customer.name`.",
                examples: ["amount"],
              }),
              type: z.string().meta({ description: "Type of the JSON value.", examples: ["number"] }),
            }),
          )
          .describe("The fields, in the order of the body."),
        more: z
          .int()
          .describe("Fields that are left out: too many, too deep, or with a name that may itself be data."),
      })
      .nullable()
      .describe("Names and types of the body's fields, never their values; null without a JSON body."),
  })
  .meta({ id: "LoggedRequest" });
export type LoggedRequest = z.output<typeof LoggedRequest>;

/** Answer of `GET /request-log`. */
export const RequestList = listOf(LoggedRequest, "RequestList");
