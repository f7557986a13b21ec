// Makes every use case from ports; container.ts supplies the adapters.

import { createApplyChainPage } from "../chain/apply-page.ts";
import { createMempoolObservations } from "../chain/mempool/observations.ts";
import { type ChainTip, createCursorReader } from "../chain/read-cursor.ts";

import { createRecoverCursor } from "../chain/recovery/recover-cursor.ts";
import type { Bus } from "../database/bus/bus.ts";
import type { UnitOfWork } from "../database/unit-of-work.ts";
import { createDevices } from "../features/accounts/devices.ts";
import { createIdentities } from "../features/accounts/identities.ts";
import { createAudit } from "../features/audit/audit.ts";
import { createPublicReads } from "../features/checkout/public-reads.ts";
import { createWatchList } from "../features/checkout/watch-list.ts";
import { createApplyDepositFacts } from "../features/deposits/apply-facts.ts";
import { createCreateAccount } from "../features/deposits/create-account.ts";
import { createPayerRefunds } from "../features/disbursements/refunds/payer-refunds.ts";
import { createPaymentActions } from "../features/payments/actions.ts";
import { createCheckoutOpened } from "../features/payments/checkout-opened.ts";
import { createCreateFromLink } from "../features/payments/create-from-link.ts";
import { createCreatePayment } from "../features/payments/create-payment.ts";
import { createPaymentChanges } from "../features/payments/payment-change.ts";
import { createReadPayments } from "../features/payments/read-payments.ts";
import { createCanRenew } from "../features/payments/renew/can-renew.ts";
import { createRenew } from "../features/payments/renew/renew.ts";
import { createRequote } from "../features/payments/renew-quote.ts";
import type { RateBook } from "../features/rates/rate-book.ts";
import { createSignReceipt } from "../features/receipts/sign-receipt.ts";
import { createVerifyReceipt } from "../features/receipts/verify-receipt.ts";
import { createRequestLog } from "../features/request-log/request-log.ts";
import type { RowBudgetDeps } from "../features/request-log/row-budget.ts";
import { createFollowUps } from "../features/simulation/follow-ups.ts";
import { createSimulate, type Simulator } from "../features/simulation/simulate.ts";
import { createSeedDemoStore } from "../features/stores/seed-demo-store.ts";
import { createStoreCache } from "../features/stores/store-cache.ts";
import { createWalletConnected } from "../features/stores/stores.ts";
import { createAttachTransfer, createIgnoreTransfer } from "../features/unmatched/attach-transfer.ts";
import type { WideGap } from "../features/wallets/address-records.ts";
import { createAddressSource } from "../features/wallets/address-source.ts";
import { createExportAddresses } from "../features/wallets/export-addresses.ts";
import { createGapAlert } from "../features/wallets/gap-alert.ts";
import type { IndexHighWater } from "../features/wallets/index-high-water-files.ts";
import { createOwnsAddress } from "../features/wallets/own-scripts.ts";
import { createWalletKeeper } from "../features/wallets/wallet-keeper.ts";
import { createCallbacks } from "../features/webhooks/callback-url.ts";
import { createDeliver } from "../features/webhooks/deliver.ts";
import { createDisableEndpoint } from "../features/webhooks/disable-endpoint.ts";
import { createEndpoints } from "../features/webhooks/endpoints.ts";
import { createResends } from "../features/webhooks/resend.ts";
import type { PrivateReach, WebhookTransport } from "../features/webhooks/webhook-transport.ts";
import type { Mailer } from "../mail/mailer.ts";
import { createMailQueue } from "../mail/queue.ts";
import { createBackground } from "../runtime/background.ts";
import type { Clock } from "../runtime/clock.ts";
import type { FaultPoints } from "../runtime/fault-points.ts";
import { createIds, type Random } from "../runtime/ids.ts";
import type { ChainNetwork } from "../runtime/network.ts";
import type { ReceiptKey } from "../security/receipt-key.ts";
import type { AccessTokens, KeyedDigests, PasswordHasher, SecretBox } from "../security/secrets.ts";
import type { VisitorBudget } from "../security/visitors/visitor-budget.ts";

export interface Ports {
  unitOfWork: UnitOfWork;
  clock: Clock;
  random: Random;
  faults: FaultPoints;
  bus: Bus;
  tip: ChainTip;
  rates: RateBook;
  secrets: SecretBox;
  digests: KeyedDigests;
  receiptKey: ReceiptKey;
  passwords: PasswordHasher;
  accessTokens: AccessTokens;
  mailer: Mailer;
  transport: WebhookTransport;
  version: string;
  /** Null where every network is real. */
  simulator: Simulator | null;
  /** How far addresses were given out, outside the database. */
  indexHighWater: IndexHighWater;
  /** How many payments visitors may have made. */
  visitorBudget: VisitorBudget;
  callsPerMinute: RowBudgetDeps["callsPerMinute"];
  publicUrl: string;
  /** Unique to this process. */
  holder: string;
  demoWalletUrl(network: ChainNetwork): string | null;
  allowPrivate(network: string): PrivateReach;
  onMailError(error: unknown): void;
  /** Background work failed; nobody waits for it. */
  onBackgroundError(error: unknown): void;
  onWideGap(gap: WideGap): void;
  /** So many rows of the request log were not kept since the start. */
  onRequestsDropped(total: number, cause: unknown): void;
  /** A simulated case could not be completed. */
  onSimulationError(error: unknown): void;
}

export function createUseCases(ports: Ports) {
  const ids = createIds(ports);
  const background = createBackground(ports.onBackgroundError);
  const base = {
    ...ports,
    ids,
    background,
    mailer: createMailQueue(ports.mailer, background, ports.onMailError),
    devices: createDevices(ports),
    audit: createAudit({ clock: ports.clock, ids }),
    watched: createWatchList(ports.clock),
    wallets: createWalletKeeper({ ...ports, ids }),
    storeCache: createStoreCache(ports),
    cursors: createCursorReader(ports),
    paymentChanges: createPaymentChanges({ ...ports, ids }),
    callbacks: createCallbacks({ ...ports, ids }),
    depositFacts: createApplyDepositFacts({ ...ports, ids }),
  };
  const ownsAddress = createOwnsAddress(base);
  const addresses = createAddressSource({ ...base, open: (wallet) => base.wallets.open(wallet) });
  const createPayment = createCreatePayment({ ...base, addresses });
  const createFromLink = createCreateFromLink({ ...base, createPayment });
  const canRenew = createCanRenew(base);
  const deliver = createDeliver(base);
  const followUps = createFollowUps(base);
  return {
    ...base,
    identities: createIdentities(base),
    createPayment,
    createFromLink,
    createDepositAccount: createCreateAccount({ ...base, addresses }),
    actions: createPaymentActions(base),
    attachTransfer: createAttachTransfer(base),
    ignoreTransfer: createIgnoreTransfer(base),
    requote: createRequote(base),
    renew: createRenew({ ...base, createPayment, createFromLink }),
    reads: createReadPayments({ ...base, canRenew, payerRefunds: createPayerRefunds(base) }),
    publicReads: createPublicReads(base),
    checkoutOpened: createCheckoutOpened(base),
    signReceipt: createSignReceipt(base),
    verifyReceipt: createVerifyReceipt(base),
    followUps,
    simulate: createSimulate({ ...base, followUps, virtualDaa: () => ports.tip.virtualDaa("simnet") }),
    ownsAddress,
    applyPage: createApplyChainPage({ ...base, ownsAddress }),
    recover: createRecoverCursor({ ...base, ownsAddress }),
    mempoolObservations: createMempoolObservations(base),
    deliver,
    disableEndpoint: createDisableEndpoint(base),
    endpoints: createEndpoints(base),
    resends: createResends({ ...base, deliver }),
    requestLog: createRequestLog({ ...base, onDropped: ports.onRequestsDropped }),
    walletConnected: createWalletConnected(base),
    tellWideGaps: createGapAlert(base),
    exportAddresses: createExportAddresses(base),
    seedDemoStore: createSeedDemoStore(base),
  };
}

export type UseCases = ReturnType<typeof createUseCases>;
