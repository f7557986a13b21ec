// What staff writes down about a payment, for themselves: no payer and no webhook gets it.
import * as z from "zod";
import * as formats from "../formats.ts";
import { Id, listOf, page, prose, Time } from "../wire.ts";

/** `POST /payments/:id/notes`. */
export const AddPaymentNote = z
  .strictObject({
    id: Id,
    text: prose(2000)
      .min(1, "Required")
      .meta({ description: "For staff alone.", pattern: formats.VISIBLE_TEXT }),
  })
  .meta({
    id: "AddPaymentNote",
    examples: [{ text: "The customer called: wrong size, wants an exchange." }],
  });
export type AddPaymentNote = z.output<typeof AddPaymentNote>;

/** Path and query of `GET /payments/:id/notes`. */
export const ListPaymentNotes = z.strictObject({ id: Id, ...page }).meta({ id: "ListPaymentNotes" });

export const PaymentNote = z
  .object({
    id: Id,
    text: z.string().meta({
      description: "For staff alone.",
      examples: ["The customer called: wrong size, wants an exchange."],
    }),
    author: z
      .string()
      .describe("Who wrote it: `user:usr_…` or `key:key_…`.")
      .meta({ examples: ["user:usr_01k9x1aa"] }),
    createdAt: Time,
  })
  .meta({ id: "PaymentNote" });
export type PaymentNote = z.output<typeof PaymentNote>;

/** Answer of `GET /payments/:id/notes`, the newest first. */
export const PaymentNoteList = listOf(PaymentNote, "PaymentNoteList");
