// What staff does to a payment: docs/spec/payment-lifecycle.md#actions.
import * as r from "../../schemas/payments/payment-requests.ts";
import * as s from "../../schemas/payments/payments.ts";
import { Done } from "../../schemas/wire.ts";
import { mutation } from "../answered.ts";
import { keyed } from "../base.ts";

const tag = "Payments";
const writes = { auth: { level: "keyed", scope: "payments:write" } } as const;

/** A part of the router of payments. */
export const paymentActions = {
  cancel: mutation(
    keyed("payments:write")
      .meta({
        rest: {
          method: "POST",
          path: "/payments/:id/cancel",
          status: 200,
          tag,
          summary: "Cancel a payment that received nothing",
          errors: ["not_found", "payment_has_transfers", "conflict"],
        },
        ...writes,
      })
      .input(r.CancelPayment)
      .output(s.PaymentFull),
  ),

  mark: mutation(
    keyed("payments:write")
      .meta({
        rest: {
          method: "POST",
          path: "/payments/:id/mark",
          status: 200,
          tag,
          summary: "Mark a payment paid or invalid, or clear the mark",
          description: "`allowedMarks` of the payment says what is accepted now.",
          errors: ["not_found", "conflict"],
        },
        ...writes,
      })
      .input(r.MarkPayment)
      .output(s.PaymentFull),
  ),

  resolve: mutation(
    keyed("payments:write")
      .meta({
        rest: {
          method: "POST",
          path: "/payments/:id/resolve",
          status: 200,
          tag,
          summary: "Decide an open attention entry",
          errors: ["not_found", "conflict"],
        },
        ...writes,
      })
      .input(r.ResolveAttention)
      .output(s.PaymentFull),
  ),

  rescan: mutation(
    keyed("payments:write")
      .meta({
        rest: {
          method: "POST",
          path: "/payments/:id/rescan",
          status: 200,
          tag,
          summary: "Look a transaction up on the chain for this payment",
          errors: ["not_found", "conflict", "node_unavailable"],
        },
        ...writes,
      })
      .input(r.RescanPayment)
      .output(s.PaymentFull),
  ),

  simulate: mutation(
    keyed("payments:write")
      .meta({
        rest: {
          method: "POST",
          path: "/payments/:id/simulate",
          status: 202,
          tag,
          summary: "Drive the simulated node for this payment",
          description: "Stores on the simulated network only; 409 elsewhere.",
          errors: ["not_found", "conflict", "node_unavailable"],
        },
        ...writes,
      })
      .input(r.SimulatePayment)
      .output(Done),
  ),

  attach: mutation(
    keyed("payments:write")
      .meta({
        rest: {
          method: "POST",
          path: "/payments/:id/attach",
          status: 200,
          tag,
          summary: "Give an unmatched transfer to a payment",
          description:
            "The payment is derived anew from all its money. Again for the same payment: nothing happens. 409 when another payment has the transfer, when it is not on the chain now, or when it is older than the payment.",
          errors: ["not_found", "conflict"],
        },
        ...writes,
      })
      .input(r.AttachTransfer)
      .output(s.PaymentFull),
  ),
};
