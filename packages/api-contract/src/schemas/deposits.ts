// Deposit accounts: one permanent address for each customer of the merchant, and each output to it is one deposit.
// docs/spec/deposits.md

import { DEPOSIT_STATUSES } from "@kaspa-pay/core";
import * as z from "zod";
import { EXAMPLE_BLOCK_HASH } from "../example-values.ts";
import { Metadata } from "./metadata.ts";
import {
  AmountInput,
  CurrencyInput,
  Fiat,
  Id,
  Kas,
  line,
  listOf,
  Network,
  page,
  Sompi,
  Time,
  TimeInput,
  TxId,
  term,
} from "./wire.ts";

const AT = "2026-02-08T12:01:00.000Z";
const ADDRESS = "kaspa:qpzpfwcsqsxhxwup26r55fd0ghqlhyugz8cp6y3wxuddc02vcxtjg75pspnwz";

export const DepositStatus = z.enum(DEPOSIT_STATUSES).meta({
  id: "DepositStatus",
  description:
    "`confirming`: on the chain, counting confirmations. `confirmed`: credit the customer. `below_minimum`: on the chain and less than the minimum, never credited. `covenant`: bound to a contract, never credited. `reverted`: its block left the chain.",
});
export type DepositStatus = z.output<typeof DepositStatus>;

/** `PATCH /deposit-settings`: only what is given changes. */
export const UpdateDepositSettings = z
  .strictObject({
    enabled: z
      .boolean()
      .optional()
      .describe("False: no new addresses. Addresses that exist are watched and credited as before."),
    currency: CurrencyInput.optional().describe(
      "Of `minimum` and `maximum`: KAS or an enabled currency. A change needs both of them again.",
    ),
    minimum: AmountInput.nullable()
      .optional()
      .describe("Less is recorded and not credited. Null: 0.1 KAS, below which nothing is ever credited."),
    maximum: AmountInput.nullable()
      .optional()
      .describe("More is credited and marked `aboveMaximum`. Null: no maximum."),
    requiredConfirmations: z
      .int()
      .min(1)
      .max(432_000)
      .nullable()
      .optional()
      .describe("Of each new deposit. Null: by its value, as the store's payments."),
  })
  .meta({ id: "UpdateDepositSettings", examples: [{ enabled: true, currency: "KAS", minimum: "5" }] });
export type UpdateDepositSettings = z.output<typeof UpdateDepositSettings>;

/** Answer of `GET /deposit-settings`. */
export const DepositSettings = z
  .object({
    enabled: z.boolean(),
    currency: z.string(),
    minimum: z.string().nullable().describe("In `currency`."),
    maximum: z.string().nullable().describe("In `currency`."),
    requiredConfirmations: z.int().nullable(),
    network: Network,
    livemode: z.boolean(),
    updatedAt: Time.nullable().describe("Null: never set."),
  })
  .meta({
    id: "DepositSettings",
    examples: [
      {
        enabled: true,
        currency: "KAS",
        minimum: "5.00000000",
        maximum: null,
        requiredConfirmations: null,
        network: "mainnet",
        livemode: true,
        updatedAt: AT,
      },
    ],
  });
export type DepositSettings = z.output<typeof DepositSettings>;

const ExternalUserId = line(200, 1).describe("The merchant's own id of the customer.");

/** `POST /deposit-accounts`. */
export const CreateDepositAccount = z
  .strictObject({
    externalUserId: ExternalUserId,
    label: line(200).optional(),
    metadata: Metadata.optional(),
  })
  .meta({ id: "CreateDepositAccount", examples: [{ externalUserId: "user-4711", label: "Alice" }] });
export type CreateDepositAccount = z.output<typeof CreateDepositAccount>;

/** `PATCH /deposit-accounts/:id`: only what is given changes. */
export const UpdateDepositAccount = z
  .strictObject({ id: Id, label: line(200).nullable().optional(), metadata: Metadata.optional() })
  .meta({ id: "UpdateDepositAccount", examples: [{ label: "Alice" }] });
export type UpdateDepositAccount = z.output<typeof UpdateDepositAccount>;

const Totals = z
  .object({
    confirmed: Kas.describe("Credited and confirmed: what the customer has received."),
    confirmedSompi: Sompi,
    confirming: Kas.describe("On the chain, not confirmed yet."),
    confirmingSompi: Sompi,
    uncredited: Kas.describe("On the chain and never credited: below the minimum, or bound to a covenant."),
    uncreditedSompi: Sompi,
    deposits: z.int().describe("Deposits on the chain, credited or not."),
  })
  .meta({ id: "DepositTotals" });

const account = {
  id: Id,
  externalUserId: z.string(),
  label: z.string().nullable(),
  metadata: z.record(z.string(), z.unknown()),
  address: z.string().describe("Permanent: every output to it is one deposit."),
  addressIndex: z.int(),
  network: Network,
  livemode: z.boolean(),
  totals: Totals,
  lastDepositAt: Time.nullable(),
  createdAt: Time,
  updatedAt: Time,
};

const exampleAccount = {
  id: "dpa_01k9x2m4q8",
  externalUserId: "user-4711",
  label: "Alice",
  metadata: { level: 3 },
  address: ADDRESS,
  addressIndex: 12,
  network: "mainnet" as const,
  livemode: true,
  totals: {
    confirmed: "100.00000000",
    confirmedSompi: "10000000000",
    confirming: "0.00000000",
    confirmingSompi: "0",
    uncredited: "0.00000000",
    uncreditedSompi: "0",
    deposits: 1,
  },
  lastDepositAt: AT,
  createdAt: AT,
  updatedAt: AT,
};

export const DepositAccount = z.object(account).meta({ id: "DepositAccount", examples: [exampleAccount] });
export type DepositAccount = z.output<typeof DepositAccount>;

/** Answer of `POST /deposit-accounts`. */
export const DepositAccountCreated = z
  .object({
    ...account,
    created: z.boolean().describe("False: the customer had an account, which is answered as it is."),
  })
  .meta({ id: "DepositAccountCreated", examples: [{ ...exampleAccount, created: true }] });
export type DepositAccountCreated = z.output<typeof DepositAccountCreated>;

/** Query of `GET /deposit-accounts`. */
export const ListDepositAccounts = z
  .strictObject({
    externalUserId: term(200).optional().describe("The account of this customer."),
    address: term(120).optional().describe("The account that has this address."),
    ...page,
  })
  .meta({ id: "ListDepositAccounts" });

/** Answer of `GET /deposit-accounts`, the newest first. */
export const DepositAccountList = listOf(DepositAccount, "DepositAccountList");

/** One output to the address of a deposit account. `receivedAt`: when the chain first accepted it. */
export const Deposit = z
  .object({
    id: Id,
    accountId: Id,
    externalUserId: z.string(),
    status: DepositStatus,
    credited: z
      .boolean()
      .describe("It counts: `confirming` or `confirmed`. Credit the customer at `confirmed`."),
    aboveMaximum: z.boolean().describe("More than the maximum that was set when it came: look at it."),
    vanished: z
      .boolean()
      .describe("After a gap in the chain's history the node no longer showed it: check it by hand."),
    amount: Kas,
    amountSompi: Sompi,
    address: z.string(),
    txId: z.string(),
    index: z.int(),
    confirmations: z.int(),
    requiredConfirmations: z.int(),
    coinbase: z.boolean().describe("Newly mined: needs at least 1000 confirmations."),
    currency: z.string().describe("Of `rate` and `fiatAtReceipt`."),
    rate: z.string().nullable().describe("`currency` per KAS at receipt; null when no rate was known."),
    fiatAtReceipt: Fiat.nullable(),
    minimum: Kas.describe("The minimum that it was compared with, in KAS."),
    minimumSompi: Sompi,
    senderAddresses: z.array(z.string()).describe("A hint; never a proof of who paid."),
    acceptingBlockHash: z.string().nullable(),
    acceptingDaaScore: z.string().nullable(),
    receivedAt: Time,
    confirmedAt: Time.nullable(),
    explorerUrl: z.string().nullable(),
    network: Network,
    livemode: z.boolean(),
    version: z.int(),
  })
  .meta({
    id: "Deposit",
    examples: [
      {
        id: "dep_01k9x2m4q8",
        accountId: exampleAccount.id,
        externalUserId: exampleAccount.externalUserId,
        status: "confirmed",
        credited: true,
        aboveMaximum: false,
        vanished: false,
        amount: "100.00000000",
        amountSompi: "10000000000",
        address: ADDRESS,
        txId: "5e0c".repeat(16),
        index: 0,
        confirmations: 10,
        requiredConfirmations: 10,
        coinbase: false,
        currency: "USD",
        rate: "0.1",
        fiatAtReceipt: "10.00",
        minimum: "5.00000000",
        minimumSompi: "500000000",
        senderAddresses: [],
        acceptingBlockHash: EXAMPLE_BLOCK_HASH,
        acceptingDaaScore: "87654321",
        receivedAt: AT,
        confirmedAt: AT,
        explorerUrl: null,
        network: "mainnet",
        livemode: true,
        version: 2,
      },
    ],
  });
export type Deposit = z.output<typeof Deposit>;

/** Query of `GET /deposits`. */
export const ListDeposits = z
  .strictObject({
    account: Id.optional().describe("Deposits of this account."),
    externalUserId: term(200).optional().describe("Deposits of this customer's account."),
    status: DepositStatus.optional().describe("Deposits in this state."),
    txId: TxId.optional().describe("Outputs of this transaction."),
    since: TimeInput.optional().describe("Recorded at this moment or later."),
    ...page,
  })
  .meta({ id: "ListDeposits" });

/** Answer of `GET /deposits`, the newest first. */
export const DepositList = listOf(Deposit, "DepositList");
