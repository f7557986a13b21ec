// What the server implements: one function per procedure, `(input, caller) => answer`, made from the schemas of the
// procedures. Inputs are parsed (amounts are decimal text, times milliseconds), answers are wire bodies. A function
// refuses by throwing `ApiError`.
import type { Answered } from "./answered.ts";
import type { auth } from "./auth.ts";
import type { dashboard, LiveHandlers } from "./dashboard.ts";
import type { balances, deposits } from "./deposits.ts";
import type { events } from "./events.ts";
import type { links } from "./links.ts";
import type { market } from "./market.ts";
import type { payments } from "./payments/payments.ts";
import type { payouts } from "./payouts.ts";
import type { receipts } from "./receipts.ts";
import type { claims, refunds } from "./refunds.ts";
import type { apiKeys, requestLog, settings } from "./settings.ts";
import type { stores } from "./stores.ts";
import type { webhooks } from "./webhooks.ts";

type HandlersOf<Router> = {
  [Name in keyof Router as Router[Name] extends Answered<unknown>
    ? Name
    : never]: Router[Name] extends Answered<infer Handler> ? Handler : never;
};

export type AuthHandlers = HandlersOf<typeof auth>;
export type StoreHandlers = HandlersOf<typeof stores>;
export type LinkHandlers = HandlersOf<typeof links>;
export type PaymentHandlers = HandlersOf<typeof payments>;
export type RefundHandlers = HandlersOf<typeof refunds>;
export type ClaimHandlers = HandlersOf<typeof claims>;
export type PayoutHandlers = HandlersOf<typeof payouts>;
export type DepositHandlers = HandlersOf<typeof deposits>;
export type BalanceHandlers = HandlersOf<typeof balances>;
export type ReceiptHandlers = HandlersOf<typeof receipts>;
export type WebhookHandlers = HandlersOf<typeof webhooks>;
export type EventHandlers = HandlersOf<typeof events>;
export type ApiKeyHandlers = HandlersOf<typeof apiKeys>;
export type RequestLogHandlers = HandlersOf<typeof requestLog>;
export type SettingsHandlers = HandlersOf<typeof settings>;
export type MarketHandlers = HandlersOf<typeof market>;
export type DashboardHandlers = HandlersOf<typeof dashboard> & LiveHandlers;

/** Everything the server must answer. A type and no interface: `Context` takes it as a record. */
export type Handlers = {
  readonly auth: AuthHandlers;
  readonly stores: StoreHandlers;
  readonly links: LinkHandlers;
  readonly payments: PaymentHandlers;
  readonly refunds: RefundHandlers;
  readonly claims: ClaimHandlers;
  readonly payouts: PayoutHandlers;
  readonly deposits: DepositHandlers;
  readonly balances: BalanceHandlers;
  readonly receipts: ReceiptHandlers;
  readonly webhooks: WebhookHandlers;
  readonly events: EventHandlers;
  readonly apiKeys: ApiKeyHandlers;
  readonly requestLog: RequestLogHandlers;
  readonly settings: SettingsHandlers;
  readonly market: MarketHandlers;
  readonly dashboard: DashboardHandlers;
};
