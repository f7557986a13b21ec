import type { Body, Query } from "../../api-types.ts";
import { type Command, fieldsOf, wholeNumber } from "../command.ts";
import { UsageError } from "../failures.ts";
import { columns } from "../output.ts";

const CREATE = {
  amount: { value: "amount", description: "Decimal, for example 12.5" },
  currency: { value: "code", description: "KAS (default) or a currency of the store" },
  "order-id": { value: "id", description: "Your order id" },
  description: { value: "text", description: "Shown to the payer" },
  "redirect-url": { value: "url", description: "Where the payer goes afterwards" },
  "customer-email": { value: "address", description: "The payer's e-mail" },
  "customer-name": { value: "name", description: "The payer's name" },
  link: { value: "slug", description: "Make it from this payment link" },
  "expires-in": { value: "seconds", description: "Time to pay" },
  metadata: { value: "json", description: 'An object, for example {"cart":"17"}' },
} as const;

const FIELDS = [
  "amount",
  "currency",
  "order-id",
  "description",
  "redirect-url",
  "customer-email",
  "customer-name",
];

const FILTERS = {
  status: { value: "states", description: "One or several states, separated by commas" },
  "order-id": { value: "id", description: "Your order id, exactly" },
  search: { value: "text", description: "Id, order id, e-mail, address, transaction or amount" },
  from: { value: "time", description: "Made at this moment or day, or later" },
  to: { value: "time", description: "Made before this moment, or until this day" },
} as const;

const SHOWN = [
  "id",
  "status",
  "amount",
  "currency",
  "amountExpected",
  "amountReceived",
  "orderId",
  "kaspaAddress",
  "checkoutUrl",
  "expiresAt",
  "confirmedAt",
];

export const payments: readonly Command[] = [
  {
    name: "payments create",
    summary: "Create a payment",
    options: {
      ...CREATE,
      "idempotency-key": { value: "text", description: "The same text and fields give the same payment" },
    },
    async run(call) {
      const { options, output, client } = call;
      const { link, metadata } = options;
      const payment = {
        ...fieldsOf(call, FIELDS),
        ...(link !== undefined && { paymentLinkSlug: link }),
        ...(options["expires-in"] !== undefined && { expiresIn: wholeNumber(call, "expires-in", 0) }),
        ...(typeof metadata === "string" && { metadata: jsonObject("metadata", metadata) }),
      } as Body<"POST /payments">;
      const idempotencyKey = options["idempotency-key"];
      const once = typeof idempotencyKey === "string" ? { idempotencyKey } : {};
      const created = await client().api.payments.create(payment, once);
      output.object(
        created,
        SHOWN.filter((field) => field in created),
      );
    },
  },
  {
    name: "payments get",
    summary: "Show a payment",
    arguments: ["id"],
    async run({ arguments: [id = ""], client, output }) {
      output.object(await client().api.payments.retrieve(id), SHOWN);
    },
  },
  {
    name: "payments list",
    summary: "List payments, newest first",
    options: { ...FILTERS, limit: { value: "number", description: "At most so many; default 20" } },
    async run(call) {
      const limit = wholeNumber(call, "limit", 20);
      const filters = { ...fieldsOf(call, Object.keys(FILTERS)), limit: Math.min(limit, 100) };
      let shown = 0;
      for await (const row of call.client().api.payments.list(filters as Query<"GET /payments">)) {
        const { id, status, amount, currency, orderId, createdAt } = row;
        call.output.entry(
          row,
          columns([createdAt, 24], [id, 36], [status, 10], [`${amount} ${currency}`, 20], [orderId, 0]),
        );
        shown += 1;
        if (shown === limit) return;
      }
    },
  },
];

function jsonObject(name: string, text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Refused below.
  }
  throw new UsageError(`--${name} is no JSON object: ${text}`);
}
