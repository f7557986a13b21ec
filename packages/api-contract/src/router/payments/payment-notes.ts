// Notes of staff on a payment.
import * as s from "../../schemas/payments/payment-notes.ts";
import { creation, query } from "../answered.ts";
import { keyed } from "../base.ts";

const tag = "Payments";

/** A part of the router of payments. */
export const paymentNotes = {
  addNote: creation(
    keyed("payments:write")
      .meta({
        rest: {
          method: "POST",
          path: "/payments/:id/notes",
          status: 201,
          tag,
          summary: "Write a note about a payment",
          description:
            "For the merchant alone: no payer and no webhook gets it. A note is never changed; write another one.",
          errors: ["not_found"],
          idempotent: true,
        },
        auth: { level: "keyed", scope: "payments:write" },
      })
      .input(s.AddPaymentNote)
      .output(s.PaymentNote),
  ),

  notes: query(
    keyed("payments:read")
      .meta({
        rest: {
          method: "GET",
          path: "/payments/:id/notes",
          status: 200,
          tag,
          summary: "List the notes of a payment, newest first",
          errors: ["not_found"],
        },
        auth: { level: "keyed", scope: "payments:read" },
      })
      .input(s.ListPaymentNotes)
      .output(s.PaymentNoteList),
  ),
};
