import { Setup } from "../schemas/auth.ts";
import * as s from "../schemas/market.ts";
import { query } from "./answered.ts";
import { member, open, router } from "./base.ts";

const tag = "Market and network";
const anybody = { auth: { level: "open" } } as const;

export const market = router({
  price: query(
    open
      .meta({
        rest: {
          method: "GET",
          path: "/price",
          status: 200,
          tag,
          summary: "Price of one KAS",
          description: "For display: a payment is priced when it is made.",
          errors: ["not_found", "unknown_currency", "price_unavailable"],
          cors: "any",
        },
        ...anybody,
      })
      .input(s.GetPrice)
      .output(s.Price),
  ),

  rates: query(
    open
      .meta({
        rest: {
          method: "GET",
          path: "/rates",
          status: 200,
          tag,
          summary: "The used rate, and what every source says",
          description: "Shows why a rate is used, and which sources are set aside.",
          errors: ["not_found", "unknown_currency"],
          cors: "any",
        },
        ...anybody,
      })
      .input(s.GetRates)
      .output(s.Rates),
  ),

  network: query(
    open
      .meta({
        rest: {
          method: "GET",
          path: "/network",
          status: 200,
          tag,
          summary: "State of the Kaspa network",
          description:
            "How far the node is, and how far the gateway has read. While the node does not answer, the last known figures are given.",
          errors: ["not_found"],
          cors: "any",
        },
        ...anybody,
      })
      .input(s.GetNetwork)
      .output(s.NetworkInfo),
  ),

  serverInfo: query(
    open
      .meta({
        rest: {
          method: "GET",
          path: "/server/info",
          status: 200,
          tag,
          summary: "Version, networks, currencies and limits of this server",
          description: "What this server can do, for clients that serve several.",
          errors: [],
          cors: "any",
        },
        ...anybody,
      })
      .output(s.ServerInfo),
  ),

  status: query(member.output(s.ServerStatus)),

  setup: query(open.output(Setup)),
});
