// What a payment says beside its money: who it is for, what it is for, where its payer goes. One object from the request
// to the columns and back; to add a field: docs/how-to/add-a-payment-field.md.
import * as z from "zod";
import { Item, ItemsInput, Metadata } from "../metadata.ts";
import { Email, line, prose, RedirectUrlInput, WebhookUrlInput } from "../wire.ts";

/** The fields in `POST /payments`. */
export const paymentFieldsInput = {
  orderId: line(255, 1).optional(),
  terminal: line(64, 1).optional().describe("Your till or branch; never shown to the payer."),
  description: line(500).optional(),
  items: ItemsInput.optional(),
  metadata: Metadata.optional(),
  customerEmail: Email.optional(),
  customerName: line(200).optional(),
  customerNote: prose(500).optional(),
  redirectUrl: RedirectUrlInput.optional().describe(
    "Where the payer goes after paying; its host is on the store's list.",
  ),
  cancelUrl: RedirectUrlInput.optional(),
  callbackUrl: WebhookUrlInput.optional().describe(
    "Gets the events of this payment too, signed with the store's callback secret. Needs the scopes `webhooks:write` and `payments:read` as well.",
  ),
};

/** Those that a payer may send for a payment from a link; the link decides the others. */
export const PAYER_FIELDS = ["customerEmail", "customerName", "customerNote", "metadata"] as const;
export type PayerFields = Pick<PaymentFields, (typeof PAYER_FIELDS)[number]>;

/** The fields in answers, and inside the server. */
export const PaymentFields = z.object({
  orderId: z.string().nullable(),
  // Events that were stored before this field existed do not hold it.
  terminal: z.string().nullable().default(null).describe("The till or branch it was made at."),
  title: z.string().nullable().describe("Of the link it was made from."),
  description: z.string().nullable(),
  items: z.array(Item),
  metadata: z.record(z.string(), z.unknown()),
  metadataSource: z.enum(["merchant", "payer"]).describe("`payer`: set by the page, not to be trusted."),
  customerEmail: z.string().nullable(),
  customerName: z.string().nullable(),
  customerNote: z.string().nullable(),
  redirectUrl: z.string().nullable(),
  cancelUrl: z.string().nullable(),
  callbackUrl: z.string().nullable().default(null).describe("Gets the events of this payment as well."),
  successMessage: z.string().nullable(),
});
export type PaymentFields = Readonly<z.output<typeof PaymentFields>>;

/** What a payment says when nobody said anything. */
export const emptyPaymentFields: PaymentFields = {
  orderId: null,
  terminal: null,
  title: null,
  description: null,
  items: [],
  metadata: {},
  metadataSource: "merchant",
  customerEmail: null,
  customerName: null,
  customerNote: null,
  redirectUrl: null,
  cancelUrl: null,
  callbackUrl: null,
  successMessage: null,
};

/** Those of the payment in the examples. */
export const examplePaymentFields: PaymentFields = {
  ...emptyPaymentFields,
  orderId: "A-1001",
  terminal: "Till 2",
  description: "Two T-shirts",
  items: [{ name: "T-Shirt", quantity: 2, price: "50" }],
  metadata: { cart: "77" },
  customerEmail: "customer@example.com",
  customerName: "John Doe",
};

type Given = z.output<z.ZodObject<typeof paymentFieldsInput>>;

const INPUT_NAMES = Object.keys(paymentFieldsInput) as readonly (keyof Given)[];

/** The fields of a request; those that it leaves out are empty. */
export function paymentFieldsOf(request: Given): PaymentFields {
  const given = INPUT_NAMES.filter((name) => request[name] !== undefined);
  return { ...emptyPaymentFields, ...Object.fromEntries(given.map((name) => [name, request[name]])) };
}

/** What the payer said of them. */
export function payerFieldsOf(fields: PaymentFields): PayerFields {
  return Object.fromEntries(PAYER_FIELDS.map((name) => [name, fields[name]])) as PayerFields;
}
