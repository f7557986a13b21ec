import * as z from "zod";
import { EXAMPLE_OTHER_ADDRESS } from "../example-values.ts";
import { AddressInput, DisbursementStatusFilter, disbursement, FiatSum } from "./disbursements.ts";
import { Metadata } from "./metadata.ts";
import { AmountInput, CurrencyInput, line, listOf, page, period, term } from "./wire.ts";

const payoutInput = {
  amount: AmountInput,
  currency: CurrencyInput.optional().describe("KAS (default) or an enabled currency, at the rate of now."),
  recipientAddress: AddressInput,
  orderId: line(255, 1).optional().describe("Your own reference."),
  description: line(500).optional(),
};

/** `POST /payouts`. */
export const CreatePayout = z.strictObject({ ...payoutInput, metadata: Metadata.optional() }).meta({
  id: "CreatePayout",
  examples: [{ amount: "25", recipientAddress: EXAMPLE_OTHER_ADDRESS, orderId: "INV-77" }],
});
export type CreatePayout = z.output<typeof CreatePayout>;

/** A payout. */
export const Payout = z
  .object({
    ...disbursement,
    currency: z.string().describe("In which the amount was asked."),
    fiat: FiatSum.nullable().describe("Of an amount asked in fiat."),
    recipientAddress: z.string(),
    orderId: z.string().nullable(),
    description: z.string().nullable(),
    metadata: z.record(z.string(), z.unknown()),
    approvedBy: z.string().nullable(),
    needsOtherPerson: z.boolean().describe("Whoever asked for it may not approve it."),
  })
  .meta({ id: "Payout" });
export type Payout = z.output<typeof Payout>;

export const PayoutList = listOf(Payout, "PayoutList");

/** Query of `GET /payouts`. */
export const ListPayouts = z
  .strictObject({
    status: DisbursementStatusFilter.optional().describe("One or several states, separated by commas."),
    orderId: term(255).optional().describe("Your reference, exactly."),
    address: term(120).optional().describe("The recipient's address."),
    ...period,
    ...page,
  })
  .meta({ id: "ListPayouts" });
export type ListPayouts = z.output<typeof ListPayouts>;

/** Rows of one import, at most. */
export const MAX_IMPORT_ROWS = 500;

/** `POST /payouts/import`: all rows or none. */
export const ImportPayouts = z
  .strictObject({
    csv: z
      .string()
      .min(1)
      .max(200_000)
      .describe(
        `CSV with a header line: \`address\`, \`amount\`, and as you like \`currency\`, \`orderId\`, \`description\`. At most ${MAX_IMPORT_ROWS} rows, comma or semicolon. Every row is checked before anything is made.`,
      ),
  })
  .meta({
    id: "ImportPayouts",
    examples: [{ csv: `address,amount,orderId\n${EXAMPLE_OTHER_ADDRESS},25,INV-77\n` }],
  });

/** Answer of `POST /payouts/import`. */
export const PayoutsImported = z
  .object({ data: z.array(Payout), count: z.int() })
  .meta({ id: "PayoutsImported" });
