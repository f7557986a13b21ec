import * as d from "../schemas/disbursements.ts";
import * as s from "../schemas/payouts.ts";
import { ById } from "../schemas/wire.ts";
import { creation, mutation, query } from "./answered.ts";
import { keyed, router } from "./base.ts";

const tag = "Payouts";
const reads = { auth: { level: "keyed", scope: "payments:read" } } as const;
const auth = { auth: { level: "keyed", scope: "payouts:write" } } as const;
const refusals = [
  "amount_too_small",
  "amount_too_large",
  "unknown_currency",
  "price_unavailable",
  "invalid_address",
  "network_mismatch",
  "own_address",
  "validation_error",
  "conflict",
  "node_unavailable",
] as const;

export const payouts = router({
  create: creation(
    keyed("payouts:write")
      .meta({
        rest: {
          method: "POST",
          path: "/payouts",
          aliases: [{ method: "POST", path: "/withdrawals" }],
          status: 201,
          tag,
          summary: "Ask for a payout from the merchant's own wallet",
          description:
            "It awaits approval, then the signature of your wallet; the gateway holds no key and recognises the transaction on the chain. An amount in fiat is fixed in KAS now, rounded up.",
          errors: refusals,
          idempotent: true,
        },
        ...auth,
      })
      .input(s.CreatePayout)
      .output(s.Payout),
  ),

  import: creation(
    keyed("payouts:write")
      .meta({
        rest: {
          method: "POST",
          path: "/payouts/import",
          status: 201,
          tag,
          summary: "Ask for up to 500 payouts from a CSV file",
          description: "All rows or none: `issues` of a refusal names every faulty row and column.",
          // What is wrong with a row is an issue of one error about the file.
          errors: ["validation_error", "conflict", "node_unavailable"],
          idempotent: true,
        },
        ...auth,
      })
      .input(s.ImportPayouts)
      .output(s.PayoutsImported),
  ),

  list: query(
    keyed("payments:read")
      .meta({
        rest: {
          method: "GET",
          path: "/payouts",
          aliases: [{ method: "GET", path: "/withdrawals" }],
          status: 200,
          tag,
          summary: "List payouts",
          errors: [],
        },
        ...reads,
      })
      .input(s.ListPayouts)
      .output(s.PayoutList),
  ),

  get: query(
    keyed("payments:read")
      .meta({
        rest: {
          method: "GET",
          path: "/payouts/:id",
          aliases: [{ method: "GET", path: "/withdrawals/:id" }],
          status: 200,
          tag,
          summary: "Read a payout",
          errors: ["not_found"],
        },
        ...reads,
      })
      .input(ById)
      .output(s.Payout),
  ),

  approve: mutation(
    keyed("payouts:write")
      .meta({
        rest: {
          method: "POST",
          path: "/payouts/:id/approve",
          status: 200,
          tag,
          summary: "Approve a payout: it awaits the signature then",
          description:
            "Where the store asks for two people (`payoutsNeedTwoPeople`), whoever asked for the payout is refused.",
          errors: ["not_found", "conflict", "forbidden"],
        },
        ...auth,
      })
      .input(ById)
      .output(s.Payout),
  ),

  cancel: mutation(
    keyed("payouts:write")
      .meta({
        rest: {
          method: "POST",
          path: "/payouts/:id/cancel",
          status: 200,
          tag,
          summary: "Cancel a payout that was not paid yet",
          errors: ["not_found", "conflict"],
        },
        ...auth,
      })
      .input(d.CancelDisbursement)
      .output(s.Payout),
  ),

  attach: mutation(
    keyed("payouts:write")
      .meta({
        rest: {
          method: "POST",
          path: "/payouts/:id/attach",
          status: 200,
          tag,
          summary: "Say that an output of unknown origin pays the payout",
          errors: ["not_found", "conflict"],
        },
        ...auth,
      })
      .input(d.AttachOutput)
      .output(s.Payout),
  ),
});
