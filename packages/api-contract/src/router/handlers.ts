// What the server implements: one function per procedure, `(input, caller) => answer`. Inputs are parsed (amounts are
// decimal text, times milliseconds), answers are wire bodies. A function refuses by throwing `ApiError`.
import type { z } from "zod";
import type * as keys from "../schemas/api-keys.ts";
import type * as auth from "../schemas/auth.ts";
import type * as events from "../schemas/events.ts";
import type * as links from "../schemas/links.ts";
import type * as market from "../schemas/market.ts";
import type * as views from "../schemas/overview.ts";
import type * as requests from "../schemas/payments/payment-requests.ts";
import type * as payments from "../schemas/payments/payments.ts";
import type { PublicPayment } from "../schemas/payments/public-payment.ts";
import type * as settings from "../schemas/settings.ts";
import type * as stores from "../schemas/stores.ts";
import type * as webhooks from "../schemas/webhooks.ts";
import type { ById, Done } from "../schemas/wire.ts";
import type { Caller } from "./access/caller.ts";
import type { Answer } from "./access/reply.ts";

/** One handler function: input and answer as the given schemas say. */
export type Verb<In extends z.ZodType | undefined, Out extends z.ZodType> = In extends z.ZodType
  ? (input: z.output<In>, caller: Caller) => Promise<z.input<Out>>
  : (caller: Caller) => Promise<z.input<Out>>;

/** A handler whose answer may say more than its body. */
export type Answering<In extends z.ZodType | undefined, Out extends z.ZodType> = In extends z.ZodType
  ? (input: z.output<In>, caller: Caller) => Promise<z.input<Out> | Answer<z.input<Out>>>
  : (caller: Caller) => Promise<z.input<Out> | Answer<z.input<Out>>>;

type OnId<Out extends z.ZodType> = Verb<typeof ById, Out>;
type Do<In extends z.ZodType | undefined> = Verb<In, z.ZodType<Done, Done>>;

export interface AuthHandlers {
  register: Verb<typeof auth.Register, typeof auth.Registered>;
  login: Verb<typeof auth.Login, typeof auth.LoggedIn>;
  /** Ends the caller's session and clears its cookie. */
  logout: Answering<undefined, z.ZodType<Done, Done>>;
  me: Verb<undefined, typeof auth.Me>;
  securityLog: Verb<typeof auth.ListSecurityLog, typeof auth.SecurityLog>;
  listSessions: Verb<undefined, typeof auth.SessionList>;
  endSession: Answering<typeof ById, z.ZodType<Done, Done>>;
  /** Ends all of the user's sessions but this one. */
  endOtherSessions: Do<undefined>;
  /** The session gets a new proof. */
  changePassword: Answering<typeof auth.ChangePassword, typeof auth.PasswordChanged>;
  forgotPassword: Do<typeof auth.ForgotPassword>;
  resetPassword: Do<typeof auth.ResetPassword>;
  /** The session gets a new proof. */
  stepUp: Answering<typeof auth.StepUp, typeof auth.SteppedUp>;
  /** Dashboard sign-up and sign-in: like register and login, but the session goes into the cookie. */
  registerSession: Answering<typeof auth.Register, typeof auth.SessionRegistered>;
  startSession: Answering<typeof auth.Login, typeof auth.SessionStarted>;
}

export interface StoreHandlers {
  list: Verb<undefined, typeof stores.StoreList>;
  create: Verb<typeof stores.CreateStore, typeof stores.Store>;
  update: Verb<typeof stores.UpdateStore, typeof stores.Store>;
}

export interface LinkHandlers {
  create: Verb<typeof links.CreateLink, typeof links.Link>;
  list: Verb<typeof links.ListLinks, typeof links.LinkList>;
  get: OnId<typeof links.Link>;
  update: Verb<typeof links.UpdateLink, typeof links.Link>;
  /** Deletes a link without payments, archives any other; answers the link as it is afterwards. */
  remove: OnId<typeof links.Link>;
  getPublic: Verb<typeof links.BySlug, typeof links.LinkPublic>;
  /** Checks a slug while it is typed. */
  slugAvailable: Verb<typeof links.BySlug, z.ZodType<{ available: boolean }, { available: boolean }>>;
}

export interface PaymentHandlers {
  /** With `paymentLinkSlug` anybody may call; without it the caller has `payments:write`. */
  create: Answering<typeof requests.CreatePayment, typeof payments.CreatedPayment>;
  list: Verb<typeof requests.ListPayments, typeof payments.PaymentList>;
  counts: Verb<typeof requests.ListPayments, typeof views.PaymentCounts>;
  /** Full object for the merchant; public view for a payer with the payment's client token. */
  get: OnId<typeof payments.PaymentAnswer>;
  getFull: OnId<typeof payments.PaymentFull>;
  quote: OnId<typeof PublicPayment>;
  /** A new payment for the order of an expired one; the same one again when it was renewed before. */
  renew: Answering<typeof ById, typeof payments.CreatedPayment>;
  hint: Do<typeof requests.HintTx>;
  cancel: Verb<typeof requests.CancelPayment, typeof payments.PaymentFull>;
  mark: Verb<typeof requests.MarkPayment, typeof payments.PaymentFull>;
  resolve: Verb<typeof requests.ResolveAttention, typeof payments.PaymentFull>;
  attach: Verb<typeof requests.AttachTransfer, typeof payments.PaymentFull>;
  /** Looks a transaction up on the chain and lets it count if it pays this payment. */
  rescan: Verb<typeof requests.RescanPayment, typeof payments.PaymentFull>;
  simulate: Do<typeof requests.SimulatePayment>;
  verifyRedirect: Verb<typeof requests.VerifyRedirect, typeof payments.RedirectCheck>;
  listUnmatched: Verb<typeof views.ListUnmatched, typeof views.UnmatchedList>;
  ignoreUnmatched: Do<typeof views.IgnoreUnmatched>;
}

export interface WebhookHandlers {
  create: Verb<typeof webhooks.CreateEndpoint, typeof webhooks.EndpointCreated>;
  list: Verb<undefined, typeof webhooks.EndpointList>;
  get: OnId<typeof webhooks.Endpoint>;
  update: Verb<typeof webhooks.UpdateEndpoint, typeof webhooks.Endpoint>;
  remove: Do<typeof ById>;
  rotateSecret: OnId<typeof webhooks.RotatedSecret>;
  finishRotation: OnId<typeof webhooks.Endpoint>;
  test: Verb<typeof webhooks.TestEndpoint, typeof webhooks.TestResult>;
  resendFailed: Verb<typeof webhooks.ResendFailed, typeof webhooks.ResendCount>;
  listEndpointDeliveries: Verb<typeof webhooks.ListEndpointDeliveries, typeof webhooks.DeliveryList>;
  listDeliveries: Verb<typeof webhooks.ListDeliveries, typeof webhooks.DeliveryList>;
  getDelivery: OnId<typeof webhooks.DeliveryDetail>;
  resendDelivery: OnId<typeof webhooks.Delivery>;
}

export interface EventHandlers {
  list: Verb<typeof events.ListEvents, typeof events.EventList>;
  get: OnId<typeof events.StoredEvent>;
}

export interface ApiKeyHandlers {
  create: Verb<typeof keys.CreateApiKey, typeof keys.ApiKeyCreated>;
  list: Verb<undefined, typeof keys.ApiKeyList>;
  revoke: Do<typeof ById>;
}

export interface SettingsHandlers {
  get: Verb<undefined, typeof settings.Settings>;
  update: Verb<typeof settings.UpdateSettings, typeof settings.Settings>;
  redirectSecret: Verb<undefined, typeof settings.RedirectSecret>;
  rotateRedirectSecret: Verb<undefined, typeof settings.RedirectSecret>;
  previewWallet: Verb<typeof settings.PreviewWallet, typeof settings.WalletPreview>;
  searchWallet: Verb<typeof settings.SearchWallet, typeof settings.WalletSearchResult>;
  demoWallet: Verb<undefined, typeof settings.DemoWallet>;
}

export interface MarketHandlers {
  price: Verb<typeof market.GetPrice, typeof market.Price>;
  rates: Verb<typeof market.GetRates, typeof market.Rates>;
  network: Verb<typeof market.GetNetwork, typeof market.NetworkInfo>;
  serverInfo: Verb<undefined, typeof market.ServerInfo>;
  /** Nodes and rates, for the dashboard. */
  status: Verb<undefined, typeof market.ServerStatus>;
  setup: Verb<undefined, typeof auth.Setup>;
}

/** One change of a payment for the live feed; `id` orders changes and lets a client resume. */
export interface LiveChange {
  readonly id: string;
  readonly row: payments.PaymentRow;
}

export interface DashboardHandlers {
  overview: Verb<typeof views.GetOverview, typeof views.Overview>;
  search: Verb<typeof views.Search, typeof views.SearchResults>;
  onboarding: Verb<undefined, typeof views.Onboarding>;
  /** Marks step "connect" done: the snippet was copied, or the step skipped. */
  onboardingConnected: Do<undefined>;
  audit: Verb<typeof views.ListAudit, typeof views.AuditList>;
  /** Changed payments of the caller's store after `lastEventId`, until the signal aborts. A repeat is harmless. */
  livePayments(
    input: { lastEventId: string | null },
    caller: Caller,
    signal: AbortSignal,
  ): AsyncIterable<LiveChange>;
  /** Count of unmatched transfers: at once, and at each change until the signal aborts. */
  liveUnmatched(caller: Caller, signal: AbortSignal): AsyncIterable<views.UnmatchedCount>;
}

/** Everything the server must answer. */
export interface Handlers {
  readonly auth: AuthHandlers;
  readonly stores: StoreHandlers;
  readonly links: LinkHandlers;
  readonly payments: PaymentHandlers;
  readonly webhooks: WebhookHandlers;
  readonly events: EventHandlers;
  readonly apiKeys: ApiKeyHandlers;
  readonly settings: SettingsHandlers;
  readonly market: MarketHandlers;
  readonly dashboard: DashboardHandlers;
}
