import { LINK_STATUSES, OPEN_LINK_STATUSES } from "@kaspa-pay/core";
import * as z from "zod";
import * as formats from "./formats.ts";
import { Item, ItemsInput } from "./metadata.ts";
import {
  AmountInput,
  CurrencyInput,
  Fiat,
  formatted,
  Id,
  Kas,
  line,
  listOf,
  MinorAmount,
  MinorAmountInput,
  Network,
  page,
  prose,
  RedirectUrlInput,
  SmallPercent,
  SmallPercentInput,
  searchBox,
  Time,
} from "./wire.ts";

export const LinkStatus = z.enum(LINK_STATUSES).meta({ id: "LinkStatus" });
export type LinkStatus = z.output<typeof LinkStatus>;

const AllowAmountInput = z
  .strictObject({
    min: AmountInput.optional(),
    max: AmountInput.optional(),
    suggested: z.array(AmountInput).max(6).optional(),
  })
  .meta({ id: "AllowAmountInput" });

const AskInput = z
  .strictObject({ name: z.boolean().optional(), email: z.boolean().optional(), note: z.boolean().optional() })
  .meta({ id: "AskInput" });

/** The readable part of a link's address. */
export const Slug = formatted(formats.slug).max(64);

/** What a merchant may set on a link, beside its title, currency and status. */
const settable = {
  description: prose(2000).optional(),
  amount: AmountInput.nullable().optional().describe("The price; leave out with `allowAmount`."),
  amountMinor: MinorAmountInput.nullable()
    .optional()
    .describe("The price in cents, yen or sompi; instead of `amount`."),
  allowAmount: AllowAmountInput.nullable().optional().describe("The payer chooses within these bounds."),
  surchargePercent: SmallPercentInput.nullable()
    .optional()
    .describe(
      "Added to the price when a payment is made, 0 to 10; null: the store's. Not with `allowAmount`: whoever chooses the amount pays no surcharge.",
    ),
  expiryMinutes: z.int().min(5).max(1440).optional().describe("Time to pay. Default: the store's."),
  successMessage: prose(500).nullable().optional(),
  redirectUrl: RedirectUrlInput.nullable().optional().describe("Its host is on the store's list."),
  cancelUrl: RedirectUrlInput.nullable().optional(),
  linkExpiresIn: z
    .int()
    .min(0)
    .max(5_256_000)
    .optional()
    .describe("Minutes the link lives from now; 0 = for ever."),
  ask: AskInput.optional().describe("What the payer is asked for."),
  items: ItemsInput.optional(),
  maxPayments: z.int().min(1).max(1_000_000).nullable().optional(),
  slug: Slug.optional(),
};

/** `POST /links`. */
export const CreateLink = z
  .strictObject({
    title: line(255, 1),
    currency: CurrencyInput.optional().describe("KAS or an enabled currency. Default KAS."),
    status: z.enum(OPEN_LINK_STATUSES).optional().describe("Default active."),
    ...settable,
  })
  .superRefine((value, context) => {
    const fixed = (value.amount ?? value.amountMinor ?? null) !== null;
    const open = value.allowAmount !== undefined && value.allowAmount !== null;
    if (fixed === open) {
      const message = fixed
        ? "Give amount (or amountMinor) or allowAmount, not both"
        : "Required, unless amountMinor or allowAmount is given";
      context.addIssue({ code: "custom", path: ["amount"], message });
    }
  })
  .meta({
    id: "CreateLink",
    description:
      "Give either `amount` (or `amountMinor` instead of it) or `allowAmount`: a fixed price, or bounds within which the payer chooses.",
    examples: [
      {
        title: "Premium Plan",
        description: "Monthly subscription",
        amount: 100,
        currency: "KAS",
        expiryMinutes: 30,
        status: "active",
        successMessage: "Thank you!",
        linkExpiresIn: 10080,
      },
    ],
  });
export type CreateLink = z.output<typeof CreateLink>;

/** `PATCH /links/:id`: only what is given changes, and never an existing payment. */
export const UpdateLink = z
  .strictObject({
    id: Id,
    title: line(255, 1).optional(),
    currency: CurrencyInput.optional(),
    status: z.enum(OPEN_LINK_STATUSES).optional(),
    ...settable,
  })
  .meta({ id: "UpdateLink", examples: [{ status: "active" }] });
export type UpdateLink = z.output<typeof UpdateLink>;

/** Query of `GET /links`. */
export const ListLinks = z
  .strictObject({
    status: LinkStatus.optional().describe("Links in this state."),
    ...searchBox(200, "Text of the title, the description or the slug."),
    ...page,
  })
  .meta({ id: "ListLinks" });

const AllowAmount = z
  .object({ min: z.string().nullable(), max: z.string().nullable(), suggested: z.array(z.string()) })
  .meta({ id: "AllowAmount" });
const Ask = z.object({ name: z.boolean(), email: z.boolean(), note: z.boolean() }).meta({ id: "Ask" });

/** What a link says, as it is answered and kept; to add a field: docs/how-to/add-a-payment-field.md. */
export const LinkFields = z.object({
  title: z.string(),
  description: z.string().nullable(),
  amount: z.string().nullable().describe("8 places for KAS, the currency's own digits for fiat."),
  currency: z.string(),
  allowAmount: AllowAmount.nullable(),
  status: LinkStatus,
  expiryMinutes: z.int(),
  successMessage: z.string().nullable(),
  redirectUrl: z.string().nullable(),
  cancelUrl: z.string().nullable(),
  ask: Ask,
  items: z.array(Item),
  maxPayments: z.int().nullable(),
  surchargePercent: SmallPercent.nullable().default(null).describe("Null: the store's."),
});
export type LinkFields = Readonly<z.output<typeof LinkFields>>;

/** A link before anybody set anything; its title and its time to pay are always given. */
export const emptyLinkFields: Omit<LinkFields, "title" | "expiryMinutes"> = {
  description: null,
  amount: null,
  currency: "KAS",
  allowAmount: null,
  status: "active",
  successMessage: null,
  redirectUrl: null,
  cancelUrl: null,
  ask: { name: false, email: false, note: false },
  items: [],
  maxPayments: null,
  surchargePercent: null,
};

const { title, description, amount, currency, allowAmount, status, ...otherFields } = LinkFields.shape;

/** A payment link as its merchant sees it. */
export const Link = z
  .object({
    id: Id,
    title,
    description,
    amount,
    amountMinor: MinorAmount.nullable().default(null),
    currency,
    allowAmount,
    slug: z.string(),
    url: z.string(),
    embedHtml: z.string(),
    status,
    expiresAt: Time.nullable(),
    ...otherFields,
    paymentsCount: z.int(),
    confirmedCount: z.int(),
    confirmedAmount: Kas.describe("Received by its confirmed payments."),
    lastPaidAt: Time.nullable(),
    livemode: z.boolean(),
    createdAt: Time,
    updatedAt: Time,
  })
  .meta({ id: "Link" });
export type Link = z.output<typeof Link>;

/** Answer of `GET /links`. */
export const LinkList = listOf(Link, "LinkList");

/** A link as anybody sees it: what the checkout shows before a payment exists. */
export const LinkPublic = z
  .object({
    slug: z.string(),
    title: z.string(),
    description: z.string().nullable(),
    amount: z.string().nullable(),
    currency: z.string(),
    surchargePercent: SmallPercent.nullable().describe("Comes on top of `amount`; null: nothing does."),
    amountKas: Kas.nullable().describe("About what will be asked now; null without a fresh rate."),
    fiat: Fiat.nullable(),
    allowAmount: AllowAmount.nullable(),
    ask: Ask,
    items: z.array(Item),
    network: Network,
    livemode: z.boolean(),
    cancelUrl: z.string().nullable(),
    store: z.object({
      name: z.string(),
      logoUrl: z.string().nullable(),
      supportUrl: z.string().nullable(),
      accentColor: z.string().nullable(),
    }),
  })
  .meta({ id: "LinkPublic" });
export type LinkPublic = z.output<typeof LinkPublic>;

/** Path of the public link view. */
export const BySlug = z.strictObject({
  slug: z.string().min(1).max(100).describe("The link's slug, the last part of its address."),
});
