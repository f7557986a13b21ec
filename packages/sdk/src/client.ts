import { depositAccounts, deposits } from "./resources/deposits.ts";
import { payouts, refunds } from "./resources/disbursements.ts";
import { links } from "./resources/links.ts";
import { payments, unmatched } from "./resources/payments.ts";
import { account, apiKeys, balances, rates, receipts, server, settings } from "./resources/store.ts";
import { events, webhooks } from "./resources/webhooks.ts";
import { type ClientOptions, Transport } from "./transport.ts";
import { type WaitOptions, type WaitResult, waitForPayment } from "./wait-for-payment.ts";

/**
 * A client of one gateway, for the store of its key. Every call takes `{ signal, timeoutMs, maxRetries }` last, and one
 * that creates or rotates also `idempotencyKey`. Amounts are decimal strings, times ISO 8601.
 *
 * @throws KaspaPayError for options that cannot work, and for a secret key in a browser
 */
export class KaspaPay {
  readonly payments: ReturnType<typeof payments>;
  readonly links: ReturnType<typeof links>;
  readonly refunds: ReturnType<typeof refunds>;
  readonly payouts: ReturnType<typeof payouts>;
  readonly depositAccounts: ReturnType<typeof depositAccounts>;
  readonly deposits: ReturnType<typeof deposits>;
  readonly unmatched: ReturnType<typeof unmatched>;
  readonly webhooks: ReturnType<typeof webhooks>;
  readonly events: ReturnType<typeof events>;
  readonly balances: ReturnType<typeof balances>;
  readonly rates: ReturnType<typeof rates>;
  readonly receipts: ReturnType<typeof receipts>;
  readonly settings: ReturnType<typeof settings>;
  readonly account: ReturnType<typeof account>;
  readonly apiKeys: ReturnType<typeof apiKeys>;
  readonly server: ReturnType<typeof server>;
  readonly #api: Transport;

  constructor(options: ClientOptions) {
    const api = new Transport(options);
    this.#api = api;
    this.payments = payments(api);
    this.links = links(api);
    this.refunds = refunds(api);
    this.payouts = payouts(api);
    this.depositAccounts = depositAccounts(api);
    this.deposits = deposits(api);
    this.unmatched = unmatched(api);
    this.webhooks = webhooks(api);
    this.events = events(api);
    this.balances = balances(api);
    this.rates = rates(api);
    this.receipts = receipts(api);
    this.settings = settings(api);
    this.account = account(api);
    this.apiKeys = apiKeys(api);
    this.server = server(api);
  }

  /** Waits until a payment is confirmed or has failed, or until the time is over. */
  waitForPayment(id: string, options?: WaitOptions): Promise<WaitResult> {
    return waitForPayment(this.#api, id, options);
  }
}
