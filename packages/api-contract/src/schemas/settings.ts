import * as z from "zod";
import { wallet } from "./auth.ts";
import * as formats from "./formats.ts";
import { ExactAmounts } from "./stores.ts";
import {
  AmountInput,
  CurrencyInput,
  csvStyle,
  formatted,
  Id,
  Kas,
  line,
  Network,
  prose,
  SmallPercent,
  SmallPercentInput,
  Time,
  TimeZoneName,
} from "./wire.ts";

const Percent = z.number().min(0);

const TierInput = z
  .strictObject({
    belowUsd: AmountInput.nullable().describe("Applies below this value; null in the last row."),
    confirmations: z.int().min(1).max(432_000),
  })
  .meta({ id: "ConfirmationTierInput" });

const LatePolicyInput = z
  .strictObject({
    kind: z.enum(["review", "accept", "acceptWithin"]),
    withinPercent: Percent.max(20).optional().describe("Only with `acceptWithin`; default 2."),
  })
  .meta({ id: "LatePolicyInput" });

const ToleranceInput = z
  .strictObject({
    percent: Percent.max(5).optional(),
    max: AmountInput.optional().describe("KAS, at most 10."),
  })
  .meta({ id: "ToleranceInput" });

const RateRulesInput = z
  .strictObject({
    maxAgeSeconds: z.int().min(30).max(600).optional().describe("Older rates price nothing. Default 120."),
    maxSpreadPercent: z
      .number()
      .min(0.5)
      .max(10)
      .optional()
      .describe("Sources further apart price nothing. Default 2."),
    singleSourceMaxUsd: AmountInput.optional().describe(
      "Above this value in US dollars two sources must agree. Default 500.",
    ),
  })
  .meta({ id: "RateRulesInput" });

/** Fiat per KAS by currency. */
const FixedRateInput = z
  .record(CurrencyInput, AmountInput)
  .meta({ id: "FixedRateInput", examples: [{ USD: "0.10", EUR: "0.09" }] });

const Color = formatted(formats.color);
const Logo = formatted(formats.logo).max(45_000, "A logo has at most 32 KiB");
const Origin = formatted(formats.origin).max(300);
const RedirectTarget = formatted(formats.redirectTarget).max(253);
const SupportUrl = formatted(formats.supportUrl).max(500);
const Language = formatted(formats.language).max(20);

/** `PATCH /settings`: only what is given changes, and never an open payment. */
export const UpdateSettings = z
  .strictObject({
    ...wallet,
    paymentExpiry: z.int().min(5).max(1440).optional().describe("Minutes."),
    tolerance: ToleranceInput.optional(),
    confirmationTiers: z.array(TierInput).min(1).max(10).optional(),
    minimumAmount: AmountInput.optional().describe("KAS, at least 0.2: most wallets cannot send less."),
    surchargePercent: SmallPercentInput.optional().describe(
      "Added to each price when a payment is made, 0 to 10; a link may have its own. Never to an amount that the payer chooses.",
    ),
    latePolicy: LatePolicyInput.optional(),
    orderIdPolicy: z.enum(["free", "uniqueOpen", "unique"]).optional(),
    payoutsNeedTwoPeople: z
      .boolean()
      .optional()
      .describe(
        "Whether another person must approve a payout than asked for it; an API key never can. Payouts keep the rule that they were made under.",
      ),
    allowRenew: z
      .boolean()
      .optional()
      .describe("Whether the payer of an expired direct payment may open a new one for the same order."),
    recycleAddresses: z
      .boolean()
      .optional()
      .describe("Whether addresses that nobody paid go to new payments a day after theirs ended."),
    quoteLifeMinutes: z.int().min(1).max(60).optional(),
    quoteHonouredMinutes: z
      .int()
      .min(1)
      .max(60)
      .optional()
      .describe(
        "Money that comes this long after its quote was made still gets it; not below the quote's life.",
      ),
    rates: RateRulesInput.optional(),
    fixedRate: FixedRateInput.optional().describe(
      "Your own rates, fiat per KAS by currency: the last resort where no price source answers. Replaces the whole map; `{}` = none.",
    ),
    spreadPercent: SmallPercentInput.optional().describe(
      "Lowers each rate before it prices a payment, 0 to 10, so that more KAS is asked. Default 0.",
    ),
    graceSeconds: z.int().min(0).max(300).optional(),
    currencies: z.array(CurrencyInput).min(1).max(50).optional(),
    currency: CurrencyInput.optional().describe("The store's own currency."),
    allowedOrigins: z
      .array(Origin)
      .max(50)
      .optional()
      .describe("Pages that may create payments; empty = any."),
    redirectHosts: z
      .array(RedirectTarget)
      .max(50)
      .optional()
      .describe(
        "Where payers may be sent: hosts, and schemes of apps like `yourapp:`. Empty = any host, no app. Schemes of browsers, systems and wallets are refused.",
      ),
    logo: Logo.nullable().optional(),
    accentColor: Color.nullable().optional(),
    supportUrl: SupportUrl.nullable().optional().describe("https: or mailto:."),
    successMessage: prose(500).nullable().optional(),
    autoRedirectSeconds: z.int().min(5).max(60).nullable().optional(),
    language: Language.optional(),
    storeName: line(100, 1).optional(),
    timeZone: TimeZoneName.optional(),
  })
  .meta({
    id: "UpdateSettings",
    examples: [{ paymentExpiry: 60 }],
  });
export type UpdateSettings = z.output<typeof UpdateSettings>;

/** Query of `GET /settings/wallet/addresses.csv`. */
export const ExportAddresses = z
  .strictObject({
    wallet: Id.optional().describe("A wallet that was replaced; default: the present one."),
    ...csvStyle,
    bom: z.boolean().optional().describe("Begin with the mark by which Excel knows UTF-8."),
  })
  .meta({ id: "ExportAddresses" });
export type ExportAddresses = z.output<typeof ExportAddresses>;

/** Where the money goes; the key itself is never shown. */
export const WalletInfo = z
  .object({
    id: Id,
    mode: z.enum(["xpub", "address"]),
    network: Network,
    fingerprint: z.string().nullable(),
    addresses: z.array(z.object({ index: z.int(), address: z.string() })).describe("The first, to compare."),
    nextIndex: z.int().nullable(),
    gap: z
      .int()
      .nullable()
      .describe("Highest index given out less the highest ever paid; null for a single address."),
    gapLevel: z.enum(["ok", "warning", "alert"]).nullable().describe("`warning` from 8, `alert` from 15."),
    blindWallets: z.array(z.string()).describe("Wallets that cannot see money on the newest address."),
    changedAt: Time.nullable(),
  })
  .meta({ id: "WalletInfo" });
export type WalletInfo = z.output<typeof WalletInfo>;

/** A store's settings. */
export const Settings = z
  .object({
    paymentExpiry: z.int(),
    kaspaAddress: z.string().nullable(),
    exactAmounts: ExactAmounts,
    wallet: WalletInfo.nullable(),
    formerWallets: z
      .array(
        z.object({
          id: Id,
          mode: z.enum(["xpub", "address"]),
          fingerprint: z.string().nullable(),
          address: z.string().nullable(),
          replacedAt: Time,
        }),
      )
      .describe("Wallets that were replaced, the last one first: their addresses are watched for ever."),
    network: Network,
    livemode: z.boolean(),
    tolerance: z.object({ percent: z.number(), max: Kas }),
    confirmationTiers: z.array(z.object({ belowUsd: z.string().nullable(), confirmations: z.int() })),
    minimumAmount: Kas,
    surchargePercent: SmallPercent,
    latePolicy: z.object({ kind: z.enum(["review", "accept", "acceptWithin"]), withinPercent: z.number() }),
    orderIdPolicy: z.enum(["free", "uniqueOpen", "unique"]),
    allowRenew: z.boolean(),
    payoutsNeedTwoPeople: z.boolean(),
    recycleAddresses: z.boolean(),
    quoteLifeMinutes: z.int(),
    quoteHonouredMinutes: z.int(),
    rates: z.object({
      maxAgeSeconds: z.int(),
      maxSpreadPercent: z.number(),
      singleSourceMaxUsd: z.string(),
    }),
    fixedRate: z.record(z.string(), z.string()).describe("Fiat per KAS by currency; empty = none."),
    spreadPercent: SmallPercent,
    graceSeconds: z.int(),
    currencies: z.array(z.string()),
    currency: z.string(),
    allowedOrigins: z.array(z.string()),
    redirectHosts: z.array(z.string()),
    logoUrl: z.string().nullable(),
    accentColor: z.string().nullable(),
    supportUrl: z.string().nullable(),
    successMessage: z.string().nullable(),
    autoRedirectSeconds: z.int().nullable(),
    language: z.string(),
    storeName: z.string(),
    timeZone: z.string(),
  })
  .meta({ id: "Settings" });
export type Settings = z.output<typeof Settings>;

/** Answer of `GET /settings/redirect-secret` and `POST /settings/rotate-redirect-secret`. */
export const RedirectSecret = z
  .object({
    redirectSecret: z
      .string()
      .describe(
        "64 hex digits. The key of the HMAC is this text itself (its UTF-8 bytes), not the bytes it spells.",
      ),
  })
  .meta({ id: "RedirectSecret" });

/** The secret of callbacks. */
export const CallbackSecret = z
  .object({
    callbackSecret: z.string().meta({
      description: "`whsec_…`: verify callbacks with it as webhooks with theirs.",
      examples: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
    }),
    previousSecretExpiresAt: Time.nullable().describe(
      "A rotation is under way: until then, or until it is finished, both secrets sign.",
    ),
  })
  .meta({ id: "CallbackSecret" });

/** What an account key or address would do, before it is saved. */
export const PreviewWallet = z
  .strictObject({ wallet: z.string().min(1).max(200), network: Network.optional() })
  .meta({ id: "PreviewWallet" });

export const WalletPreview = z
  .object({
    kind: z.enum(["xpub", "address"]),
    network: Network,
    fingerprint: z.string().nullable(),
    addresses: z.array(z.object({ index: z.int(), address: z.string() })).describe("Indexes 0, 1, 2."),
  })
  .meta({ id: "WalletPreview" });
export type WalletPreview = z.output<typeof WalletPreview>;

/** Is this address one of the wallet's? Searches 0 to 1000 on both branches. */
export const SearchWallet = z
  .strictObject({ wallet: z.string().min(1).max(200).optional(), address: z.string().min(1).max(120) })
  .meta({ id: "SearchWallet", description: "Without `wallet`: the store's own." });

export const WalletSearchResult = z
  .object({ found: z.object({ branch: z.enum(["receive", "change"]), index: z.int() }).nullable() })
  .meta({ id: "WalletSearchResult" });

/**
 * Account key of the simulator's demo wallet, so that a test store needs no wallet; null where nothing is simulated.
 */
export const DemoWallet = z.object({ wallet: z.string().nullable() }).meta({ id: "DemoWallet" });
