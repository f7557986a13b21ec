// Made by npm run gen from the OpenAPI document. Do not edit.

export interface WebhookEvent {
    /** Equals the `webhook-id` header; stable over retries. */
    id: string;
    event: EventName;
    timestamp: Time;
    /** `sequence` rises with every event of one payment, its refunds included, and of one deposit. It is not gapless for a subscriber: events that an endpoint does not get are counted too. It is null where an event is about neither: `payout.*` (compare `data.payout.version`), `webhook.test` and every other test event, `webhook.disabled`, `link.*` and `wallet.changed`. */
    sequence: number | null;
    /** The store. */
    storeId: string;
    /** True when the money is real: the network is the main network. */
    livemode: boolean;
    /** The rows of this page. */
    data: {
        /** The full payment, as it was after the event. */
        payment?: Payment;
        /** The transfer, for events of transfers. */
        transfer?: Transfer;
        /** The refund, for events of refunds. */
        refund?: Record<string, unknown>;
        /** The payout, for events of payouts. */
        payout?: Record<string, unknown>;
        /** The deposit, for events of deposits. */
        deposit?: Record<string, unknown>;
        /** Id, slug and title, for events of payment links. */
        link?: Record<string, unknown>;
        /** The endpoint, for events of endpoints. */
        endpoint?: Record<string, unknown>;
        /** The store's wallet, for events of wallets. */
        wallet?: Record<string, unknown>;
        /** For example `{ late: true }`. */
        detail?: Record<string, unknown>;
    };
}
export interface FlatEvent {
    event: EventName;
    timestamp: Time;
    /** The store. */
    merchant_id: string;
    /** The payment. */
    payment_id: string;
    /** Your own id of the order. */
    order_id: string | null;
    /** What counts, in KAS. */
    amount_kas: string | null;
    /** Value in US dollars of what was received, at the rates of receipt, whatever the price's currency. Null before any money was accepted, and when no US dollar rate was known at receipt. */
    amount_usd: string | null;
    /** Id of the first credited transaction. */
    transaction_id: string | null;
    /** Of the first credited transfer. It may be an exchange's: never refund to it unasked. */
    customer_address: string | null;
    /** What is paid for; shown on the page and on receipts. */
    items: Item[];
    /** Your own values, kept and answered unchanged. */
    metadata: Record<string, unknown>;
}
/**
 * A Kaspa network; only on `mainnet` the money is real.
 * @enum {string}
 */
export type NetworkId = "mainnet" | "testnet-10" | "simnet";
/** Give either `amount` (or `amountMinor` instead of it) or `allowAmount`: a fixed price, or bounds within which the payer chooses. */
export interface CreateLink {
    /** Heading of the page. */
    title: string;
    /** KAS or an enabled currency. Default KAS. */
    currency?: string;
    /**
     * Default active.
     * @enum {string}
     */
    status?: "draft" | "active" | "inactive";
    /** Text for people, for example what is paid for. */
    description?: string;
    /** The price; leave out with `allowAmount`. */
    amount?: AmountInput | null;
    /** The price in cents, yen or sompi; instead of `amount`. */
    amountMinor?: MinorAmountInput | null;
    /** The payer chooses within these bounds. */
    allowAmount?: AllowAmountInput | null;
    /** Added to the price when a payment is made, 0 to 10; null: the store's. Not with `allowAmount`: whoever chooses the amount pays no surcharge. */
    surchargePercent?: SmallPercentInput | null;
    /** Time to pay. Default: the store's. */
    expiryMinutes?: number;
    /** Shown to the payer after paying. */
    successMessage?: string | null;
    /** Its host is on the store's list. */
    redirectUrl?: string | null;
    /** Where the payer goes without paying. */
    cancelUrl?: string | null;
    /** Minutes the link lives from now; 0 = for ever. */
    linkExpiresIn?: number;
    /** What the payer is asked for. */
    ask?: AskInput;
    /** What is paid for; shown on the page and on receipts. */
    items?: ItemInput[];
    /** The link ends after so many payments; null = never. */
    maxPayments?: number | null;
    /** Last part of the link's address. */
    slug?: string;
}
/** Plain digits with at most 8 decimal places, for example "12.5". A JSON number is taken too when it has at most 15 digits, 8 of them after the point; only a string is always exact. */
export type AmountInput = string | number;
/** A whole number of the currency's smallest unit, for example 1250 for 12.50 USD: cents of USD, yen of JPY, sompi of KAS. Digits in a string hold any sum; a JSON number at most 15 of them. */
export type MinorAmountInput = string | number;
export interface AllowAmountInput {
    min?: AmountInput;
    max?: AmountInput;
    suggested?: AmountInput[];
}
/** A percentage from 0 to 10 with at most 2 decimal places, for example "2.5" */
export type SmallPercentInput = string | number;
export interface AskInput {
    /** How the page asks for the payer's name. */
    name?: boolean;
    /** How the page asks for the payer's e-mail address. */
    email?: boolean;
    /** How the page asks for a note to the shop. */
    note?: boolean;
}
export interface ItemInput {
    /** What is bought. */
    name: string;
    /**
     * How many.
     * @default 1
     */
    quantity: number;
    /** Price of one, in the payment's currency. */
    price: AmountInput;
}
/**
 * Only an `active` link can be paid on.
 * @enum {string}
 */
export type LinkStatus = "draft" | "active" | "inactive" | "archived";
/** From a link: `paymentLinkSlug` with the payer's own data (`customerEmail`, `customerName`, `customerNote`, `metadata`), and `amount` only where the link lets the payer choose. Directly, with a key: `amount`, `amountMinor` instead of it, or `type: deposit` without an amount, and any of the other fields. Give at most one of `expiresIn`, `expiryMinutes` and `expiresAt`. */
export interface CreatePayment {
    /** Creates the payment from this link. */
    paymentLinkSlug?: string;
    amount?: AmountInput;
    /** The same in cents, yen or sompi; instead of `amount`. */
    amountMinor?: MinorAmountInput;
    /** KAS or an enabled currency. Default KAS. */
    currency?: string;
    /**
     * `deposit`: the payer chooses the amount.
     * @enum {string}
     */
    type?: "payment" | "deposit";
    /** Your own id of the order. */
    orderId?: string;
    /** Your till or branch; never shown to the payer. */
    terminal?: string;
    /** Text for people, for example what is paid for. */
    description?: string;
    /** What is paid for; shown on the page and on receipts. */
    items?: ItemInput[];
    metadata?: MetadataInput;
    /** The customer's e-mail address. */
    customerEmail?: string;
    /** The customer's name. */
    customerName?: string;
    /** The customer's words to the shop. */
    customerNote?: string;
    /** Where the payer goes after paying; its host is on the store's list. */
    redirectUrl?: string;
    /** Where the payer goes without paying. */
    cancelUrl?: string;
    /** Gets the events of this payment too, signed with the store's callback secret. Needs the scopes `webhooks:write` and `payments:read` as well. */
    callbackUrl?: string;
    /** Seconds until the payment ends. */
    expiresIn?: number;
    /** The same in minutes. */
    expiryMinutes?: number;
    /** The same as a moment: ISO 8601, or milliseconds since 1970. */
    expiresAt?: TimeInput | number;
    /** About ten a second. */
    requiredConfirmations?: number;
    /** Fiat per KAS to use instead of the market's. */
    fixedRate?: AmountInput;
}
/** At most 50 keys of 40 characters, values of 500 characters, 8 KiB. */
export interface MetadataInput {
    [key: string]: unknown;
}
/**
 * Format: date-time
 * ISO 8601 with seconds and an offset.
 */
export type TimeInput = string;
/**
 * Why a person should look at the payment.
 * @enum {string}
 */
export type AttentionReason = "underpaid" | "late" | "overpaid" | "multiple" | "reverted" | "manual";
/**
 * What the simulated network plays.
 * @enum {string}
 */
export type SimulatedCase = "exact" | "under" | "over" | "two-parts" | "double" | "late" | "revert" | "expire";
export interface IgnoreUnmatched {
    /** Id of the transaction. */
    txId: string;
    /** Place of the output in its transaction. */
    index: number;
    /** Why, for the timeline and the audit log. */
    note?: string;
}
/**
 * How a refund's amount is turned into KAS.
 * @enum {string}
 */
export type RefundBasis = "kas" | "fiatAtPayment" | "fiatNow";
export interface CreatePayout {
    amount: AmountInput;
    /** KAS (default) or an enabled currency, at the rate of now. */
    currency?: string;
    /** Who gets it: an address of the store's network. */
    recipientAddress: string;
    /** Your own reference. */
    orderId?: string;
    /** Text for people, for example what is paid for. */
    description?: string;
    metadata?: MetadataInput;
}
export interface ImportPayouts {
    /** CSV with a header line: `address`, `amount`, and as you like `currency`, `orderId`, `description`. At most 500 rows, comma or semicolon. Every row is checked before anything is made. */
    csv: string;
}
export interface UpdateDepositSettings {
    /** False: no new addresses. Addresses that exist are watched and credited as before. */
    enabled?: boolean;
    /** Of `minimum` and `maximum`: KAS or an enabled currency. A change needs both of them again. */
    currency?: string;
    /** Less is recorded and not credited. Null: 0.1 KAS, below which nothing is ever credited. */
    minimum?: AmountInput | null;
    /** More is credited and marked `aboveMaximum`. Null: no maximum. */
    maximum?: AmountInput | null;
    /** Of each new deposit. Null: by its value, as the store's payments. */
    requiredConfirmations?: number | null;
}
export interface CreateDepositAccount {
    /** The merchant's own id of the customer. */
    externalUserId: string;
    /** Your own name for it; nobody else sees it. */
    label?: string;
    metadata?: MetadataInput;
}
/**
 * `confirming`: on the chain, counting confirmations. `confirmed`: credit the customer. `below_minimum`: on the chain and less than the minimum, never credited. `covenant`: bound to a contract, never credited. `reverted`: its block left the chain.
 * @enum {string}
 */
export type DepositStatus = "confirming" | "confirmed" | "below_minimum" | "covenant" | "reverted";
export interface VerifyReceipt {
    /** As it was downloaded: a `ReceiptContent`. */
    receipt: {
        [key: string]: unknown;
    };
    /** As it was downloaded: a `ReceiptSignature`. */
    signature: {
        [key: string]: unknown;
    };
}
export interface CreateEndpoint {
    /** Where events are sent. */
    url: string;
    /** Default: `*`. `*` and `payment.*` bring every event but `payment.updated`, which repeats each change: only endpoints that name it get it. */
    events?: Subscription[];
    /** `flat` sends the flat body with names like `payment_id` and `amount_kas`. */
    format?: WebhookFormat;
    /** Your own name for it. */
    description?: string;
}
/**
 * Name of an event, or a wildcard for a group of names.
 * @enum {string}
 */
export type Subscription = "payment.created" | "payment.underpaid" | "payment.confirming" | "payment.confirmed" | "payment.overpaid" | "payment.late" | "payment.expired" | "payment.canceled" | "payment.invalid" | "payment.reverted" | "payment.attention" | "payment.refunded" | "payment.updated" | "transfer.detected" | "transfer.accepted" | "transfer.confirmed" | "transfer.reverted" | "transfer.dropped" | "refund.created" | "refund.awaiting_signature" | "refund.broadcast" | "refund.confirmed" | "refund.failed" | "refund.canceled" | "payout.created" | "payout.awaiting_signature" | "payout.broadcast" | "payout.confirmed" | "payout.failed" | "payout.canceled" | "deposit.detected" | "deposit.confirming" | "deposit.confirmed" | "deposit.reverted" | "deposit.below_minimum" | "link.created" | "link.updated" | "webhook.test" | "webhook.disabled" | "wallet.changed" | "payment.completed" | "payment.failed" | "deposit.processing" | "deposit.completed" | "deposit.failed" | "*" | "payment.*" | "transfer.*" | "refund.*" | "payout.*" | "deposit.*" | "link.*" | "webhook.*" | "wallet.*";
/**
 * Form of the body: `event`, or `flat` as older gateways sent it.
 * @enum {string}
 */
export type WebhookFormat = "event" | "flat";
/**
 * Name of an event.
 * @enum {string}
 */
export type EventName = "payment.created" | "payment.underpaid" | "payment.confirming" | "payment.confirmed" | "payment.overpaid" | "payment.late" | "payment.expired" | "payment.canceled" | "payment.invalid" | "payment.reverted" | "payment.attention" | "payment.refunded" | "payment.updated" | "transfer.detected" | "transfer.accepted" | "transfer.confirmed" | "transfer.reverted" | "transfer.dropped" | "refund.created" | "refund.awaiting_signature" | "refund.broadcast" | "refund.confirmed" | "refund.failed" | "refund.canceled" | "payout.created" | "payout.awaiting_signature" | "payout.broadcast" | "payout.confirmed" | "payout.failed" | "payout.canceled" | "deposit.detected" | "deposit.confirming" | "deposit.confirmed" | "deposit.reverted" | "deposit.below_minimum" | "link.created" | "link.updated" | "webhook.test" | "webhook.disabled" | "wallet.changed" | "payment.completed" | "payment.failed" | "deposit.processing" | "deposit.completed" | "deposit.failed";
/**
 * State of a delivery.
 * @enum {string}
 */
export type DeliveryState = "pending" | "delivered" | "failed";
export interface UpdateSettings {
    /** One Kaspa address, or an account public key (kpub, ktub, xpub). */
    kaspaAddress?: string;
    /** Account public key: an address of its own per payment. */
    xpub?: string;
    /** Minutes. */
    paymentExpiry?: number;
    /** How much may be missing and the payment still counts as paid. */
    tolerance?: ToleranceInput;
    /** Confirmations that a payment needs, by its value. */
    confirmationTiers?: ConfirmationTierInput[];
    /** KAS, at least 0.2: most wallets cannot send less. */
    minimumAmount?: AmountInput;
    /** Added to each price when a payment is made, 0 to 10; a link may have its own. Never to an amount that the payer chooses. */
    surchargePercent?: SmallPercentInput;
    /** What happens with money that comes after the end of a payment. */
    latePolicy?: LatePolicyInput;
    /**
     * How often an order id may be used: always, once among open payments, or once.
     * @enum {string}
     */
    orderIdPolicy?: "free" | "uniqueOpen" | "unique";
    /** Whether another person must approve a payout than asked for it; an API key never can. Payouts keep the rule that they were made under. */
    payoutsNeedTwoPeople?: boolean;
    /** Whether the payer of an expired direct payment may open a new one for the same order. */
    allowRenew?: boolean;
    /** Whether addresses that nobody paid go to new payments a day after theirs ended. */
    recycleAddresses?: boolean;
    /** Minutes for which a rate holds. */
    quoteLifeMinutes?: number;
    /** Money that comes this long after its quote was made still gets it; not below the quote's life. */
    quoteHonouredMinutes?: number;
    /** Which rates may be used. */
    rates?: RateRulesInput;
    /** Your own rates, fiat per KAS by currency: the last resort where no price source answers. Replaces the whole map; `{}` = none. */
    fixedRate?: FixedRateInput;
    /** Lowers each rate before it prices a payment, 0 to 10, so that more KAS is asked. Default 0. */
    spreadPercent?: SmallPercentInput;
    /** Seconds after the end in which money still counts as in time. */
    graceSeconds?: number;
    /** Currencies in which prices may be. */
    currencies?: string[];
    /** The store's own currency. */
    currency?: string;
    /** Pages that may create payments; empty = any. */
    allowedOrigins?: string[];
    /** Where payers may be sent: hosts, and schemes of apps like `yourapp:`. Empty = any host, no app. Schemes of browsers, systems and wallets are refused. */
    redirectHosts?: string[];
    /** A picture as a data URL: PNG, JPEG or WebP. */
    logo?: string | null;
    /** Colour of buttons: `#` and six hex digits; null = ours. */
    accentColor?: string | null;
    /** https: or mailto:. */
    supportUrl?: string | null;
    /** Shown to the payer after paying. */
    successMessage?: string | null;
    /** Seconds until a payer who paid is sent on; null = never. */
    autoRedirectSeconds?: number | null;
    /** Of the pages for payers; `auto` = as the browser asks. */
    language?: string;
    /** Name on pages and receipts. */
    storeName?: string;
    /** IANA name, for example Europe/Berlin. */
    timeZone?: string;
}
export interface ToleranceInput {
    /** Percent of the amount. */
    percent?: number;
    /** KAS, at most 10. */
    max?: AmountInput;
}
export interface ConfirmationTierInput {
    /** Applies below this value; null in the last row. */
    belowUsd: AmountInput | null;
    /** Confirmations that a payment below the value needs. */
    confirmations: number;
}
export interface LatePolicyInput {
    /**
     * `review`: a person decides. `accept`: it counts. `acceptWithin`: it counts if it is worth enough.
     * @enum {string}
     */
    kind: "review" | "accept" | "acceptWithin";
    /** Only with `acceptWithin`; default 2. */
    withinPercent?: number;
}
export interface RateRulesInput {
    /** Older rates price nothing. Default 120. */
    maxAgeSeconds?: number;
    /** Sources further apart price nothing. Default 2. */
    maxSpreadPercent?: number;
    /** Above this value in US dollars two sources must agree. Default 500. */
    singleSourceMaxUsd?: AmountInput;
}
export interface FixedRateInput {
    [key: string]: AmountInput;
}
export interface CreateApiKey {
    /** Name, for people. */
    name: string;
    /** Default: all. */
    scopes?: Scope[];
    expiresAt?: TimeInput;
    /** Reads that this key may make. Default: the server's. */
    readsPerMinute?: number;
    /** Writes that this key may make. Default: the server's. */
    writesPerMinute?: number;
}
/**
 * One permission of an API key.
 * @enum {string}
 */
export type Scope = "payments:read" | "payments:write" | "links:read" | "links:write" | "refunds:write" | "payouts:write" | "deposits:write" | "webhooks:read" | "webhooks:write" | "reports:read" | "settings:read" | "settings:write";
export interface StoreSummary {
    /** Names the object in paths and filters; opaque. */
    id: string;
    /** Name, for people. */
    name: string;
    network: NetworkId;
    /** True when the money is real: the network is the main network. */
    livemode: boolean;
    role: Role;
    /** The paired test or live store. */
    twinId: string | null;
    /** A wallet is set: the store can be paid. */
    hasWallet: boolean;
    /** The store receives at one single address: each payment asks a few sompi more than its price, because only the exact sum tells whose money came. */
    exactAmounts: boolean;
}
/**
 * What a person may do in a store.
 * @enum {string}
 */
export type Role = "owner" | "manager" | "accountant" | "cashier" | "developer" | "viewer";
export interface Done {
    /**
     * True: it is done.
     * @constant
     */
    ok: true;
}
export interface Me {
    /** Names the object in paths and filters; opaque. */
    id: string;
    /** E-mail address. */
    email: string;
    /** The person's name. */
    name: string;
    /** The store's single address, or its first one. Null without the scope `settings:read`. */
    kaspaAddress: string | null;
    /** Masked: the calling key itself, or for a person who manages keys the store's newest. */
    apiKey: string | null;
    /** Minutes. */
    paymentExpiry: number;
    /** The store this answer is about. */
    storeId: string;
    role: Role;
    /** May see and change what concerns the whole server. */
    isServerAdmin: boolean;
    steppedUpUntil: Time | null;
    /** The person's stores; the first is the default. */
    stores: StoreSummary[];
}
/**
 * Format: date-time
 * ISO 8601, UTC, milliseconds.
 */
export type Time = string;
export interface Link {
    /** Names the object in paths and filters; opaque. */
    id: string;
    /** Heading of the page. */
    title: string;
    /** Text for people, for example what is paid for. */
    description: string | null;
    /** 8 places for KAS, the currency's own digits for fiat. */
    amount: string | null;
    /** @default null */
    amountMinor: MinorAmount | null;
    /** Code of the currency in capitals; `KAS` for Kaspa itself. */
    currency: string;
    /** The payer chooses within these bounds; null = the price is fixed. */
    allowAmount: AllowAmount | null;
    /** Last part of the link's address. */
    slug: string;
    /** The page on which anybody can pay. */
    url: string;
    /** Paste it into a page to show the payment element. */
    embedHtml: string;
    status: LinkStatus;
    expiresAt: Time | null;
    /** So long a payment from the link is open. */
    expiryMinutes: number;
    /** Shown to the payer after paying. */
    successMessage: string | null;
    /** Where the payer goes after paying; its host is on the store's list. */
    redirectUrl: string | null;
    /** Where the payer goes without paying. */
    cancelUrl: string | null;
    /** What the page asks the payer for. */
    ask: Ask;
    /** What is paid for; shown on the page and on receipts. */
    items: Item[];
    /** The link ends after so many payments; null = never. */
    maxPayments: number | null;
    /**
     * Null: the store's.
     * @default null
     */
    surchargePercent: SmallPercent | null;
    /** Payments that were made from the link. */
    paymentsCount: number;
    /** Those of them that are confirmed. */
    confirmedCount: number;
    /** Received by its confirmed payments. */
    confirmedAmount: Kas;
    lastPaidAt: Time | null;
    /** True when the money is real: the network is the main network. */
    livemode: boolean;
    createdAt: Time;
    updatedAt: Time;
}
/** `amount` in the minor unit of `currency`: cents of USD, yen of JPY, sompi of KAS. Digits in a string: a JSON number does not hold every sum. */
export type MinorAmount = string;
export interface AllowAmount {
    /** The least amount; null = the store's minimum. */
    min: string | null;
    /** The largest amount; null = no bound. */
    max: string | null;
    /** Amounts offered as buttons. */
    suggested: string[];
}
export interface Ask {
    /** How the page asks for the payer's name. */
    name: boolean;
    /** How the page asks for the payer's e-mail address. */
    email: boolean;
    /** How the page asks for a note to the shop. */
    note: boolean;
}
export interface Item {
    /** What was bought. */
    name: string;
    /** How many. */
    quantity: number;
    /** Price of one, in the payment's currency. */
    price: string;
}
/** Percent with two decimal places. */
export type SmallPercent = string;
/** KAS with 8 decimal places. */
export type Kas = string;
export interface LinkList {
    /** The rows of this page. */
    data: Link[];
    /** There are rows after this page. */
    hasMore: boolean;
    /** Send as `cursor` for the next page. */
    nextCursor: string | null;
}
export interface LinkPublic {
    /** Last part of the link's address. */
    slug: string;
    /** Heading of the page. */
    title: string;
    /** Text for people, for example what is paid for. */
    description: string | null;
    /** An amount in `currency`. */
    amount: string | null;
    /** Code of the currency in capitals; `KAS` for Kaspa itself. */
    currency: string;
    /** Comes on top of `amount`; null: nothing does. */
    surchargePercent: SmallPercent | null;
    /** About what will be asked now; null without a fresh rate. */
    amountKas: Kas | null;
    fiat: FiatAmount | null;
    /** The payer chooses within these bounds; null = the price is fixed. */
    allowAmount: AllowAmount | null;
    /** What the page asks the payer for. */
    ask: Ask;
    /** What is paid for; shown on the page and on receipts. */
    items: Item[];
    network: NetworkId;
    /** True when the money is real: the network is the main network. */
    livemode: boolean;
    /** Where the payer goes without paying. */
    cancelUrl: string | null;
    /** The store. */
    store: {
        /** Name, for people. */
        name: string;
        /** The store's picture; null without one. */
        logoUrl: string | null;
        /** Where payers find help: an https or mailto address. */
        supportUrl: string | null;
        /** Colour of buttons: `#` and six hex digits; null = ours. */
        accentColor: string | null;
    };
}
/** Fiat with the currency's own decimal places. */
export type FiatAmount = string;
export interface CreatedPayment {
    /** Names the object in paths and filters; opaque. */
    id: string;
    /** The address that is paid. */
    kaspaAddress: string;
    /** KAS to pay for `amount`, or for `surcharge.total` where there is a surcharge; null while the payer chooses the amount. */
    amountExpected: Kas | null;
    amountExpectedSompi: Sompi | null;
    status: PaymentStatus;
    expiresAt: Time;
    /** The price as the shop asked it, in `currency`, without a surcharge; null while the payer chooses the amount. */
    amount: string | null;
    /** @default null */
    amountMinor: MinorAmount | null;
    /**
     * On top of `amount`; null without one. Refunds go by the KAS received, so they hold it too.
     * @default null
     */
    surcharge: Surcharge | null;
    amountSompi: Sompi | null;
    /** Code of the currency in capitals; `KAS` for Kaspa itself. */
    currency: string;
    /** The price in fiat and the rate it was turned into KAS with; null for a price in KAS. */
    fiat: FiatValue | null;
    /** The rate that counts now; null for a price in KAS. */
    quote: Quote | null;
    quoteExpiresAt: Time | null;
    /** Asks a wallet for the amount: `kaspa:…?amount=…`. */
    uri: string;
    /** The hosted page for the payer, with the payer's proof in it. */
    checkoutUrl: string;
    /** The payer's proof for this one payment. */
    clientToken: string;
    /** Your own id of the order. */
    orderId: string | null;
    /** The expired payment of the same order that this one renews. */
    replaces: string | null;
    /** All payments of the store share one address: `amountExpected` is `amount` and a few sompi that no other open payment asks, and only this exact sum pays. */
    exactAmount: boolean;
    /** Confirmations after which it counts as final; about ten a second. */
    requiredConfirmations: number;
    network: NetworkId;
    /** True when the money is real: the network is the main network. */
    livemode: boolean;
    createdAt: Time;
}
/** Whole sompi (1 KAS = 100 000 000). */
export type Sompi = string;
/**
 * State of a payment: see the guide How a payment lives.
 * @enum {string}
 */
export type PaymentStatus = "pending" | "underpaid" | "confirming" | "confirmed" | "expired" | "canceled" | "invalid";
export interface Surcharge {
    percent: SmallPercent;
    /** The surcharge itself, rounded half up to the minor unit of `currency`. */
    amount: FiatAmount;
    /** `amount` of the payment and the surcharge: what is asked. */
    total: FiatAmount;
}
export interface FiatValue {
    /** What is asked, a surcharge included. */
    amount: FiatAmount;
    /** Code of the currency in capitals; `KAS` for Kaspa itself. */
    currency: string;
    /** Fiat per KAS. */
    rate: string | null;
    /** Where the rate comes from. */
    source: string | null;
    at: Time | null;
}
export interface Quote {
    amountKas: Kas;
    amountSompi: Sompi;
    /** Fiat per KAS that priced it: the source's, less the spread. */
    rate: string | null;
    /** `fixed`: a rate that the store or the operator set; `merchant`: the payment's own `fixedRate`. */
    source: string | null;
    /**
     * What the store takes off `marketRate`; null: nothing.
     * @default null
     */
    spreadPercent: SmallPercent | null;
    /**
     * With a spread, the source's rate: `rate` is it times (100 - spreadPercent) / 100, rounded down to 18 places.
     * @default null
     */
    marketRate: string | null;
    quotedAt: Time;
    expiresAt: Time | null;
}
export interface PaymentList {
    /** The rows of this page. */
    data: PaymentRow[];
    /** There are rows after this page. */
    hasMore: boolean;
    /** Send as `cursor` for the next page. */
    nextCursor: string | null;
}
export interface PaymentRow {
    /** Names the object in paths and filters; opaque. */
    id: string;
    status: PaymentStatus;
    /** The price as the shop asked it, in `currency`, without a surcharge; null while the payer chooses the amount. */
    amount: string | null;
    /** @default null */
    amountMinor: MinorAmount | null;
    /**
     * On top of `amount`; null without one. Refunds go by the KAS received, so they hold it too.
     * @default null
     */
    surcharge: Surcharge | null;
    /** KAS to pay for `amount`, or for `surcharge.total` where there is a surcharge; null while the payer chooses the amount. */
    amountExpected: Kas | null;
    amountExpectedSompi: Sompi | null;
    /** What counts: the sum of the credited transfers. */
    amountReceived: Kas;
    amountReceivedSompi: Sompi;
    /** Came and does not count: late and not accepted by the shop, or after a cancel. Never part of `amountReceived`. */
    amountUncredited: Kas;
    amountUncreditedSompi: Sompi;
    /** What the price is in. */
    currency: string;
    /** The price in fiat and the rate it was turned into KAS with; null for a price in KAS. */
    fiat: FiatValue | null;
    /** Id of the transaction. */
    txId: string | null;
    /** Of the first credited transfer. It may be an exchange's: never refund to it unasked. */
    senderAddress: string | null;
    /** The address that is paid. */
    kaspaAddress: string;
    /** The customer's name. */
    customerName: string | null;
    /** The customer's e-mail address. */
    customerEmail: string | null;
    /** Your own id of the order. */
    orderId: string | null;
    /**
     * The till or branch it was made at.
     * @default null
     */
    terminal: string | null;
    /** The payment link it was made from; null without one. */
    linkId: string | null;
    /** The expired payment of the same order that this one renews. */
    replaces: string | null;
    /** The payment that renewed this one after it expired. */
    replacedBy: string | null;
    /** Of the link it was made from. */
    title: string | null;
    /** Text for people, for example what is paid for. */
    description: string | null;
    /** Open reasons. */
    attention: AttentionReason[];
    refundStatus: RefundStatus;
    network: NetworkId;
    /** True when the money is real: the network is the main network. */
    livemode: boolean;
    /** Grows with each change of the object. */
    version: number;
    createdAt: Time;
    expiresAt: Time;
    confirmedAt: Time | null;
    /** With `expand`: the link it was made from; null without one. */
    link?: Link | null;
    /** With `expand`: the newest 10 refunds; their `claimUrl` is null here. */
    refunds?: {
        /** The rows of this page. */
        data: Refund[];
        /** There are rows after this page. */
        hasMore: boolean;
    };
    /** With `expand`: the newest 10 events; `GET /events` has their bodies. */
    events?: {
        /** The rows of this page. */
        data: ExpandedEvent[];
        /** There are rows after this page. */
        hasMore: boolean;
    };
    /** With `expand`: the newest 10 notes. */
    notes?: {
        /** The rows of this page. */
        data: PaymentNote[];
        /** There are rows after this page. */
        hasMore: boolean;
    };
}
/**
 * How much of what was received was sent back.
 * @enum {string}
 */
export type RefundStatus = "none" | "partial" | "full";
export interface Refund {
    /** Names the object in paths and filters; opaque. */
    id: string;
    status: DisbursementStatus;
    /** What the wallet is asked to send, exactly. */
    amount: Kas;
    amountSompi: Sompi;
    /** For the merchant's wallet, as QR code or link; null unless it awaits the signature. */
    uri: string | null;
    /** The transaction that pays it. */
    txId: string | null;
    /** The transaction in a block explorer; null where none knows the network. */
    explorerUrl: string | null;
    /** Of the output that pays it. */
    confirmations: number;
    /** Confirmations after which it counts as final; about ten a second. */
    requiredConfirmations: number;
    /** Outputs that pay it, on the chain or in the mempool. */
    outputs: OutgoingTransfer[];
    /**
     * `unknown_source`: an output fits and was sent from elsewhere; attach it if it is yours. `second_output`: the same sum went there twice. `paid_after_end`: it was paid after it was canceled or had failed.
     * @enum {string|null}
     */
    attention: "unknown_source" | "second_output" | "paid_after_end" | null;
    /** Why it was canceled or failed. */
    endReason: string | null;
    network: NetworkId;
    /** True when the money is real: the network is the main network. */
    livemode: boolean;
    /** Rises with each change. */
    version: number;
    /** Who asked for it: `user:…` or `key:…`. */
    createdBy: string;
    createdAt: Time;
    /** When it fails if nobody has acted; null = never. */
    expiresAt: Time | null;
    confirmedAt: Time | null;
    /** The payment that is refunded. */
    paymentId: string;
    /** Null until the payer names one. */
    address: string | null;
    basis: RefundBasis;
    sums: RefundSums;
    /** Why, for people. */
    reason: string | null;
    /** Where the claim link was sent; null without a mail server. */
    email: string | null;
    /** For the payer; null unless it awaits the destination, and for callers without `refunds:write`. Treat it as a secret. */
    claimUrl: string | null;
}
/**
 * State of a refund or payout.
 * @enum {string}
 */
export type DisbursementStatus = "awaiting_approval" | "awaiting_destination" | "awaiting_signature" | "broadcast" | "confirmed" | "failed" | "canceled";
export interface OutgoingTransfer {
    /** Id of the transaction. */
    txId: string;
    /** Place of the output in its transaction. */
    index: number;
    /**
     * Its present state.
     * @enum {string}
     */
    status: "accepted" | "confirmed" | "reverted";
    /**
     * `wallet`: it spends addresses of the store's wallet. `unknown`: it does not, and counts once you say so. `attached`: you said so.
     * @enum {string}
     */
    source: "wallet" | "unknown" | "attached";
    /** This output pays the request; the others are shown only. */
    counts: boolean;
    /** The transaction in a block explorer; null where none knows the network. */
    explorerUrl: string | null;
}
/** Of a refund: as they were when it was made. */
export interface RefundSums {
    /** The same KAS. */
    kas: KasSum | null;
    /** KAS worth the fiat at the rate of the payment; null without a rate. */
    fiatAtPayment: KasSum | null;
    /** KAS worth the fiat at the rate of now; null without a rate. */
    fiatNow: KasSum | null;
    /** What it was worth when it was paid. */
    atPayment: FiatSum | null;
    /** Fiat per KAS now. */
    rateNow: string | null;
}
export interface KasSum {
    amount: Kas;
    amountSompi: Sompi;
}
export interface FiatSum {
    amount: FiatAmount;
    /** Code of the currency in capitals; `KAS` for Kaspa itself. */
    currency: string;
    /** Fiat per KAS. */
    rate: string;
}
export interface ExpandedEvent {
    /** Names the object in paths and filters; opaque. */
    id: string;
    /** Name of the event. */
    event: string;
    timestamp: Time;
    /** Rises with each event of the payment. */
    sequence: number | null;
}
export interface PaymentNote {
    /** Names the object in paths and filters; opaque. */
    id: string;
    /** For staff alone. */
    text: string;
    /** Who wrote it: `user:usr_…` or `key:key_…`. */
    author: string;
    createdAt: Time;
}
export interface RedirectCheck {
    /**
     * This server signed the return. No proof of payment.
     * @constant
     */
    valid: true;
    /** The payment is confirmed now. */
    verified: boolean;
    /** The payment as it is now. */
    payment: {
        /** Names the object in paths and filters; opaque. */
        id: string;
        /** Your own id of the order. */
        orderId: string | null;
        /** Now; the return may say an earlier one. */
        status: PaymentStatus;
        confirmedAt: Time | null;
    };
}
export type PaymentAnswer = PaymentFull | PublicPayment;
export interface PaymentFull {
    /**
     * All of a payment, for the store that owns it. (enum property replaced by openapi-typescript)
     * @enum {string}
     */
    view: "merchant";
    /** Names the object in paths and filters; opaque. */
    id: string;
    status: PaymentStatus;
    /** The price as the shop asked it, in `currency`, without a surcharge; null while the payer chooses the amount. */
    amount: string | null;
    /** @default null */
    amountMinor: MinorAmount | null;
    /**
     * On top of `amount`; null without one. Refunds go by the KAS received, so they hold it too.
     * @default null
     */
    surcharge: Surcharge | null;
    /** KAS to pay for `amount`, or for `surcharge.total` where there is a surcharge; null while the payer chooses the amount. */
    amountExpected: Kas | null;
    amountExpectedSompi: Sompi | null;
    /** What counts: the sum of the credited transfers. */
    amountReceived: Kas;
    amountReceivedSompi: Sompi;
    /** Came and does not count: late and not accepted by the shop, or after a cancel. Never part of `amountReceived`. */
    amountUncredited: Kas;
    amountUncreditedSompi: Sompi;
    /** What the price is in. */
    currency: string;
    /** The price in fiat and the rate it was turned into KAS with; null for a price in KAS. */
    fiat: FiatValue | null;
    /** Id of the transaction. */
    txId: string | null;
    /** Of the first credited transfer. It may be an exchange's: never refund to it unasked. */
    senderAddress: string | null;
    /** The address that is paid. */
    kaspaAddress: string;
    /** The customer's name. */
    customerName: string | null;
    /** The customer's e-mail address. */
    customerEmail: string | null;
    /** Your own id of the order. */
    orderId: string | null;
    /**
     * The till or branch it was made at.
     * @default null
     */
    terminal: string | null;
    /** The payment link it was made from; null without one. */
    linkId: string | null;
    /** The expired payment of the same order that this one renews. */
    replaces: string | null;
    /** The payment that renewed this one after it expired. */
    replacedBy: string | null;
    /** Of the link it was made from. */
    title: string | null;
    /** Text for people, for example what is paid for. */
    description: string | null;
    /** Open reasons. */
    attention: AttentionReason[];
    refundStatus: RefundStatus;
    network: NetworkId;
    /** True when the money is real: the network is the main network. */
    livemode: boolean;
    /** Grows with each change of the object. */
    version: number;
    createdAt: Time;
    expiresAt: Time;
    confirmedAt: Time | null;
    amountSeen: Kas;
    amountSeenSompi: Sompi;
    /** The same as `amountReceived`. */
    amountCredited: Kas;
    amountCreditedSompi: Sompi;
    amountConfirmed: Kas;
    amountConfirmedSompi: Sompi;
    amountMissing: Kas;
    amountMissingSompi: Sompi;
    topUp: Kas;
    topUpSompi: Sompi;
    amountOverpaid: Kas;
    amountOverpaidSompi: Sompi;
    amountRefunded: Kas;
    amountRefundedSompi: Sompi;
    tolerance: Kas;
    toleranceSompi: Sompi;
    /** Value of what was received, at the rates of receipt. */
    fiatAtReceipt: FiatAmount | null;
    /**
     * The same in US dollars, whatever the price's currency; null when no such rate was known.
     * @default null
     */
    usdAtReceipt: FiatAmount | null;
    /**
     * `payment` asks for an amount, `deposit` takes what the payer sends.
     * @enum {string}
     */
    type: "payment" | "deposit";
    /** Asks a wallet for the amount: `kaspa:…?amount=…`. */
    uri: string | null;
    /** All payments of the store share one address: `amountExpected` is `amount` and a few sompi that no other open payment asks, and only this exact sum pays. */
    exactAmount: boolean;
    /** The address may be shown: not over, not fully paid. */
    payable: boolean;
    /** The page to pay on. In events without the payer's token: read the payment for that. */
    checkoutUrl: string;
    /** The one that counts. */
    quote: Quote | null;
    /** All rates that were offered, oldest first. */
    quotes: Quote[];
    quoteExpiresAt: Time | null;
    /** What the payment asks for, or more while money counts that needs more: 1000 for newly mined (coinbase) money. */
    requiredConfirmations: number;
    /** How deep its block is. */
    confirmations: number;
    takenBack: TakenBack | null;
    firstSeenAt: Time | null;
    /** Place of the address in the account; null for a single address. */
    addressIndex: number | null;
    /** The store. */
    storeId: string;
    /** What is paid for; shown on the page and on receipts. */
    items: Item[];
    /** Your own values, kept and answered unchanged. */
    metadata: Record<string, unknown>;
    /**
     * `payer`: set by the page, not to be trusted.
     * @enum {string}
     */
    metadataSource: "merchant" | "payer";
    /** The customer's words to the shop. */
    customerNote: string | null;
    /** Where the payer goes after paying; its host is on the store's list. */
    redirectUrl: string | null;
    /** Where the payer goes without paying. */
    cancelUrl: string | null;
    /**
     * Gets the events of this payment as well.
     * @default null
     */
    callbackUrl: string | null;
    /** Shown to the payer after paying. */
    successMessage: string | null;
    /** What a person said about the payment; null = nothing. */
    mark: {
        /**
         * What it was marked as.
         * @enum {string}
         */
        kind: "paid" | "invalid" | "canceled";
        /** Who did it: `user:…`, `key:…`, `payer` or the system. */
        actor: string;
        /** Why, for people. */
        reason: string;
        at: Time;
    } | null;
    /** All of them, with how each was resolved. */
    attentions: AttentionEntry[];
    /** Outputs that pay it, oldest first. */
    transfers: Transfer[];
    /** What happened to it, oldest first. */
    timeline: TimelineEntry[];
    /** What POST …/mark accepts now. */
    allowedMarks: ("paid" | "invalid" | "clear")[];
    /** What else is accepted now. */
    allowedActs: ("cancel" | "requote" | "renew" | "resolve" | "attach" | "simulate")[];
    /** About how long until it is confirmed; null unless confirming. */
    confirmationSecondsLeft: number | null;
    /** What POST …/simulate plays now; null where the money is real or no simulator is embedded. */
    simulations: Simulation[] | null;
    /** Picture of the URI as SVG. */
    qrUrl: string;
    serverTime: Time;
    /** With `expand`: the link it was made from; null without one. */
    link?: Link | null;
    /** With `expand`: the newest 10 refunds; their `claimUrl` is null here. */
    refunds?: {
        /** The rows of this page. */
        data: Refund[];
        /** There are rows after this page. */
        hasMore: boolean;
    };
    /** With `expand`: the newest 10 events; `GET /events` has their bodies. */
    events?: {
        /** The rows of this page. */
        data: ExpandedEvent[];
        /** There are rows after this page. */
        hasMore: boolean;
    };
    /** With `expand`: the newest 10 notes. */
    notes?: {
        /** The rows of this page. */
        data: PaymentNote[];
        /** There are rows after this page. */
        hasMore: boolean;
    };
}
/** Money of this payment that the network took back (a reorganisation or a double spend), while what is left is not enough. It may still come back by itself until the status is `invalid` or `expired`. Null = none. */
export interface TakenBack {
    amount: Kas;
    amountSompi: Sompi;
    /** The newest of them. */
    txId: string;
}
export interface AttentionEntry {
    reason: AttentionReason;
    /**
     * Its present state.
     * @enum {string}
     */
    state: "open" | "accepted" | "refunded" | "ignored" | "cleared";
    amount: Kas;
    amountSompi: Sompi;
    raisedAt: Time;
    resolvedAt: Time | null;
    /** Who resolved it; null while it is open. */
    resolvedBy: string | null;
    /** Why, for the timeline and the audit log. */
    note: string | null;
}
export interface Transfer {
    /** Id of the transaction. */
    txId: string;
    /** Place of the output in its transaction. */
    index: number;
    amount: Kas;
    amountSompi: Sompi;
    status: TransferStatus;
    /** How deep its block is. */
    confirmations: number;
    /** 1000 at least for newly mined (coinbase) money. */
    requiredConfirmations: number;
    /** It came after the payment was over. */
    late: boolean;
    /** It counts: part of `amountReceived`. */
    credited: boolean;
    seenAt: Time | null;
    paidAt: Time | null;
    confirmedAt: Time | null;
    /** The chain block that accepted it; null before. */
    acceptingBlockHash: string | null;
    /** That block's DAA score, as digits. */
    acceptingDaaScore: string | null;
    /** A hint: may be an exchange. */
    senderAddresses: string[];
    /** Fiat per KAS at receipt. */
    rate: string | null;
    fiatAtReceipt: FiatAmount | null;
    /** The transaction in a block explorer; null where none knows the network. */
    explorerUrl: string | null;
}
/**
 * State of a transfer, as the chain is.
 * @enum {string}
 */
export type TransferStatus = "detected" | "accepted" | "confirmed" | "reverted" | "dropped";
export interface TimelineEntry {
    /** For example `payment.created`, `transfer.accepted`, `act.cancel`. */
    kind: string;
    at: Time;
    /** Who did it: `user:…`, `key:…`, `payer` or the system. */
    actor: string | null;
    /** More about it; what it holds depends on `kind`. */
    detail: Record<string, unknown>;
}
export interface Simulation {
    case: SimulatedCase;
    /** Why it cannot be played now; null = it can. */
    unavailable: string | null;
}
export interface PublicPayment {
    /**
     * What a payer sees of a payment. (enum property replaced by openapi-typescript)
     * @enum {string}
     */
    view: "payer";
    /** Names the object in paths and filters; opaque. */
    id: string;
    status: PaymentStatus;
    /** Of the open reasons `underpaid`, `overpaid` and `late`. */
    attention: AttentionReason[];
    /** The address may be shown: not over, not fully paid. */
    payable: boolean;
    /** The price as the shop asked it, in `currency`, without a surcharge; null while the payer chooses the amount. */
    amount: string | null;
    /** On top of `amount`; null without one. Refunds go by the KAS received, so they hold it too. */
    surcharge: Surcharge | null;
    /** KAS to pay for `amount`, or for `surcharge.total` where there is a surcharge; null while the payer chooses the amount. */
    amountExpected: Kas | null;
    amountExpectedSompi: Sompi | null;
    amountSeen: Kas;
    amountSeenSompi: Sompi;
    /** What counts. */
    amountReceived: Kas;
    amountReceivedSompi: Sompi;
    /** Came and does not count: late and not accepted by the shop, or after a cancel. Never part of `amountReceived`. */
    amountUncredited: Kas;
    amountUncreditedSompi: Sompi;
    takenBack: TakenBack | null;
    amountMissing: Kas;
    amountMissingSompi: Sompi;
    topUp: Kas;
    topUpSompi: Sompi;
    amountOverpaid: Kas;
    amountOverpaidSompi: Sompi;
    /** Code of the currency in capitals; `KAS` for Kaspa itself. */
    currency: string;
    /** The price in fiat and the rate it was turned into KAS with; null for a price in KAS. */
    fiat: FiatValue | null;
    /** The address that is paid. */
    kaspaAddress: string;
    /** Asks for the amount due now; null when nothing is due. */
    uri: string | null;
    /** Single-address mode: the sum identifies the payer. */
    exactAmount: boolean;
    network: NetworkId;
    /** True when the money is real: the network is the main network. */
    livemode: boolean;
    /** What the payment asks for, or more while money counts that needs more: 1000 for newly mined (coinbase) money. */
    requiredConfirmations: number;
    /** How deep its block is. */
    confirmations: number;
    firstSeenAt: Time | null;
    confirmedAt: Time | null;
    expiresAt: Time;
    quoteExpiresAt: Time | null;
    serverTime: Time;
    /** Grows with each change of the object. */
    version: number;
    /** Outputs that pay it, oldest first. */
    transfers: PublicTransfer[];
    /** The newest first, at most 100. */
    refunds: PublicRefund[];
    /** Heading of the page. */
    title: string | null;
    /** Text for people, for example what is paid for. */
    description: string | null;
    /** What is paid for; shown on the page and on receipts. */
    items: Item[];
    /** Shown to the payer after paying. */
    successMessage: string | null;
    /** Signed; only once the status is final. */
    returnUrl: string | null;
    /** The way back to the shop without paying, in every state; unsigned. */
    cancelUrl: string | null;
    /** POST …/renew answers with a payment of the same order, the first time or again. */
    canRenew: boolean;
    /** The expired payment of the same order that this one renews. */
    replaces: string | null;
    /** The payment that renewed this one after it expired. */
    replacedBy: string | null;
    /** The payer's receipt; null before the payment is confirmed. */
    receiptUrl: string | null;
    /** Holds `{txId}`. */
    explorerTxTemplate: string | null;
    /** Simulated stores only. */
    demoWalletUrl: string | null;
    /** The store. */
    store: {
        /** Name, for people. */
        name: string;
        /** The store's picture; null without one. */
        logoUrl: string | null;
        /** Where payers find help: an https or mailto address. */
        supportUrl: string | null;
        /** Colour of buttons: `#` and six hex digits; null = ours. */
        accentColor: string | null;
    };
}
export interface PublicTransfer {
    /** Id of the transaction. */
    txId: string;
    /** Place of the output in its transaction. */
    index: number;
    amount: Kas;
    amountSompi: Sompi;
    status: TransferStatus;
    /** It counts: part of `amountReceived`. */
    credited: boolean;
    /** How deep its block is. */
    confirmations: number;
    /** Confirmations after which it counts as final; about ten a second. */
    requiredConfirmations: number;
    paidAt: Time | null;
    confirmedAt: Time | null;
}
export interface PublicRefund {
    status: DisbursementStatus;
    amount: Kas;
    amountSompi: Sompi;
    /** Id of the transaction. */
    txId: string | null;
    createdAt: Time;
}
export interface PaymentNoteList {
    /** The rows of this page. */
    data: PaymentNote[];
    /** There are rows after this page. */
    hasMore: boolean;
    /** Send as `cursor` for the next page. */
    nextCursor: string | null;
}
export interface UnmatchedList {
    /** The rows of this page. */
    data: UnmatchedTransfer[];
    /** There are rows after this page. */
    hasMore: boolean;
    /** Send as `cursor` for the next page. */
    nextCursor: string | null;
}
export interface UnmatchedTransfer {
    /** Id of the transaction. */
    txId: string;
    /** Place of the output in its transaction. */
    index: number;
    amount: Kas;
    amountSompi: Sompi;
    /** A Kaspa address. */
    address: string;
    at: Time;
    /** Why no payment owns it, for people. */
    reason: string;
    /**
     * `no_owner`: nobody waited for money there; `amount`: no payment has this exact amount; `ambiguous`: several have it; `own_change`: the address paid itself, so it is listed as ignored.
     * @enum {string}
     */
    reasonCode: "no_owner" | "amount" | "ambiguous" | "own_change" | "known";
    /**
     * `reverted`: its block left the chain, it is no money now.
     * @enum {string}
     */
    status: "accepted" | "reverted";
    /** A person decided that it stays as it is. */
    ignored: boolean;
    /** Why it was put aside. */
    note: string | null;
    /** The transaction in a block explorer; null where none knows the network. */
    explorerUrl: string | null;
    /** Payments of nearly the same amount on the same day, the likeliest first; at most 3. */
    guesses: {
        /** The payment; null when it is about none. */
        paymentId: string;
        amountExpected: Kas;
        createdAt: Time;
    }[];
}
export interface RefundPreview {
    /** The payment that would be refunded. */
    paymentId: string;
    sums: RefundSums;
    /** What may still be refunded: received less refunds that are open or done. */
    left: Kas;
    leftSompi: Sompi;
    /** Smaller sums cannot be sent. */
    minimum: Kas;
    /** Where the money came from. It may be an exchange: ask the payer before you send anything there. */
    senderAddresses: string[];
}
export interface RefundList {
    /** The rows of this page. */
    data: Refund[];
    /** There are rows after this page. */
    hasMore: boolean;
    /** Send as `cursor` for the next page. */
    nextCursor: string | null;
}
export interface Payout {
    /** Names the object in paths and filters; opaque. */
    id: string;
    status: DisbursementStatus;
    /** What the wallet is asked to send, exactly. */
    amount: Kas;
    amountSompi: Sompi;
    /** For the merchant's wallet, as QR code or link; null unless it awaits the signature. */
    uri: string | null;
    /** The transaction that pays it. */
    txId: string | null;
    /** The transaction in a block explorer; null where none knows the network. */
    explorerUrl: string | null;
    /** Of the output that pays it. */
    confirmations: number;
    /** Confirmations after which it counts as final; about ten a second. */
    requiredConfirmations: number;
    /** Outputs that pay it, on the chain or in the mempool. */
    outputs: OutgoingTransfer[];
    /**
     * `unknown_source`: an output fits and was sent from elsewhere; attach it if it is yours. `second_output`: the same sum went there twice. `paid_after_end`: it was paid after it was canceled or had failed.
     * @enum {string|null}
     */
    attention: "unknown_source" | "second_output" | "paid_after_end" | null;
    /** Why it was canceled or failed. */
    endReason: string | null;
    network: NetworkId;
    /** True when the money is real: the network is the main network. */
    livemode: boolean;
    /** Rises with each change. */
    version: number;
    /** Who asked for it: `user:…` or `key:…`. */
    createdBy: string;
    createdAt: Time;
    /** When it fails if nobody has acted; null = never. */
    expiresAt: Time | null;
    confirmedAt: Time | null;
    /** In which the amount was asked. */
    currency: string;
    /** Of an amount asked in fiat. */
    fiat: FiatSum | null;
    /** Who gets it: an address of the store's network. */
    recipientAddress: string;
    /** Your own id of the order. */
    orderId: string | null;
    /** Text for people, for example what is paid for. */
    description: string | null;
    /** Your own values, kept and answered unchanged. */
    metadata: Record<string, unknown>;
    /** Who approved it: `user:…` or `key:…`; null before. */
    approvedBy: string | null;
    /** Whoever asked for it may not approve it. */
    needsOtherPerson: boolean;
}
export interface PayoutList {
    /** The rows of this page. */
    data: Payout[];
    /** There are rows after this page. */
    hasMore: boolean;
    /** Send as `cursor` for the next page. */
    nextCursor: string | null;
}
export interface PayoutsImported {
    /** The rows of this page. */
    data: Payout[];
    /** How many. */
    count: number;
}
export interface DepositSettings {
    /** False: no new addresses. Addresses that exist are watched and credited as before. */
    enabled: boolean;
    /** Of `minimum` and `maximum`: KAS or an enabled currency. A change needs both of them again. */
    currency: string;
    /** In `currency`. */
    minimum: string | null;
    /** In `currency`. */
    maximum: string | null;
    /** Of each new deposit. Null: by its value, as the store's payments. */
    requiredConfirmations: number | null;
    network: NetworkId;
    /** True when the money is real: the network is the main network. */
    livemode: boolean;
    /** Null: never set. */
    updatedAt: Time | null;
}
export interface DepositAccountCreated {
    /** Names the object in paths and filters; opaque. */
    id: string;
    /** Your own id of the customer. */
    externalUserId: string;
    /** Your own name for it; nobody else sees it. */
    label: string | null;
    /** Your own values, kept and answered unchanged. */
    metadata: Record<string, unknown>;
    /** Permanent: every output to it is one deposit. */
    address: string;
    /** Place of the address in the account; null for a single address. */
    addressIndex: number;
    network: NetworkId;
    /** True when the money is real: the network is the main network. */
    livemode: boolean;
    /** What came to the account. */
    totals: DepositTotals;
    lastDepositAt: Time | null;
    createdAt: Time;
    updatedAt: Time;
    /** False: the customer had an account, which is answered as it is. */
    created: boolean;
}
export interface DepositTotals {
    /** Credited and confirmed: what the customer has received. */
    confirmed: Kas;
    confirmedSompi: Sompi;
    /** On the chain, not confirmed yet. */
    confirming: Kas;
    confirmingSompi: Sompi;
    /** On the chain and never credited: below the minimum, or bound to a covenant. */
    uncredited: Kas;
    uncreditedSompi: Sompi;
    /** Deposits on the chain, credited or not. */
    deposits: number;
}
export interface DepositAccountList {
    /** The rows of this page. */
    data: DepositAccount[];
    /** There are rows after this page. */
    hasMore: boolean;
    /** Send as `cursor` for the next page. */
    nextCursor: string | null;
}
export interface DepositAccount {
    /** Names the object in paths and filters; opaque. */
    id: string;
    /** Your own id of the customer. */
    externalUserId: string;
    /** Your own name for it; nobody else sees it. */
    label: string | null;
    /** Your own values, kept and answered unchanged. */
    metadata: Record<string, unknown>;
    /** Permanent: every output to it is one deposit. */
    address: string;
    /** Place of the address in the account; null for a single address. */
    addressIndex: number;
    network: NetworkId;
    /** True when the money is real: the network is the main network. */
    livemode: boolean;
    /** What came to the account. */
    totals: DepositTotals;
    lastDepositAt: Time | null;
    createdAt: Time;
    updatedAt: Time;
}
export interface DepositList {
    /** The rows of this page. */
    data: Deposit[];
    /** There are rows after this page. */
    hasMore: boolean;
    /** Send as `cursor` for the next page. */
    nextCursor: string | null;
}
export interface Deposit {
    /** Names the object in paths and filters; opaque. */
    id: string;
    /** The deposit account. */
    accountId: string;
    /** Your own id of the customer. */
    externalUserId: string;
    status: DepositStatus;
    /** It counts: `confirming` or `confirmed`. Credit the customer at `confirmed`. */
    credited: boolean;
    /** More than the maximum that was set when it came: look at it. */
    aboveMaximum: boolean;
    /** After a gap in the chain's history the node no longer showed it: check it by hand. */
    vanished: boolean;
    amount: Kas;
    amountSompi: Sompi;
    /** A Kaspa address. */
    address: string;
    /** Id of the transaction. */
    txId: string;
    /** Place of the output in its transaction. */
    index: number;
    /** How deep its block is. */
    confirmations: number;
    /** Confirmations after which it counts as final; about ten a second. */
    requiredConfirmations: number;
    /** Newly mined: needs at least 1000 confirmations. */
    coinbase: boolean;
    /** Of `rate` and `fiatAtReceipt`. */
    currency: string;
    /** `currency` per KAS at receipt; null when no rate was known. */
    rate: string | null;
    fiatAtReceipt: FiatAmount | null;
    /** The minimum that it was compared with, in KAS. */
    minimum: Kas;
    minimumSompi: Sompi;
    /** A hint; never a proof of who paid. */
    senderAddresses: string[];
    /** The chain block that accepted it; null before. */
    acceptingBlockHash: string | null;
    /** That block's DAA score, as digits. */
    acceptingDaaScore: string | null;
    receivedAt: Time;
    confirmedAt: Time | null;
    /** The transaction in a block explorer; null where none knows the network. */
    explorerUrl: string | null;
    network: NetworkId;
    /** True when the money is real: the network is the main network. */
    livemode: boolean;
    /** Grows with each change of the object. */
    version: number;
}
export interface BalanceList {
    /** The rows of this page. */
    data: Balance[];
}
export type Balance = AvailableBalance | UnknownBalance;
export interface AvailableBalance {
    /**
     * Whether the balance is known.
     * @constant
     */
    available: true;
    network: NetworkId;
    /** All that lies on the addresses: `mature`, `immature` and `covenant`. */
    total: Kas;
    totalSompi: Sompi;
    /** What the wallet can spend. */
    mature: Kas;
    matureSompi: Sompi;
    /** Newly mined, with less than 1000 confirmations. */
    immature: Kas;
    immatureSompi: Sompi;
    /** Bound to a contract. */
    covenant: Kas;
    covenantSompi: Sompi;
    /** Unspent outputs. A wallet needs several transactions to spend very many. */
    utxos: number;
    /** Addresses that were looked at: those that ever received money. */
    addresses: number;
    /** The node's DAA score at which the sum is true. */
    asOfDaaScore: string;
    readAt: Time;
}
export interface UnknownBalance {
    /**
     * Whether the balance is known.
     * @constant
     */
    available: false;
    network: NetworkId;
    /**
     * Why the balance is not known, for programs.
     * @enum {string}
     */
    reason: "node_unavailable" | "node_unsynced" | "no_utxo_index" | "too_many_addresses" | "changing";
    /** The reason and what to do, for people. */
    message: string;
}
export interface ReceiptCheck {
    /** This gateway signed exactly this receipt. Read `current` as well. */
    valid: boolean;
    /**
     * Why it is not valid. `malformed`: no receipt of this form. `unknown_key`: signed by another gateway, or with another master key. `bad_signature`: something was changed.
     * @enum {string|null}
     */
    reason: "malformed" | "unknown_key" | "bad_signature" | null;
    /** What the gateway knows now; null unless `valid`. */
    current: {
        /** Everything that the receipt says of payment and chain is still so. */
        holds: boolean;
        /**
         * What changed. `payment_unknown`: this gateway has no such payment. `transfer_reverted`: a reorganisation took money of the receipt away. `payment_not_confirmed`: it is not confirmed any more with this money, see `status`. `transfer_moved`: the money is there, another block accepted it: issue the receipt again.
         * @enum {string|null}
         */
        reason: "payment_unknown" | "transfer_reverted" | "payment_not_confirmed" | "transfer_moved" | null;
        status: PaymentStatus | null;
        /**
         * A refund does not change `holds`.
         * @enum {string|null}
         */
        refundStatus: "none" | "partial" | "full" | null;
        checkedAt: Time;
    } | null;
}
export interface WebhookEndpointCreated {
    /** Names the object in paths and filters; opaque. */
    id: string;
    /** Where events are sent. */
    url: string;
    /** Names and wildcards that the endpoint gets. */
    events: string[];
    format: WebhookFormat;
    /** Your own name for it; null without one. */
    description: string | null;
    /** False: nothing is sent. */
    isActive: boolean;
    /**
     * Its present state.
     * @enum {string}
     */
    state: "healthy" | "failing" | "disabled";
    /** Why it was switched off; null while it is on. */
    disabledReason: string | null;
    failingSince: Time | null;
    /** The newest attempt; null before the first. */
    lastDelivery: {
        at: Time;
        /** HTTP status of the answer; null without one. */
        status: number | null;
        /** The endpoint took it. */
        ok: boolean;
    } | null;
    /** 0 to 1; null without deliveries. */
    successRate24h: number | null;
    /** A rotation is under way: until then, or until it is finished, both secrets sign. */
    previousSecretExpiresAt: Time | null;
    /** True when the money is real: the network is the main network. */
    livemode: boolean;
    createdAt: Time;
    /** `whsec_…`, shown this once. */
    secret: string;
}
export interface WebhookEndpointList {
    /** The rows of this page. */
    data: WebhookEndpoint[];
    /** There are rows after this page. */
    hasMore: boolean;
    /** Send as `cursor` for the next page. */
    nextCursor: string | null;
}
export interface WebhookEndpoint {
    /** Names the object in paths and filters; opaque. */
    id: string;
    /** Where events are sent. */
    url: string;
    /** Names and wildcards that the endpoint gets. */
    events: string[];
    format: WebhookFormat;
    /** Your own name for it; null without one. */
    description: string | null;
    /** False: nothing is sent. */
    isActive: boolean;
    /**
     * Its present state.
     * @enum {string}
     */
    state: "healthy" | "failing" | "disabled";
    /** Why it was switched off; null while it is on. */
    disabledReason: string | null;
    failingSince: Time | null;
    /** The newest attempt; null before the first. */
    lastDelivery: {
        at: Time;
        /** HTTP status of the answer; null without one. */
        status: number | null;
        /** The endpoint took it. */
        ok: boolean;
    } | null;
    /** 0 to 1; null without deliveries. */
    successRate24h: number | null;
    /** A rotation is under way: until then, or until it is finished, both secrets sign. */
    previousSecretExpiresAt: Time | null;
    /** True when the money is real: the network is the main network. */
    livemode: boolean;
    createdAt: Time;
    /** Masked. */
    secret: string;
}
export interface RotatedSecret {
    /** Names the object in paths and filters; opaque. */
    id: string;
    /** Signs what is sent; shown this once. */
    secret: string;
    previousSecretExpiresAt: Time;
}
export interface TestResult {
    /** The endpoint answered with a 2xx status. */
    delivered: boolean;
    /** HTTP status of the answer; null without one. */
    status: number | null;
    /** Milliseconds until the answer. */
    latencyMs: number;
    /** For example `dns`, `tls`, `refused`, `timeout`, `blocked_address`. */
    errorClass: string | null;
    /** What happened, for people. */
    message: string | null;
    /** At most 1 KiB of the answer. */
    responseSnippet: string | null;
    /** The event; the same for each attempt. */
    eventId: string;
    /** The delivery; null when nothing was stored. */
    deliveryId: string | null;
}
export interface ResendCount {
    /** How many. */
    count: number;
}
export interface DeliveryList {
    /** The rows of this page. */
    data: Delivery[];
    /** There are rows after this page. */
    hasMore: boolean;
    /** Send as `cursor` for the next page. */
    nextCursor: string | null;
}
export interface Delivery {
    /** Names the object in paths and filters; opaque. */
    id: string;
    /** The event; the same for each attempt. */
    eventId: string;
    event: EventName;
    /** The webhook endpoint. */
    endpointId: string;
    /** Where events are sent. */
    url: string;
    /** To the payment's own `callbackUrl`, not to a registered endpoint. */
    callback: boolean;
    /** The payment; null when it is about none. */
    paymentId: string | null;
    state: DeliveryState;
    /** Attempts so far. */
    attempts: number;
    /** After so many attempts it is given up. */
    maxAttempts: number;
    /** Sent again by hand: it goes out with `X-KP-Resend: true`. */
    resent: boolean;
    nextAttemptAt: Time | null;
    lastAttemptAt: Time | null;
    /** HTTP status of the last answer; null without one. */
    lastStatus: number | null;
    /** Milliseconds until the answer. */
    latencyMs: number | null;
    /** Kind of failure, for programs; null without one. */
    errorClass: string | null;
    /** What happened, for people. */
    message: string | null;
    createdAt: Time;
    deliveredAt: Time | null;
}
export interface EventList {
    /** The rows of this page. */
    data: StoredEvent[];
    /** There are rows after this page. */
    hasMore: boolean;
    /** Send as `cursor` for the next page. */
    nextCursor: string | null;
}
export interface StoredEvent {
    /** Equals the `webhook-id` header; stable over retries. */
    id: string;
    event: EventName;
    timestamp: Time;
    /** `sequence` rises with every event of one payment, its refunds included, and of one deposit. It is not gapless for a subscriber: events that an endpoint does not get are counted too. It is null where an event is about neither: `payout.*` (compare `data.payout.version`), `webhook.test` and every other test event, `webhook.disabled`, `link.*` and `wallet.changed`. */
    sequence: number | null;
    /** The store. */
    storeId: string;
    /** True when the money is real: the network is the main network. */
    livemode: boolean;
    /** What the event is about. */
    data: {
        /** The full payment, as it was after the event. */
        payment?: Payment;
        /** The transfer, for events of transfers. */
        transfer?: Transfer;
        /** The refund, for events of refunds. */
        refund?: Record<string, unknown>;
        /** The payout, for events of payouts. */
        payout?: Record<string, unknown>;
        /** The deposit, for events of deposits. */
        deposit?: Record<string, unknown>;
        /** Id, slug and title, for events of payment links. */
        link?: Record<string, unknown>;
        /** The endpoint, for events of endpoints. */
        endpoint?: Record<string, unknown>;
        /** The store's wallet, for events of wallets. */
        wallet?: Record<string, unknown>;
        /** For example `{ late: true }`. */
        detail?: Record<string, unknown>;
    };
    /** No endpoint still waits for it. */
    delivered: boolean;
}
export interface Payment {
    /** Names the object in paths and filters; opaque. */
    id: string;
    status: PaymentStatus;
    /** The price as the shop asked it, in `currency`, without a surcharge; null while the payer chooses the amount. */
    amount: string | null;
    /** @default null */
    amountMinor: MinorAmount | null;
    /**
     * On top of `amount`; null without one. Refunds go by the KAS received, so they hold it too.
     * @default null
     */
    surcharge: Surcharge | null;
    /** KAS to pay for `amount`, or for `surcharge.total` where there is a surcharge; null while the payer chooses the amount. */
    amountExpected: Kas | null;
    amountExpectedSompi: Sompi | null;
    /** What counts: the sum of the credited transfers. */
    amountReceived: Kas;
    amountReceivedSompi: Sompi;
    /** Came and does not count: late and not accepted by the shop, or after a cancel. Never part of `amountReceived`. */
    amountUncredited: Kas;
    amountUncreditedSompi: Sompi;
    /** What the price is in. */
    currency: string;
    /** The price in fiat and the rate it was turned into KAS with; null for a price in KAS. */
    fiat: FiatValue | null;
    /** Id of the transaction. */
    txId: string | null;
    /** Of the first credited transfer. It may be an exchange's: never refund to it unasked. */
    senderAddress: string | null;
    /** The address that is paid. */
    kaspaAddress: string;
    /** The customer's name. */
    customerName: string | null;
    /** The customer's e-mail address. */
    customerEmail: string | null;
    /** Your own id of the order. */
    orderId: string | null;
    /**
     * The till or branch it was made at.
     * @default null
     */
    terminal: string | null;
    /** The payment link it was made from; null without one. */
    linkId: string | null;
    /** The expired payment of the same order that this one renews. */
    replaces: string | null;
    /** The payment that renewed this one after it expired. */
    replacedBy: string | null;
    /** Of the link it was made from. */
    title: string | null;
    /** Text for people, for example what is paid for. */
    description: string | null;
    /** Open reasons. */
    attention: AttentionReason[];
    refundStatus: RefundStatus;
    network: NetworkId;
    /** True when the money is real: the network is the main network. */
    livemode: boolean;
    /** Grows with each change of the object. */
    version: number;
    createdAt: Time;
    expiresAt: Time;
    confirmedAt: Time | null;
    amountSeen: Kas;
    amountSeenSompi: Sompi;
    /** The same as `amountReceived`. */
    amountCredited: Kas;
    amountCreditedSompi: Sompi;
    amountConfirmed: Kas;
    amountConfirmedSompi: Sompi;
    amountMissing: Kas;
    amountMissingSompi: Sompi;
    topUp: Kas;
    topUpSompi: Sompi;
    amountOverpaid: Kas;
    amountOverpaidSompi: Sompi;
    amountRefunded: Kas;
    amountRefundedSompi: Sompi;
    tolerance: Kas;
    toleranceSompi: Sompi;
    /** Value of what was received, at the rates of receipt. */
    fiatAtReceipt: FiatAmount | null;
    /**
     * The same in US dollars, whatever the price's currency; null when no such rate was known.
     * @default null
     */
    usdAtReceipt: FiatAmount | null;
    /**
     * `payment` asks for an amount, `deposit` takes what the payer sends.
     * @enum {string}
     */
    type: "payment" | "deposit";
    /** Asks a wallet for the amount: `kaspa:…?amount=…`. */
    uri: string | null;
    /** All payments of the store share one address: `amountExpected` is `amount` and a few sompi that no other open payment asks, and only this exact sum pays. */
    exactAmount: boolean;
    /** The address may be shown: not over, not fully paid. */
    payable: boolean;
    /** The page to pay on. In events without the payer's token: read the payment for that. */
    checkoutUrl: string;
    /** The one that counts. */
    quote: Quote | null;
    /** All rates that were offered, oldest first. */
    quotes: Quote[];
    quoteExpiresAt: Time | null;
    /** What the payment asks for, or more while money counts that needs more: 1000 for newly mined (coinbase) money. */
    requiredConfirmations: number;
    /** How deep its block is. */
    confirmations: number;
    takenBack: TakenBack | null;
    firstSeenAt: Time | null;
    /** Place of the address in the account; null for a single address. */
    addressIndex: number | null;
    /** The store. */
    storeId: string;
    /** What is paid for; shown on the page and on receipts. */
    items: Item[];
    /** Your own values, kept and answered unchanged. */
    metadata: Record<string, unknown>;
    /**
     * `payer`: set by the page, not to be trusted.
     * @enum {string}
     */
    metadataSource: "merchant" | "payer";
    /** The customer's words to the shop. */
    customerNote: string | null;
    /** Where the payer goes after paying; its host is on the store's list. */
    redirectUrl: string | null;
    /** Where the payer goes without paying. */
    cancelUrl: string | null;
    /**
     * Gets the events of this payment as well.
     * @default null
     */
    callbackUrl: string | null;
    /** Shown to the payer after paying. */
    successMessage: string | null;
    /** What a person said about the payment; null = nothing. */
    mark: {
        /**
         * What it was marked as.
         * @enum {string}
         */
        kind: "paid" | "invalid" | "canceled";
        /** Who did it: `user:…`, `key:…`, `payer` or the system. */
        actor: string;
        /** Why, for people. */
        reason: string;
        at: Time;
    } | null;
    /** All of them, with how each was resolved. */
    attentions: AttentionEntry[];
    /** Outputs that pay it, oldest first. */
    transfers: Transfer[];
}
export interface Settings {
    /** Minutes. */
    paymentExpiry: number;
    /** One Kaspa address, or an account public key (kpub, ktub, xpub). */
    kaspaAddress: string | null;
    /** The store receives at one single address: each payment asks a few sompi more than its price, because only the exact sum tells whose money came. */
    exactAmounts: boolean;
    /** Where the store receives; null before a wallet is set. */
    wallet: WalletInfo | null;
    /** Wallets that were replaced, the last one first: their addresses are watched for ever. */
    formerWallets: {
        /** Names the object in paths and filters; opaque. */
        id: string;
        /**
         * `xpub`: an address for each payment. `address`: one for all.
         * @enum {string}
         */
        mode: "xpub" | "address";
        /** Short form of the account key, to compare by eye. */
        fingerprint: string | null;
        /** A Kaspa address. */
        address: string | null;
        replacedAt: Time;
    }[];
    network: NetworkId;
    /** True when the money is real: the network is the main network. */
    livemode: boolean;
    /** How much may be missing and the payment still counts as paid. */
    tolerance: {
        /** Percent of the amount. */
        percent: number;
        max: Kas;
    };
    /** Confirmations that a payment needs, by its value. */
    confirmationTiers: {
        /** Applies below this value; null in the last row. */
        belowUsd: string | null;
        /** Confirmations that a payment below the value needs. */
        confirmations: number;
    }[];
    minimumAmount: Kas;
    surchargePercent: SmallPercent;
    /** What happens with money that comes after the end of a payment. */
    latePolicy: {
        /**
         * `review`: a person decides. `accept`: it counts. `acceptWithin`: it counts if it is worth enough.
         * @enum {string}
         */
        kind: "review" | "accept" | "acceptWithin";
        /** For `acceptWithin`: so much less than the price the money may be worth when it comes. */
        withinPercent: number;
    };
    /**
     * How often an order id may be used: always, once among open payments, or once.
     * @enum {string}
     */
    orderIdPolicy: "free" | "uniqueOpen" | "unique";
    /** Whether the payer of an expired direct payment may open a new one for the same order. */
    allowRenew: boolean;
    /** Whether another person must approve a payout than asked for it; an API key never can. Payouts keep the rule that they were made under. */
    payoutsNeedTwoPeople: boolean;
    /** Whether addresses that nobody paid go to new payments a day after theirs ended. */
    recycleAddresses: boolean;
    /** Minutes for which a rate holds. */
    quoteLifeMinutes: number;
    /** Money that comes this long after its quote was made still gets it; not below the quote's life. */
    quoteHonouredMinutes: number;
    /** Which rates may be used. */
    rates: {
        /** Older rates price nothing. */
        maxAgeSeconds: number;
        /** Sources further apart price nothing. */
        maxSpreadPercent: number;
        /** Above this value in US dollars two sources must agree. */
        singleSourceMaxUsd: string;
    };
    /** Fiat per KAS by currency; empty = none. */
    fixedRate: Record<string, unknown>;
    spreadPercent: SmallPercent;
    /** Seconds after the end in which money still counts as in time. */
    graceSeconds: number;
    /** Currencies in which prices may be. */
    currencies: string[];
    /** The store's own currency. */
    currency: string;
    /** Pages that may create payments; empty = any. */
    allowedOrigins: string[];
    /** Where payers may be sent: hosts, and schemes of apps like `yourapp:`. Empty = any host, no app. Schemes of browsers, systems and wallets are refused. */
    redirectHosts: string[];
    /** The store's picture; null without one. */
    logoUrl: string | null;
    /** Colour of buttons: `#` and six hex digits; null = ours. */
    accentColor: string | null;
    /** https: or mailto:. */
    supportUrl: string | null;
    /** Shown to the payer after paying. */
    successMessage: string | null;
    /** Seconds until a payer who paid is sent on; null = never. */
    autoRedirectSeconds: number | null;
    /** Of the pages for payers; `auto` = as the browser asks. */
    language: string;
    /** Name on pages and receipts. */
    storeName: string;
    /** IANA name, for example Europe/Berlin. */
    timeZone: string;
}
export interface WalletInfo {
    /** Names the object in paths and filters; opaque. */
    id: string;
    /**
     * `xpub`: an address for each payment. `address`: one for all.
     * @enum {string}
     */
    mode: "xpub" | "address";
    network: NetworkId;
    /** Short form of the account key, to compare by eye. */
    fingerprint: string | null;
    /** The first, to compare. */
    addresses: {
        /** Place of the address in the account. */
        index: number;
        /** A Kaspa address. */
        address: string;
    }[];
    /** Place of the next new address; null for a single address. */
    nextIndex: number | null;
    /** Highest index given out less the highest ever paid; null for a single address. */
    gap: number | null;
    /**
     * `warning` from 8, `alert` from 15.
     * @enum {string|null}
     */
    gapLevel: "ok" | "warning" | "alert" | null;
    /** Wallets that cannot see money on the newest address. */
    blindWallets: string[];
    changedAt: Time | null;
}
export interface RedirectSecret {
    /** 64 hex digits. The key of the HMAC is this text itself (its UTF-8 bytes), not the bytes it spells. */
    redirectSecret: string;
}
export interface CallbackSecret {
    /** `whsec_…`: verify callbacks with it as webhooks with theirs. */
    callbackSecret: string;
    /** A rotation is under way: until then, or until it is finished, both secrets sign. */
    previousSecretExpiresAt: Time | null;
}
export interface ApiKeyCreated {
    /** Names the object in paths and filters; opaque. */
    id: string;
    /** Name, for people. */
    name: string;
    /** Prefix and last 4 characters. */
    masked: string;
    scopes: Scope[];
    /** Limit of its own; null = the server's. */
    readsPerMinute: number | null;
    /** Limit of its own; null = the server's. */
    writesPerMinute: number | null;
    /** True when the money is real: the network is the main network. */
    livemode: boolean;
    /** Who made it: `user:…` or `key:…`. */
    createdBy: string | null;
    /** Of the member who made it. */
    createdByName: string | null;
    createdAt: Time;
    lastUsedAt: Time | null;
    /** Address of the last caller; null while unused. */
    lastUsedIp: string | null;
    /** When it was last refused for coming from a browser. */
    browserUseAt: Time | null;
    expiresAt: Time | null;
    /** `kp_live_…` or `kp_test_…`, shown this once. */
    key: string;
}
export interface ApiKeyList {
    /** The rows of this page. */
    data: ApiKey[];
}
export interface ApiKey {
    /** Names the object in paths and filters; opaque. */
    id: string;
    /** Name, for people. */
    name: string;
    /** Prefix and last 4 characters. */
    masked: string;
    scopes: Scope[];
    /** Limit of its own; null = the server's. */
    readsPerMinute: number | null;
    /** Limit of its own; null = the server's. */
    writesPerMinute: number | null;
    /** True when the money is real: the network is the main network. */
    livemode: boolean;
    /** Who made it: `user:…` or `key:…`. */
    createdBy: string | null;
    /** Of the member who made it. */
    createdByName: string | null;
    createdAt: Time;
    lastUsedAt: Time | null;
    /** Address of the last caller; null while unused. */
    lastUsedIp: string | null;
    /** When it was last refused for coming from a browser. */
    browserUseAt: Time | null;
    expiresAt: Time | null;
}
export interface RequestList {
    /** The rows of this page. */
    data: LoggedRequest[];
    /** There are rows after this page. */
    hasMore: boolean;
    /** Send as `cursor` for the next page. */
    nextCursor: string | null;
}
export interface LoggedRequest {
    /** Names the object in paths and filters; opaque. */
    id: string;
    /** Names the request in the server's log. */
    requestId: string;
    at: Time;
    /** HTTP method. */
    method: string;
    /** With the names of its parameters, not their values. */
    route: string;
    /** 499: the caller left before the answer was written. */
    status: number;
    /** Code of the refusal; null for an answer. */
    code: string | null;
    /** Milliseconds until the answer was written. */
    durationMs: number;
    /** The API key that the call was made with. */
    keyId: string;
    /** Its name now; null once the key is gone. */
    keyName: string | null;
    /** Names and types of the body's fields, never their values; null without a JSON body. */
    body: {
        /** The fields, in the order of the body. */
        fields: {
            /** After the names of its parents: `customer.name`. */
            name: string;
            /** Type of the JSON value. */
            type: string;
        }[];
        /** Fields that are left out: too many, too deep, or with a name that may itself be data. */
        more: number;
    } | null;
}
export interface Price {
    /** Fiat per KAS. */
    price: number;
    /** Code of the currency in capitals; `KAS` for Kaspa itself. */
    currency: string;
    /** Fiat per KAS, exact. */
    rate: string;
    /** Where the rate comes from. */
    source: string;
    at: Time;
    fetchedAt: Time;
    /** Too old to price anything: for display only. */
    stale: boolean;
}
export interface Rates {
    /** The currency that is priced. */
    base: string;
    /** The currency of the price. */
    quote: string;
    /** How much of `quote` one `base` costs; null when no rate is known. */
    rate: string | null;
    /** Where the rate comes from. */
    source: string | null;
    fetchedAt: Time | null;
    /** Too old to price anything: for display only. */
    stale: boolean;
    /** What each source says. */
    sources: {
        /** Name, for people. */
        name: string;
        /** Fiat per KAS. */
        rate: string | null;
        fetchedAt: Time | null;
        /**
         * Whether its rate is used, and why not.
         * @enum {string}
         */
        state: "fresh" | "stale" | "aside" | "failing";
        /** What happened, for people. */
        message: string | null;
    }[];
}
export interface NetworkInfo {
    /** Last known; null before the node was ever heard since the start. */
    blockCount: number | null;
    /** Headers that the node has. */
    headerCount: number | null;
    /** Of the chain, as the node says. */
    difficulty: number | null;
    /** Last known, also from before the start. */
    virtualDaaScore: number | null;
    /** The node's own name of the network. */
    networkName: string;
    /** The node answers, and is in step with its network. */
    synced: boolean;
    /** The same as `synced`. */
    isSynced: boolean;
    /** Since the chain was last read to its end; null = never. */
    lagSeconds: number | null;
    /** The chain's clock less this server's; from 30 s on somebody should look. Null = not measured yet. */
    clockSkewSeconds: number | null;
    /** Version of the node. */
    serverVersion: string | null;
    /** Why it is not synced, or nothing is confirmed; null = all is well. */
    reason: string | null;
}
export interface ServerInfo {
    /** Version of this server. */
    version: string;
    /** Where this gateway is reached. */
    publicUrl: string;
    /** Networks that this gateway serves. */
    networks: {
        id: NetworkId;
        /** Name, for people. */
        name: string;
        /** True when the money is real: the network is the main network. */
        livemode: boolean;
        /** Addresses of the network begin with it. */
        addressPrefix: string;
        /** Address of a transaction in a block explorer; holds `{txId}`. */
        explorerTxTemplate: string | null;
        /** Address of an address in a block explorer; holds `{address}`. */
        explorerAddressTemplate: string | null;
    }[];
    /** Currencies in which prices may be. */
    currencies: {
        /** Code of the currency in capitals. */
        code: string;
        /** Decimal places of its amounts. */
        minorDigits: number;
    }[];
    /** What is paid with. */
    asset: {
        /** Short name. */
        symbol: string;
        /** Name, for people. */
        name: string;
        /** Decimal places of one KAS. */
        decimals: number;
        /** An SVG from this server, which any page may show. */
        logoUrl: string;
        /** How addresses begin, by network. */
        prefixes: string[];
    };
    /** Bounds of requests and stores. */
    limits: {
        /** The largest body. */
        bodyBytes: number;
        /** The most keys of `metadata`. */
        metadataKeys: number;
        /** The most items of a payment. */
        items: number;
        /** The least amount of a payment. */
        minimumKas: string;
        /** The largest amount of a payment. */
        maximumKas: string;
        /** Reads that one key may send in a minute. */
        readsPerMinute: number;
        /** Writes that one key may send in a minute. */
        writesPerMinute: number;
        /** The most webhook endpoints of a store. */
        webhookEndpoints: number;
        /** The most API keys of a store. */
        apiKeys: number;
        /** The most payment links of a store. */
        links: number;
    };
}
export interface PaymentStatusBody {
    /** Names the object in paths and filters; opaque. */
    id: string;
    status: PaymentStatus;
    /** What counts. */
    amountReceived: Kas;
    amountReceivedSompi: Sompi;
    /** Came and does not count: late and not accepted by the shop, or after a cancel. Never part of `amountReceived`. */
    amountUncredited: Kas;
    amountUncreditedSompi: Sompi;
    takenBack: TakenBack | null;
    /** Of the first credited transfer. May be an exchange's: never refund to it unasked. */
    senderAddress: string | null;
    /** The first credited transfer's transaction. */
    txId: string | null;
    /** The least of all credited transfers. */
    confirmations: number;
    confirmedAt: Time | null;
    /** The address may be shown: not over, not fully paid. */
    payable: boolean;
    amountExpected: Kas | null;
    amountExpectedSompi: Sompi | null;
    /** In the mempool: informs only. */
    amountSeen: Kas;
    amountSeenSompi: Sompi;
    amountMissing: Kas;
    amountMissingSompi: Sompi;
    /** What the QR asks while underpaid: the missing sum, at least 0.2 KAS. */
    topUp: Kas;
    topUpSompi: Sompi;
    /** What the payment asks for, or more while money counts that needs more: 1000 for newly mined (coinbase) money. */
    requiredConfirmations: number;
    expiresAt: Time;
    /** Null for a KAS price. */
    quoteExpiresAt: Time | null;
    serverTime: Time;
    /** Grows with each change; drop bodies with a lower one. */
    version: number;
}
export interface KasperoPayStatusBody {
    /** The payment. */
    payment_id: string;
    /**
     * `completed` is our `confirmed`, `pending` also our `underpaid`; KasperoPay has no word for the last two.
     * @enum {string}
     */
    status: "pending" | "confirming" | "completed" | "expired" | "canceled" | "invalid";
}
export interface ErrorBody {
    /** For people: what is wrong and how to correct it. */
    error: string;
    /**
     * For programs: one of a closed set.
     * @enum {string}
     */
    code: "invalid_request" | "unauthorized" | "session_expired" | "forbidden" | "reauth_required" | "origin_not_allowed" | "not_found" | "method_not_allowed" | "already_exists" | "idempotency_conflict" | "order_id_exists" | "payment_has_transfers" | "conflict" | "claim_used" | "claim_expired" | "too_large" | "unsupported_media_type" | "amount_too_small" | "amount_too_large" | "invalid_address" | "network_mismatch" | "own_address" | "invalid_xpub" | "redirect_url_not_allowed" | "invalid_url" | "unknown_currency" | "link_inactive" | "link_expired" | "misdirected_request" | "validation_error" | "rate_limited" | "request_timeout" | "headers_too_large" | "server_error" | "price_unavailable" | "node_unavailable" | "unavailable";
    /** The field at fault. */
    param: string | null;
    /** Every fault of the request. */
    issues: {
        /** The field, with dots between the levels. */
        path: string;
        /** What is wrong with it. */
        message: string;
    }[] | null;
    /** Names the request in the server's log. */
    requestId: string;
    /** With `amount_too_large`: the largest amount that is accepted, where it is known. */
    maximum?: string;
    /** With `amount_too_small`: the smallest amount that is accepted. */
    minimum?: string;
    /** With `redirect_url_not_allowed`: the host to allow. */
    host?: string;
    /** With `conflict` of `callbackUrl`: the hosts that payments of the store named within 30 days. */
    hosts?: string[];
    /** With `order_id_exists`: the payment that has the order id. With `conflict` of a transfer: the payment that has it. */
    paymentId?: string;
    /** With `conflict` of a second rotation of a webhook secret: when the first one ends. */
    previousSecretExpiresAt?: string;
    /** With `forbidden`: the missing scope. */
    scope?: string;
    /** With a refused redirect check: always false. */
    valid?: boolean;
}
export interface paths {
    "/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who am I: user, present store and all stores
         * Asks no scope of an API key, so a key can always tell which store it belongs to. A key sees its own store and its own masked text, no person and no other store; `kaspaAddress` needs `settings:read`. Refused with: 404 `not_found`.
         */
        get: operations["auth.me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List payment links
         * Scope: `links:read`.
         */
        get: operations["links.list"];
        put?: never;
        /**
         * Create a payment link
         * Give either `amount` (or `amountMinor` instead of it) or `allowAmount`: a fixed price, or bounds within which the payer chooses. Scope: `links:write`. Refused with: 409 `already_exists`, `idempotency_conflict`; 422 `amount_too_small`, `amount_too_large`, `unknown_currency`, `redirect_url_not_allowed`, `validation_error`.
         */
        post: operations["links.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/links/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a payment link
         * Scope: `links:read`. Refused with: 404 `not_found`.
         */
        get: operations["links.get"];
        put?: never;
        post?: never;
        /**
         * Delete a payment link; archive it once it has payments
         * Scope: `links:write`. Refused with: 404 `not_found`.
         */
        delete: operations["links.remove"];
        options?: never;
        head?: never;
        /**
         * Change a payment link, for example publish or deactivate it
         * A new price never touches existing payments. Scope: `links:write`. `PUT /links/:id` do the same. Refused with: 404 `not_found`; 409 `conflict`, `already_exists`; 422 `amount_too_small`, `amount_too_large`, `unknown_currency`, `redirect_url_not_allowed`, `validation_error`.
         */
        patch: operations["links.update"];
        trace?: never;
    };
    "/links/public/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what anybody may see of an active link
         * What a checkout shows before a payment exists. Refused with: 404 `not_found`; 422 `link_inactive`, `link_expired`.
         */
        get: operations["links.getPublic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List payments, newest first
         * `expand` brings links, refunds, events and notes of the rows along, instead of a call for each of them. Scope: `payments:read`. Refused with: 422 `amount_too_large`.
         */
        get: operations["payments.list"];
        put?: never;
        /**
         * Create a payment, from a link or directly
         * With `paymentLinkSlug` anybody may call; the link decides amount and currency. Without it a key with `payments:write` is needed. Money fields beside a slug are refused. From a link: `paymentLinkSlug` with the payer's own data (`customerEmail`, `customerName`, `customerNote`, `metadata`), and `amount` only where the link lets the payer choose. Directly, with a key: `amount`, `amountMinor` instead of it, or `type: deposit` without an amount, and any of the other fields. Give at most one of `expiresIn`, `expiryMinutes` and `expiresAt`. A signed-in person needs a password entered in the last five minutes for `callbackUrl` (`POST /auth/step-up`); API keys need their scope only. Refused with: 403 `reauth_required`, `origin_not_allowed`; 404 `not_found`; 409 `conflict`, `order_id_exists`, `idempotency_conflict`; 422 `invalid_url`, `link_inactive`, `link_expired`, `amount_too_small`, `amount_too_large`, `unknown_currency`, `redirect_url_not_allowed`; 503 `price_unavailable`, `node_unavailable`.
         */
        post: operations["payments.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/verify-redirect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check the signature of a return to the shop
         * Send the fields of the return's query. 200 with `valid: true` proves only that this server sent the payer back: fulfil on the webhook. Every refusal says `valid: false`: 400 for a missing field or a signature that does not fit, 404 for an unknown payment. Refused with: 404 `not_found`.
         */
        get: operations["payments.verifyRedirect"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a payment
         * The merchant gets the full object, with what `expand` names; a payer's token gets the public view and may expand nothing. Refused with: 404 `not_found`.
         */
        get: operations["payments.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{id}/quote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Renew the price of a fiat payment, at the same address
         * Answers the payment with the new amount, as its payer sees it. Refused with: 404 `not_found`; 409 `payment_has_transfers`, `conflict`; 503 `price_unavailable`.
         */
        post: operations["payments.quote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{id}/renew": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a new payment for the order of an expired one
         * With the payer's token, or a key with `payments:write`. Same order, fresh price, new time; the answer holds the new payment's own `clientToken`. Again for the same payment: the same new payment, as it stands now. A direct payment is renewed while the store's `allowRenew` is on; a link's payment on the link's present terms, while the link is active. Refused: `conflict` before the payment is expired, when its rate was fixed by the shop, or when renewing is off; `payment_has_transfers` once any money came for it. Refused with: 404 `not_found`; 409 `payment_has_transfers`, `conflict`, `order_id_exists`, `idempotency_conflict`; 422 `link_inactive`, `link_expired`, `amount_too_small`, `amount_too_large`, `unknown_currency`, `redirect_url_not_allowed`, `validation_error`; 503 `price_unavailable`, `node_unavailable`.
         */
        post: operations["payments.renew"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{id}/hint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pass on a wallet's transaction id
         * Only makes the server look in the mempool sooner; a forged id changes nothing. Refused with: 404 `not_found`.
         */
        post: operations["payments.hint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a payment that received nothing
         * Scope: `payments:write`. Refused with: 404 `not_found`; 409 `payment_has_transfers`, `conflict`.
         */
        post: operations["payments.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{id}/mark": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark a payment paid or invalid, or clear the mark
         * `allowedMarks` of the payment says what is accepted now. Scope: `payments:write`. Refused with: 404 `not_found`; 409 `conflict`.
         */
        post: operations["payments.mark"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide an open attention entry
         * Scope: `payments:write`. Refused with: 404 `not_found`; 409 `conflict`.
         */
        post: operations["payments.resolve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{id}/rescan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look a transaction up on the chain for this payment
         * Scope: `payments:write`. Refused with: 404 `not_found`; 409 `conflict`; 503 `node_unavailable`.
         */
        post: operations["payments.rescan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{id}/simulate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Drive the simulated node for this payment
         * Stores on the simulated network only; 409 elsewhere. Scope: `payments:write`. Refused with: 404 `not_found`; 409 `conflict`; 503 `node_unavailable`.
         */
        post: operations["payments.simulate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{id}/attach": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an unmatched transfer to a payment
         * The payment is derived anew from all its money. Again for the same payment: nothing happens. 409 when another payment has the transfer, when it is not on the chain now, or when it is older than the payment. Scope: `payments:write`. Refused with: 404 `not_found`; 409 `conflict`.
         */
        post: operations["payments.attach"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the notes of a payment, newest first
         * Scope: `payments:read`. Refused with: 404 `not_found`.
         */
        get: operations["payments.notes"];
        put?: never;
        /**
         * Write a note about a payment
         * For the merchant alone: no payer and no webhook gets it. A note is never changed; write another one. Scope: `payments:write`. Refused with: 404 `not_found`; 409 `idempotency_conflict`.
         */
        post: operations["payments.addNote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/unmatched": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List money that no payment owns, newest first
         * Scope: `payments:read`.
         */
        get: operations["payments.listUnmatched"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/unmatched/ignore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put an unmatched transfer aside
         * Scope: `payments:write`. Refused with: 404 `not_found`; 409 `conflict`.
         */
        post: operations["payments.ignoreUnmatched"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{id}/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refund a payment, whole or in part
         * The merchant's own wallet pays: the refund waits for its signature and is recognised on the chain. Without `destination` the payer names an address on the claim page. The sum of all refunds never exceeds what the payment received. Scope: `refunds:write`. Refused with: 404 `not_found`; 409 `conflict`, `idempotency_conflict`; 422 `amount_too_small`, `amount_too_large`, `invalid_address`, `network_mismatch`, `own_address`, `validation_error`; 503 `price_unavailable`.
         */
        post: operations["refunds.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{id}/refund-preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a refund would give back, on each basis
         * Scope: `payments:read`. Refused with: 404 `not_found`; 422 `amount_too_large`.
         */
        get: operations["refunds.preview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List refunds
         * Scope: `payments:read`.
         */
        get: operations["refunds.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/refunds/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a refund
         * Scope: `payments:read`. Refused with: 404 `not_found`.
         */
        get: operations["refunds.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/refunds/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a refund that was not paid yet
         * Money that your wallet sends for it afterwards is shown with it (`paid_after_end`) and does not count. Scope: `refunds:write`. Refused with: 404 `not_found`; 409 `conflict`.
         */
        post: operations["refunds.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/refunds/{id}/attach": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that an output of unknown origin pays the refund
         * For an output of the exact sum that was sent from addresses the gateway does not know. Scope: `refunds:write`. Refused with: 404 `not_found`; 409 `conflict`.
         */
        post: operations["refunds.attach"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List payouts
         * Scope: `payments:read`. `GET /withdrawals` do the same.
         */
        get: operations["payouts.list"];
        put?: never;
        /**
         * Ask for a payout from the merchant's own wallet
         * It awaits approval, then the signature of your wallet; the gateway holds no key and recognises the transaction on the chain. An amount in fiat is fixed in KAS now, rounded up. Scope: `payouts:write`. `POST /withdrawals` do the same. Refused with: 409 `conflict`, `idempotency_conflict`; 422 `amount_too_small`, `amount_too_large`, `unknown_currency`, `invalid_address`, `network_mismatch`, `own_address`, `validation_error`; 503 `price_unavailable`, `node_unavailable`.
         */
        post: operations["payouts.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payouts/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for up to 500 payouts from a CSV file
         * All rows or none: `issues` of a refusal names every faulty row and column. Scope: `payouts:write`. Refused with: 409 `conflict`, `idempotency_conflict`; 422 `validation_error`; 503 `node_unavailable`.
         */
        post: operations["payouts.import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payouts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a payout
         * Scope: `payments:read`. `GET /withdrawals/:id` do the same. Refused with: 404 `not_found`.
         */
        get: operations["payouts.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payouts/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve a payout: it awaits the signature then
         * Where the store asks for two people (`payoutsNeedTwoPeople`), whoever asked for the payout is refused. Scope: `payouts:write`. Refused with: 403 `forbidden`; 404 `not_found`; 409 `conflict`.
         */
        post: operations["payouts.approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payouts/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a payout that was not paid yet
         * Scope: `payouts:write`. Refused with: 404 `not_found`; 409 `conflict`.
         */
        post: operations["payouts.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payouts/{id}/attach": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that an output of unknown origin pays the payout
         * Scope: `payouts:write`. Refused with: 404 `not_found`; 409 `conflict`.
         */
        post: operations["payouts.attach"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deposit-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the rules of deposits
         * What a store that set nothing has: deposits are off, and there are no limits. Scope: `payments:read`.
         */
        get: operations["deposits.getSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the rules of deposits
         * Only what is given changes, and only for deposits that come later. Pausing (`enabled: false`) stops new addresses, never watching. Scope: `deposits:write`. `PUT /deposit-settings` do the same. Refused with: 409 `conflict`; 422 `amount_too_small`, `amount_too_large`, `unknown_currency`, `validation_error`.
         */
        patch: operations["deposits.updateSettings"];
        trace?: never;
    };
    "/deposit-accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List deposit accounts
         * The newest first, each with its sums. Scope: `payments:read`.
         */
        get: operations["deposits.listAccounts"];
        put?: never;
        /**
         * Make or find the deposit account of a customer
         * One account and one permanent address for each `externalUserId`, however often it is called. A later call answers the account that exists, unchanged, with `created: false`; `PATCH` changes it. Scope: `deposits:write`. Refused with: 409 `conflict`, `idempotency_conflict`; 422 `validation_error`; 503 `node_unavailable`.
         */
        post: operations["deposits.createAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deposit-accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a deposit account
         * With its sums, made from its deposits of this moment. Scope: `payments:read`. Refused with: 404 `not_found`.
         */
        get: operations["deposits.getAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the label or the metadata of a deposit account
         * Only what is given changes. The address never does. Scope: `deposits:write`. Refused with: 404 `not_found`.
         */
        patch: operations["deposits.updateAccount"];
        trace?: never;
    };
    "/deposits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List deposits
         * The newest first. Reverted ones stay in the list. Scope: `payments:read`.
         */
        get: operations["deposits.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deposits/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a deposit
         * The same object as `data.deposit` of a webhook, with its confirmations of this moment. Scope: `payments:read`. Refused with: 404 `not_found`.
         */
        get: operations["deposits.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/balances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the store's addresses hold
         * Watch-only, from the node's UTXO index: addresses of payments and deposit accounts that ever received money, and single addresses. While the node cannot tell, `available` is false with the reason; a wrong sum is never given. Scope: `payments:read`.
         */
        get: operations["balances.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/receipts/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check a signed receipt, and whether it still holds
         * Send the file that *Download signed receipt* gives; of `/receipt/:id.json` send these two fields, because nothing beside them is signed. 200 also for a receipt that is not valid: read `valid`, then `current`. To check without this gateway: the public keys are at `/.well-known/kaspa-pay/keys.json`, outside of `/api/v1`.
         */
        post: operations["receipts.verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhook endpoints
         * Scope: `webhooks:read`.
         */
        get: operations["webhooks.list"];
        put?: never;
        /**
         * Register a webhook endpoint
         * The secret is in this answer only. Events of payments and transfers (and `*`) need the scope `payments:read` as well. A signed-in person needs a password entered in the last five minutes (`POST /auth/step-up`); API keys need their scope only. Scope: `webhooks:write`. Refused with: 403 `reauth_required`; 409 `conflict`, `idempotency_conflict`; 422 `invalid_url`.
         */
        post: operations["webhooks.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a webhook endpoint
         * Scope: `webhooks:read`. Refused with: 404 `not_found`.
         */
        get: operations["webhooks.get"];
        put?: never;
        post?: never;
        /**
         * Delete a webhook endpoint
         * Scope: `webhooks:write`. Refused with: 404 `not_found`.
         */
        delete: operations["webhooks.remove"];
        options?: never;
        head?: never;
        /**
         * Change a webhook endpoint
         * An endpoint that is sent events of payments or transfers is changed with the scope `payments:read` as well; to switch it off, `webhooks:write` is enough. A signed-in person needs a password entered in the last five minutes for `url` (`POST /auth/step-up`); API keys need their scope only. Scope: `webhooks:write`. `PUT /webhooks/:id` do the same. Refused with: 403 `reauth_required`; 404 `not_found`; 422 `invalid_url`.
         */
        patch: operations["webhooks.update"];
        trace?: never;
    };
    "/webhooks/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a new secret; both sign for 24 hours
         * `webhook-signature` carries a signature by each for 24 hours, or until the rotation is finished. `X-KasPay-Signature` is the lower-case hex HMAC-SHA256 of the raw body. Its key is the whole secret as text, `whsec_` included, not the decoded bytes. It holds one value: while a rotation is not finished, that of the old secret. One rotation at a time: a second one is refused with `conflict` until the first is over. Send an `Idempotency-Key`: a repeat under the same key answers the same secret. A signed-in person needs a password entered in the last five minutes (`POST /auth/step-up`); API keys need their scope only. Scope: `webhooks:write`. Refused with: 403 `reauth_required`; 404 `not_found`; 409 `conflict`, `idempotency_conflict`.
         */
        post: operations["webhooks.rotateSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/rotate-secret/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finish a rotation: the old secret signs no more
         * Call it when your receivers know the new secret, or at once when the old one leaked. Without a rotation under way it answers `conflict`. A signed-in person needs a password entered in the last five minutes (`POST /auth/step-up`); API keys need their scope only. Scope: `webhooks:write`. Refused with: 403 `reauth_required`; 404 `not_found`; 409 `conflict`.
         */
        post: operations["webhooks.finishRotation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test event now and see the exact result
         * Scope: `webhooks:write`. Refused with: 404 `not_found`; 409 `conflict`.
         */
        post: operations["webhooks.test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/resend-failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send again all that failed since a time
         * A delivery that is sent again by hand keeps its `webhook-id` and its body and has the header `X-KP-Resend: true`: a receiver that remembers ids ignores it, unless you let that header through. Scope: `webhooks:write`. Refused with: 404 `not_found`; 409 `conflict`.
         */
        post: operations["webhooks.resendFailed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List an endpoint's deliveries
         * Scope: `webhooks:read`. Refused with: 404 `not_found`.
         */
        get: operations["webhooks.listEndpointDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deliveries/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send one delivery again, under the same event id
         * A delivery that is sent again by hand keeps its `webhook-id` and its body and has the header `X-KP-Resend: true`: a receiver that remembers ids ignores it, unless you let that header through. Scope: `webhooks:write`. Refused with: 404 `not_found`; 409 `conflict`.
         */
        post: operations["webhooks.resendDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the events of the last 30 days
         * The pull side of webhooks: `delivered=false` shows what no endpoint has taken yet. Scope: `payments:read`.
         */
        get: operations["events.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an event
         * Scope: `payments:read`. Refused with: 404 `not_found`.
         */
        get: operations["events.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the store's settings
         * Scope: `settings:read`.
         */
        get: operations["settings.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the store's settings
         * Open payments keep their rules and their address. A signed-in person needs a password entered in the last five minutes for `kaspaAddress` and `xpub` (`POST /auth/step-up`); API keys are refused. A signed-in person needs a password entered in the last five minutes for `redirectHosts` and `allowedOrigins` (`POST /auth/step-up`); API keys need their scope only. Scope: `settings:write`. `PUT /settings` and `POST /settings` do the same. Refused with: 403 `reauth_required`; 409 `conflict`; 422 `invalid_address`, `invalid_xpub`, `network_mismatch`, `unknown_currency`, `invalid_url`, `validation_error`, `amount_too_large`.
         */
        patch: operations["settings.update"];
        trace?: never;
    };
    "/settings/rotate-redirect-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a new secret for signed returns
         * At once: returns that were signed before do not fit any more. A signed-in person needs a password entered in the last five minutes (`POST /auth/step-up`); API keys need their scope only. Scope: `settings:write`. Refused with: 403 `reauth_required`.
         */
        post: operations["settings.rotateRedirectSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings/callback-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the secret that signs callbacks of payments
         * A signed-in person needs a password entered in the last five minutes (`POST /auth/step-up`); API keys need their scope only. Scope: `webhooks:write`. Refused with: 403 `reauth_required`.
         */
        get: operations["settings.callbackSecret"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings/rotate-callback-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a new callback secret; both sign for 24 hours
         * `webhook-signature` carries a signature by each for 24 hours, or until the rotation is finished. `X-KasPay-Signature` is the lower-case hex HMAC-SHA256 of the raw body. Its key is the whole secret as text, `whsec_` included, not the decoded bytes. It holds one value: while a rotation is not finished, that of the old secret. A signed-in person needs a password entered in the last five minutes (`POST /auth/step-up`); API keys need their scope only. Scope: `webhooks:write`. Refused with: 403 `reauth_required`; 409 `conflict`.
         */
        post: operations["settings.rotateCallbackSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings/rotate-callback-secret/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finish the rotation: the old callback secret signs no more
         * A signed-in person needs a password entered in the last five minutes (`POST /auth/step-up`); API keys need their scope only. Scope: `webhooks:write`. Refused with: 403 `reauth_required`; 409 `conflict`.
         */
        post: operations["settings.finishCallbackRotation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys
         * Scope: `settings:write`.
         */
        get: operations["apiKeys.list"];
        put?: never;
        /**
         * Create an API key; shown this once
         * People only, and only with scopes that their own role has. An API key cannot make another one, whatever its scopes. A signed-in person needs a password entered in the last five minutes (`POST /auth/step-up`); API keys are refused. Scope: `settings:write`. Refused with: 403 `reauth_required`; 409 `conflict`, `idempotency_conflict`; 422 `validation_error`.
         */
        post: operations["apiKeys.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an API key at once
         * A signed-in person needs a password entered in the last five minutes (`POST /auth/step-up`); API keys are refused. Scope: `settings:write`. Refused with: 403 `reauth_required`; 404 `not_found`.
         */
        delete: operations["apiKeys.revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/request-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the calls that were made with API keys, of the last 7 days
         * Newest first, about a second after their answer. A call is in it when its key was known; while the database cannot keep up, calls are left out. Scope: `settings:read`.
         */
        get: operations["requestLog.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/price": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Price of one KAS
         * For display: a payment is priced when it is made. Refused with: 404 `not_found`; 422 `unknown_currency`; 503 `price_unavailable`.
         */
        get: operations["market.price"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The used rate, and what every source says
         * Shows why a rate is used, and which sources are set aside. Refused with: 404 `not_found`; 422 `unknown_currency`.
         */
        get: operations["market.rates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/network": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * State of the Kaspa network
         * How far the node is, and how far the gateway has read. While the node does not answer, the last known figures are given. Refused with: 404 `not_found`.
         */
        get: operations["market.network"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/server/info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Version, networks, currencies and limits of this server
         * What this server can do, for clients that serve several.
         */
        get: operations["market.serverInfo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Status of a payment, for anybody
         * Stored state, never a chain call. Send `If-None-Match` and get 304 while nothing changed.
         */
        get: operations["payments.status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pay/status/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Status of a payment as KasperoPay says it, for anybody
         * Stored state, never a chain call. Send `If-None-Match` and get 304 while nothing changed.
         */
        get: operations["payments.kasperoPayStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{id}/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Status of a payment as server-sent events
         * `event: status`, `id:` = version, the same body as the status route; a comment every 15 s. Resumes by `Last-Event-ID`.
         */
        get: operations["payments.stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{id}/qr.svg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * QR code of the amount due now, as SVG
         * The remaining amount while underpaid. 404 when nothing is due.
         */
        get: operations["payments.qr.svg"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{id}/qr.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * QR code of the amount due now, as PNG
         * The remaining amount while underpaid. 404 when nothing is due.
         */
        get: operations["payments.qr.png"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export payments as CSV, one row per transfer
         * Streamed, without a row limit. Cells that a spreadsheet would run are quoted. Scope: `reports:read`. Refused with: 422 `amount_too_large`.
         */
        get: operations["payments.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings/wallet/addresses.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the addresses of a wallet as CSV, one row per index
         * The recovery list: index, address, state and what came there, so that any wallet finds money beyond its own gap. Scopes: `settings:read` and `reports:read`; of people only owners and managers. Leaves an audit row.
         */
        get: operations["settings.exportAddresses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface operations {
    "auth.me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Me;
                };
            };
        };
    };
    "links.list": {
        parameters: {
            query?: {
                /** Links in this state. */
                status?: LinkStatus;
                /** Text of the title, the description or the slug. */
                q?: string;
                /** The same as `q`: give one of the two. */
                search?: string;
                /** Rows per page, 1 to 100. */
                limit?: number;
                /** `nextCursor` of the page before; empty or left out: the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": LinkList;
                };
            };
        };
    };
    "links.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": CreateLink;
            };
        };
        responses: {
            /** Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Link;
                };
            };
        };
    };
    "links.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id of the payment link. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Link;
                };
            };
        };
    };
    "links.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id of the payment link. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Link;
                };
            };
        };
    };
    "links.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id of the payment link. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** Heading of the page. */
                    title?: string;
                    /** Code of the currency in capitals; `KAS` for Kaspa itself. */
                    currency?: string;
                    /**
                     * Its present state.
                     * @enum {string}
                     */
                    status?: "draft" | "active" | "inactive";
                    /** Text for people, for example what is paid for. */
                    description?: string;
                    /** The price; leave out with `allowAmount`. */
                    amount?: AmountInput | null;
                    /** The price in cents, yen or sompi; instead of `amount`. */
                    amountMinor?: MinorAmountInput | null;
                    /** The payer chooses within these bounds. */
                    allowAmount?: AllowAmountInput | null;
                    /** Added to the price when a payment is made, 0 to 10; null: the store's. Not with `allowAmount`: whoever chooses the amount pays no surcharge. */
                    surchargePercent?: SmallPercentInput | null;
                    /** Time to pay. Default: the store's. */
                    expiryMinutes?: number;
                    /** Shown to the payer after paying. */
                    successMessage?: string | null;
                    /** Its host is on the store's list. */
                    redirectUrl?: string | null;
                    /** Where the payer goes without paying. */
                    cancelUrl?: string | null;
                    /** Minutes the link lives from now; 0 = for ever. */
                    linkExpiresIn?: number;
                    /** What the payer is asked for. */
                    ask?: AskInput;
                    /** What is paid for; shown on the page and on receipts. */
                    items?: ItemInput[];
                    /** The link ends after so many payments; null = never. */
                    maxPayments?: number | null;
                    /** Last part of the link's address. */
                    slug?: string;
                };
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Link;
                };
            };
        };
    };
    "links.getPublic": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** The link's slug, the last part of its address. */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": LinkPublic;
                };
            };
        };
    };
    "payments.list": {
        parameters: {
            query?: {
                /** One or several states, separated by commas; the words of other gateways work too (`completed`, `APPROVED`, …). */
                status?: string;
                /** Your order id, exactly. */
                orderId?: string;
                /** Your till or branch, exactly. */
                terminal?: string;
                /** Payments made from this link. */
                linkId?: string;
                /** The customer's e-mail address, in any case. */
                customerEmail?: string;
                /** The Kaspa address that was to be paid, or that paid. */
                address?: string;
                /** A transaction that paid. */
                txId?: string;
                /** Made at this moment or later; of a day (in UTC) from its beginning. */
                createdFrom?: string;
                /** Made before this moment; of a day (in UTC) until its end, the day included. */
                createdTo?: string;
                /** The same as `createdFrom`: give one of the two. */
                from?: string;
                /** The same as `createdTo`: give one of the two. */
                to?: string;
                /** Payments with this open attention reason, or any. */
                attention?: "underpaid" | "late" | "overpaid" | "multiple" | "reverted" | "manual" | "any";
                /** How much was sent back. */
                refundStatus?: "none" | "partial" | "full";
                /** Expected amounts from this many KAS. */
                amountMin?: string;
                /** Expected amounts up to this many KAS. */
                amountMax?: string;
                /** One box: the whole payment id, order id, e-mail, address, transaction id, link slug or amount; or how the customer's name or last name begins. */
                q?: string;
                /** The same as `q`: give one of the two. */
                search?: string;
                /** Brings the payment's link, its newest refunds, events and notes along. Several names by commas, or the field again; `expand[]` is the same. `link` needs the scope `links:read`. */
                expand?: ("link" | "refunds" | "events" | "notes")[];
                /** Rows per page, 1 to 100. */
                limit?: number;
                /** `nextCursor` of the page before; empty or left out: the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": PaymentList;
                };
            };
        };
    };
    "payments.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": CreatePayment;
            };
        };
        responses: {
            /** Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": CreatedPayment;
                };
            };
        };
    };
    "payments.verifyRedirect": {
        parameters: {
            query: {
                /** As the return address holds it. */
                paymentId: string;
                /** As the return address holds it. */
                status: string;
                /** As the return address holds it: unix seconds. */
                ts: string;
                /** As the return address holds it: the signature covers it. Left out: the payment's own. */
                orderId?: string;
                /** The signature of the return address. */
                sig: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": RedirectCheck;
                };
            };
        };
    };
    "payments.get": {
        parameters: {
            query?: {
                /** Brings the payment's link, its newest refunds, events and notes along. Several names by commas, or the field again; `expand[]` is the same. `link` needs the scope `links:read`. */
                expand?: ("link" | "refunds" | "events" | "notes")[];
            };
            header?: never;
            path: {
                /** Id of the payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": PaymentAnswer;
                };
            };
        };
    };
    "payments.quote": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id of the payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": PublicPayment;
                };
            };
        };
    };
    "payments.renew": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id of the payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": CreatedPayment;
                };
            };
        };
    };
    "payments.hint": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id of the payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Id of the transaction. */
                    txId: string;
                };
            };
        };
        responses: {
            /** Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Done;
                };
            };
        };
    };
    "payments.cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id of the payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** Why, for the timeline and the audit log. */
                    note?: string;
                };
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": PaymentFull;
                };
            };
        };
    };
    "payments.mark": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id of the payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * What the payment is marked as.
                     * @enum {string}
                     */
                    status: "paid" | "confirmed" | "invalid" | "clear";
                    /** Why, for the timeline and the audit log. */
                    note: string;
                };
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": PaymentFull;
                };
            };
        };
    };
    "payments.resolve": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id of the payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    attention: AttentionReason;
                    /**
                     * `accept`: the money counts. `ignore`: nothing changes.
                     * @enum {string}
                     */
                    action: "accept" | "ignore";
                    /** Why, for the timeline and the audit log. */
                    note?: string;
                };
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": PaymentFull;
                };
            };
        };
    };
    "payments.rescan": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id of the payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Id of the transaction. */
                    txId: string;
                };
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": PaymentFull;
                };
            };
        };
    };
    "payments.simulate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id of the payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    case: SimulatedCase;
                };
            };
        };
        responses: {
            /** Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Done;
                };
            };
        };
    };
    "payments.attach": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id of the payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Id of the transaction. */
                    txId: string;
                    /** Place of the output in its transaction. */
                    index: number;
                    /** Why, for the timeline and the audit log. */
                    note: string;
                };
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": PaymentFull;
                };
            };
        };
    };
    "payments.notes": {
        parameters: {
            query?: {
                /** Rows per page, 1 to 100. */
                limit?: number;
                /** `nextCursor` of the page before; empty or left out: the first page. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** Id of the payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": PaymentNoteList;
                };
            };
        };
    };
    "payments.addNote": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id of the payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** For staff alone. */
                    text: string;
                };
            };
        };
        responses: {
            /** Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": PaymentNote;
                };
            };
        };
    };
    "payments.listUnmatched": {
        parameters: {
            query?: {
                /** The ones put aside instead of the open ones. */
                ignored?: boolean;
                /** The address that was paid. */
                address?: string;
                /** The transaction. */
                txId?: string;
                /** Made at this moment or later; of a day (in UTC) from its beginning. */
                createdFrom?: string;
                /** Made before this moment; of a day (in UTC) until its end, the day included. */
                createdTo?: string;
                /** The same as `createdFrom`: give one of the two. */
                from?: string;
                /** The same as `createdTo`: give one of the two. */
                to?: string;
                /** Rows per page, 1 to 100. */
                limit?: number;
                /** `nextCursor` of the page before; empty or left out: the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": UnmatchedList;
                };
            };
        };
    };
    "payments.ignoreUnmatched": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": IgnoreUnmatched;
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Done;
                };
            };
        };
    };
    "refunds.create": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id of the payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** `full` (default): all that is left. `overpaid`: what is above the expected sum. Or a decimal: KAS with basis `kas`, else the payment's fiat currency. */
                    amount?: string;
                    /** Instead of `amount`: percent of what was received, for example "50" or "12.5". */
                    percent?: string;
                    /** `kas` (default): the same KAS. `fiatAtPayment`: KAS worth the fiat at the rate of the payment. `fiatNow`: at the rate of now. */
                    basis?: RefundBasis;
                    /** Where it goes. Left out: the payer names an address on the claim page. The address that paid may be an exchange's: never refund there unasked. */
                    destination?: string;
                    /** Gets the claim link; default: the payment's customer e-mail. */
                    email?: string;
                    /** Shown to the payer. */
                    reason?: string;
                };
            };
        };
        responses: {
            /** Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Refund;
                };
            };
        };
    };
    "refunds.preview": {
        parameters: {
            query?: {
                /** `full` (default): all that is left. `overpaid`: what is above the expected sum. Or a decimal: KAS with basis `kas`, else the payment's fiat currency. */
                amount?: string;
                /** Instead of `amount`: percent of what was received, for example "50" or "12.5". */
                percent?: string;
                /** `kas` (default): the same KAS. `fiatAtPayment`: KAS worth the fiat at the rate of the payment. `fiatNow`: at the rate of now. */
                basis?: RefundBasis;
            };
            header?: never;
            path: {
                /** Id of the payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": RefundPreview;
                };
            };
        };
    };
    "refunds.list": {
        parameters: {
            query?: {
                /** One or several states, separated by commas. */
                status?: string;
                /** Refunds of this payment. */
                paymentId?: string;
                /** Made at this moment or later; of a day (in UTC) from its beginning. */
                createdFrom?: string;
                /** Made before this moment; of a day (in UTC) until its end, the day included. */
                createdTo?: string;
                /** The same as `createdFrom`: give one of the two. */
                from?: string;
                /** The same as `createdTo`: give one of the two. */
                to?: string;
                /** Rows per page, 1 to 100. */
                limit?: number;
                /** `nextCursor` of the page before; empty or left out: the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": RefundList;
                };
            };
        };
    };
    "refunds.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id of the refund. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Refund;
                };
            };
        };
    };
    "refunds.cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id of the refund. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** Why, for the timeline and the audit log. */
                    note?: string;
                };
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Refund;
                };
            };
        };
    };
    "refunds.attach": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id of the refund. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Id of the transaction. */
                    txId: string;
                    /** Place of the output in its transaction. */
                    index: number;
                };
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Refund;
                };
            };
        };
    };
    "payouts.list": {
        parameters: {
            query?: {
                /** One or several states, separated by commas. */
                status?: string;
                /** Your reference, exactly. */
                orderId?: string;
                /** The recipient's address. */
                address?: string;
                /** Made at this moment or later; of a day (in UTC) from its beginning. */
                createdFrom?: string;
                /** Made before this moment; of a day (in UTC) until its end, the day included. */
                createdTo?: string;
                /** The same as `createdFrom`: give one of the two. */
                from?: string;
                /** The same as `createdTo`: give one of the two. */
                to?: string;
                /** Rows per page, 1 to 100. */
                limit?: number;
                /** `nextCursor` of the page before; empty or left out: the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": PayoutList;
                };
            };
        };
    };
    "payouts.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": CreatePayout;
            };
        };
        responses: {
            /** Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Payout;
                };
            };
        };
    };
    "payouts.import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": ImportPayouts;
            };
        };
        responses: {
            /** Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": PayoutsImported;
                };
            };
        };
    };
    "payouts.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id of the payout. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Payout;
                };
            };
        };
    };
    "payouts.approve": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id of the payout. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Payout;
                };
            };
        };
    };
    "payouts.cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id of the payout. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** Why, for the timeline and the audit log. */
                    note?: string;
                };
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Payout;
                };
            };
        };
    };
    "payouts.attach": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id of the payout. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Id of the transaction. */
                    txId: string;
                    /** Place of the output in its transaction. */
                    index: number;
                };
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Payout;
                };
            };
        };
    };
    "deposits.getSettings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": DepositSettings;
                };
            };
        };
    };
    "deposits.updateSettings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": UpdateDepositSettings;
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": DepositSettings;
                };
            };
        };
    };
    "deposits.listAccounts": {
        parameters: {
            query?: {
                /** The account of this customer. */
                externalUserId?: string;
                /** The account that has this address. */
                address?: string;
                /** Rows per page, 1 to 100. */
                limit?: number;
                /** `nextCursor` of the page before; empty or left out: the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": DepositAccountList;
                };
            };
        };
    };
    "deposits.createAccount": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": CreateDepositAccount;
            };
        };
        responses: {
            /** Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": DepositAccountCreated;
                };
            };
        };
    };
    "deposits.getAccount": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id of the deposit account. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": DepositAccount;
                };
            };
        };
    };
    "deposits.updateAccount": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id of the deposit account. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** Your own name for it; nobody else sees it. */
                    label?: string | null;
                    metadata?: MetadataInput;
                };
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": DepositAccount;
                };
            };
        };
    };
    "deposits.list": {
        parameters: {
            query?: {
                /** Deposits of this account. */
                account?: string;
                /** Deposits of this customer's account. */
                externalUserId?: string;
                /** Deposits in this state. */
                status?: DepositStatus;
                /** Outputs of this transaction. */
                txId?: string;
                /** Recorded at this moment or later. */
                since?: TimeInput;
                /** Rows per page, 1 to 100. */
                limit?: number;
                /** `nextCursor` of the page before; empty or left out: the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": DepositList;
                };
            };
        };
    };
    "deposits.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id of the deposit. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Deposit;
                };
            };
        };
    };
    "balances.get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": BalanceList;
                };
            };
        };
    };
    "receipts.verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": VerifyReceipt;
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ReceiptCheck;
                };
            };
        };
    };
    "webhooks.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WebhookEndpointList;
                };
            };
        };
    };
    "webhooks.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": CreateEndpoint;
            };
        };
        responses: {
            /** Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WebhookEndpointCreated;
                };
            };
        };
    };
    "webhooks.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id of the webhook endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WebhookEndpoint;
                };
            };
        };
    };
    "webhooks.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id of the webhook endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Done;
                };
            };
        };
    };
    "webhooks.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id of the webhook endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** Where events are sent. */
                    url?: string;
                    events?: Subscription[];
                    format?: WebhookFormat;
                    /** Your own name for it. */
                    description?: string;
                    /** False: nothing is sent. */
                    isActive?: boolean;
                };
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WebhookEndpoint;
                };
            };
        };
    };
    "webhooks.rotateSecret": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id of the webhook endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": RotatedSecret;
                };
            };
        };
    };
    "webhooks.finishRotation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id of the webhook endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WebhookEndpoint;
                };
            };
        };
    };
    "webhooks.test": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id of the webhook endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** Default `webhook.test`. */
                    event?: EventName;
                };
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": TestResult;
                };
            };
        };
    };
    "webhooks.resendFailed": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id of the webhook endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    since: TimeInput;
                    /** Only count. */
                    dryRun?: boolean;
                };
            };
        };
        responses: {
            /** Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ResendCount;
                };
            };
        };
    };
    "webhooks.listEndpointDeliveries": {
        parameters: {
            query?: {
                /** Deliveries in this state. */
                state?: DeliveryState;
                /** An event name. */
                event?: string;
                /** Made at this moment or later; of a day (in UTC) from its beginning. */
                createdFrom?: string;
                /** Made before this moment; of a day (in UTC) until its end, the day included. */
                createdTo?: string;
                /** The same as `createdFrom`: give one of the two. */
                from?: string;
                /** The same as `createdTo`: give one of the two. */
                to?: string;
                /** Rows per page, 1 to 100. */
                limit?: number;
                /** `nextCursor` of the page before; empty or left out: the first page. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** Id of the webhook endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": DeliveryList;
                };
            };
        };
    };
    "webhooks.resendDelivery": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id of the delivery. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Delivery;
                };
            };
        };
    };
    "events.list": {
        parameters: {
            query?: {
                /** An event name. */
                type?: string;
                /** Id of the payment, link or endpoint it is about. */
                object?: string;
                /** `false`: some endpoint still waits for it. */
                delivered?: boolean;
                /** Made at this moment or later; of a day (in UTC) from its beginning. */
                createdFrom?: string;
                /** Made before this moment; of a day (in UTC) until its end, the day included. */
                createdTo?: string;
                /** The same as `createdFrom`: give one of the two. */
                from?: string;
                /** The same as `createdTo`: give one of the two. */
                to?: string;
                /** Rows per page, 1 to 100. */
                limit?: number;
                /** `nextCursor` of the page before; empty or left out: the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": EventList;
                };
            };
        };
    };
    "events.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id of the event. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": StoredEvent;
                };
            };
        };
    };
    "settings.get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Settings;
                };
            };
        };
    };
    "settings.update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": UpdateSettings;
            };
        };
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Settings;
                };
            };
        };
    };
    "settings.rotateRedirectSecret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": RedirectSecret;
                };
            };
        };
    };
    "settings.callbackSecret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": CallbackSecret;
                };
            };
        };
    };
    "settings.rotateCallbackSecret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": CallbackSecret;
                };
            };
        };
    };
    "settings.finishCallbackRotation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": CallbackSecret;
                };
            };
        };
    };
    "apiKeys.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ApiKeyList;
                };
            };
        };
    };
    "apiKeys.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": CreateApiKey;
            };
        };
        responses: {
            /** Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ApiKeyCreated;
                };
            };
        };
    };
    "apiKeys.revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id of the API key. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Done;
                };
            };
        };
    };
    "requestLog.list": {
        parameters: {
            query?: {
                /** Answers of this class. */
                status?: "2xx" | "3xx" | "4xx" | "5xx";
                /** A route, and all below it: `/payments`, `/payments/:id`. */
                route?: string;
                /** Calls made with this API key. */
                keyId?: string;
                /** The call that was answered with this `X-Request-Id`. */
                requestId?: string;
                /** Made at this moment or later; of a day (in UTC) from its beginning. */
                createdFrom?: string;
                /** Made before this moment; of a day (in UTC) until its end, the day included. */
                createdTo?: string;
                /** The same as `createdFrom`: give one of the two. */
                from?: string;
                /** The same as `createdTo`: give one of the two. */
                to?: string;
                /** Rows per page, 1 to 100. */
                limit?: number;
                /** `nextCursor` of the page before; empty or left out: the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": RequestList;
                };
            };
        };
    };
    "market.price": {
        parameters: {
            query?: {
                /** Default USD. */
                currency?: string;
                /** Default: the first one served. */
                network?: NetworkId;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Price;
                };
            };
        };
    };
    "market.rates": {
        parameters: {
            query?: {
                /** Always KAS. */
                base?: string;
                /** Default USD. */
                quote?: string;
                /** Default: the first one served. */
                network?: NetworkId;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Rates;
                };
            };
        };
    };
    "market.network": {
        parameters: {
            query?: {
                /** Default: the first one served. */
                network?: NetworkId;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": NetworkInfo;
                };
            };
        };
    };
    "market.serverInfo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ServerInfo;
                };
            };
        };
    };
    "payments.status": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Payment id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The status. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "pay_01k9x2",
                     *       "status": "confirmed",
                     *       "amountReceived": "100.00000000",
                     *       "amountReceivedSompi": "10000000000",
                     *       "amountUncredited": "0.00000000",
                     *       "amountUncreditedSompi": "0",
                     *       "takenBack": null,
                     *       "senderAddress": null,
                     *       "txId": "9f1c4a6b7d2e8053c1b7a90e4d6f2385b0c7e19a5d4382f6071e9ac3b85d2f40",
                     *       "confirmations": 12,
                     *       "confirmedAt": "2026-02-08T12:01:00.000Z",
                     *       "payable": false,
                     *       "amountExpected": "100.00000000",
                     *       "amountExpectedSompi": "10000000000",
                     *       "amountSeen": "0.00000000",
                     *       "amountSeenSompi": "0",
                     *       "amountMissing": "0.00000000",
                     *       "amountMissingSompi": "0",
                     *       "topUp": "0.00000000",
                     *       "topUpSompi": "0",
                     *       "requiredConfirmations": 10,
                     *       "expiresAt": "2026-02-08T12:30:00.000Z",
                     *       "quoteExpiresAt": null,
                     *       "serverTime": "2026-02-08T12:01:02.000Z",
                     *       "version": 5
                     *     }
                     */
                    "application/json": PaymentStatusBody;
                };
            };
        };
    };
    "payments.kasperoPayStatus": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Payment id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The status. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "payment_id": "pay_01k9x2",
                     *       "status": "completed"
                     *     }
                     */
                    "application/json": KasperoPayStatusBody;
                };
            };
        };
    };
    "payments.stream": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Payment id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The stream. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
        };
    };
    "payments.qr.svg": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Payment id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The image. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
        };
    };
    "payments.qr.png": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Payment id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The image. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": string;
                };
            };
        };
    };
    "payments.export": {
        parameters: {
            query?: {
                /** One or several states, separated by commas; the words of other gateways work too (`completed`, `APPROVED`, …). */
                status?: string;
                /** Your order id, exactly. */
                orderId?: string;
                /** Your till or branch, exactly. */
                terminal?: string;
                /** Payments made from this link. */
                linkId?: string;
                /** The customer's e-mail address, in any case. */
                customerEmail?: string;
                /** The Kaspa address that was to be paid, or that paid. */
                address?: string;
                /** A transaction that paid. */
                txId?: string;
                /** Made at this moment or later; of a day (in UTC) from its beginning. */
                createdFrom?: string;
                /** Made before this moment; of a day (in UTC) until its end, the day included. */
                createdTo?: string;
                /** The same as `createdFrom`: give one of the two. */
                from?: string;
                /** The same as `createdTo`: give one of the two. */
                to?: string;
                /** Payments with this open attention reason, or any. */
                attention?: "underpaid" | "late" | "overpaid" | "multiple" | "reverted" | "manual" | "any";
                /** How much was sent back. */
                refundStatus?: "none" | "partial" | "full";
                /** Expected amounts from this many KAS. */
                amountMin?: string;
                /** Expected amounts up to this many KAS. */
                amountMax?: string;
                /** One box: the whole payment id, order id, e-mail, address, transaction id, link slug or amount; or how the customer's name or last name begins. */
                q?: string;
                /** The same as `q`: give one of the two. */
                search?: string;
                /** IANA name; default: the store's. */
                timeZone?: string;
                /** Between cells; default `,`. */
                separator?: "," | ";";
                /** In numbers; default `,` with the separator `;`, else `.`. */
                decimal?: "." | ",";
                /** Begin with the mark by which Excel knows UTF-8. */
                bom?: boolean;
                /** Also payments that received nothing. */
                withoutTransfers?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    "settings.exportAddresses": {
        parameters: {
            query?: {
                /** A wallet that was replaced; default: the present one. */
                wallet?: string;
                /** Between cells; default `,`. */
                separator?: "," | ";";
                /** In numbers; default `,` with the separator `;`, else `.`. */
                decimal?: "." | ",";
                /** Begin with the mark by which Excel knows UTF-8. */
                bom?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
}
