// What a test works with: a gateway, its merchants and their payments.
import type {
  CreatedPayment,
  PaymentFull,
  PaymentRow,
  PaymentStatusBody,
  PublicPayment,
} from "@kaspa-pay/api-contract";
import type { PayInput, SimControls, SimNode } from "@kaspa-pay/kaspa-sim";
import type { ComposeParts, Gateway } from "../../src/container.ts";
import type { CreatedAnswer } from "../../src/features/payments/compose-payment.ts";
import type { TestClock } from "./clock.ts";
import type { Answer, Json, Sent } from "./http.ts";
import type { Installation } from "./installation.ts";
import type { Mailbox } from "./mailbox.ts";
import type { PriceServices } from "./price-services.ts";
import type { DirectPayment } from "./stores.ts";
import type { TestDatabase } from "./test-database.ts";
import type { WebhookReceiver } from "./webhook-receiver.ts";

type Composed = Pick<Gateway, "url" | "useCases" | "workers" | "rates" | "sources" | "setupCode">;

/** The process that runs now, and all that a test does with it. */
export interface TestGateway extends Composed {
  readonly installation: Installation;
  readonly sim: SimNode;
  readonly chain: SimControls;
  readonly clock: TestClock;
  readonly database: TestDatabase;
  readonly market: PriceServices;
  readonly mailbox: Mailbox;
  readonly log: readonly string[];
  /** The composed process itself. */
  readonly process: Gateway;

  /** A request to this path below the root, for example `/api/v1/payments`. */
  call(method: string, path: string, sent?: Sent): Promise<Answer>;
  /** A procedure over tRPC. */
  trpc(kind: "query" | "mutation", name: string, input: unknown, as: string): Promise<Answer>;
  sql: Installation["sql"];

  /** Reads the chain to its end. */
  follow(): Promise<void>;
  /** Sends all webhooks that are due, and what becomes due by that. */
  deliver(): Promise<void>;
  /** {@link follow}, then {@link deliver}. */
  catchUp(): Promise<void>;
  /** Mines, then {@link catchUp}. */
  mine(blocks: number): Promise<void>;
  /** Asks the mempool for payments that somebody looked at, and sends what is due. */
  pollMempool(): Promise<void>;
  /** Pays from the faucet, whatever the address's network, mines the block and reads it; the transaction's id. */
  pay(address: string, sompi: bigint): Promise<string>;
  /** The chain block that was applied last. */
  cursor(): Promise<{ hash: string; daa: bigint }>;
  canConfirm(): boolean;

  /** A merchant who registers over the API. */
  signUp(name: string, wallet?: Wallet): Promise<Merchant>;
  /** A store without people; quicker than {@link signUp}. */
  createStore(settings?: object): Promise<string>;
  /** A payment of any store, made below the API. */
  createPayment(storeId: string, fields?: DirectPayment): Promise<CreatedAnswer>;
  full(storeId: string, paymentId: string): Promise<PaymentFull>;
  /** Types of the payment's events in their sequence, without `payment.updated`. @throws when the sequence has gaps */
  eventTypes(storeId: string, paymentId: string): Promise<string[]>;
  /**
   * Problems, in words, when the stored transfers of a payment differ from the outputs that the chain holds at its
   * address (I2). The simulated node is the oracle, never our own tables.
   */
  differencesFromChain(storeId: string, paymentId: string): Promise<string[]>;

  /** Another process beside this one. */
  startAnother(parts?: ComposeParts, env?: NodeJS.ProcessEnv): Promise<TestGateway>;
  stop(): Promise<void>;
  /** Ends the process if it runs, and starts it again on the same database, chain and master key. */
  restart(parts?: ComposeParts, env?: NodeJS.ProcessEnv): Promise<void>;
  /** Resolves when the gateway has a node again. */
  connected(): Promise<void>;
  /** Ends all processes of the installation, and the installation. */
  close(): Promise<void>;
}

/** Where a store receives; a new account key unless it says otherwise. */
export type Wallet = { readonly xpub: string } | { readonly kaspaAddress: string };

export interface Merchant {
  readonly gateway: TestGateway;
  readonly email: string;
  readonly userId: string;
  readonly storeId: string;
  /** Of the owner's session. */
  readonly token: string;
  /** Secret API key of the store. */
  readonly key: string;
  readonly xpub: string;
  /** A request with the store's API key. */
  call(method: string, path: string, body?: unknown): Promise<Answer>;
  /** Fields as in `POST /payments`; 25 KAS, open for five minutes, unless they say otherwise. */
  createPayment(fields?: Record<string, unknown>): Promise<TestPayment>;
  /** The payment as the API shows it to the merchant. */
  readPayment(id: string): Promise<Json>;
  /** A payment that was made otherwise, by its answer. */
  payment(created: Created): TestPayment;
  changeSettings(change: Record<string, unknown>): Promise<void>;
  /** All events of the store go to this server: {@link TestPayment.takeWebhooks} reads them there. */
  subscribe(receiver: WebhookReceiver): Promise<Subscription>;
  /** What {@link subscribe} answered last. @throws before that */
  readonly subscription: Subscription;
}

export interface Subscription {
  readonly endpointId: string;
  readonly secret: string;
  readonly receiver: WebhookReceiver;
}

/** What of the answer to `POST /payments` a test's payment is made from. */
export type Created = Pick<CreatedPayment, "id" | "kaspaAddress" | "clientToken">;

/** An event as the merchant's server got it: its name and its flags, sums once and in KAS. */
export type TakenWebhook = { readonly event: string } & Readonly<Record<string, unknown>>;

export interface TestPayment {
  readonly id: string;
  readonly address: string;
  readonly clientToken: string;
  readonly merchant: Merchant;
  readonly gateway: TestGateway;
  /**
   * Pays so much KAS (decimal text; 25 by default) and mines the block that accepts it.
   * @returns id of the first transaction
   */
  pay(kas?: string, how?: Partial<PayInput>): string;
  /** Webhooks since the last call: verified, gapless, and equal to every view of the payment. */
  takeWebhooks(): Promise<TakenWebhook[]>;
  full(): Promise<PaymentFull>;
  status(): Promise<PaymentFull["status"]>;
  /** What a payer reads without an account. */
  publicStatus(): Promise<PaymentStatusBody>;
  /** The payment as the merchant's list shows it. */
  row(): Promise<PaymentRow>;
  /** What the payer's hosted page is made from. */
  page(): Promise<PublicPayment>;
  /** `POST /payments/:id/…` by the owner, then the gateway catches up. */
  action(path: string, body?: Record<string, unknown>): Promise<Answer>;
  /** Kinds of the timeline, without its rows for webhooks and for the page that `takeWebhooks` opens. */
  timeline(): Promise<string[]>;
  /** Attention entries as `reason state amount [by]`. */
  attention(): Promise<string[]>;
  eventTypes(): Promise<string[]>;
  /** Differences between the stored transfers and the chain, in words. */
  differencesFromChain(): Promise<string[]>;
}
