// Makes every use case from ports; compose.ts supplies the adapters.
import type { Bus } from "../ports/bus.ts";
import type { ChainNetwork } from "../ports/chain-source.ts";
import type { ChainTip } from "../ports/chain-tip.ts";
import type { Clock } from "../ports/clock.ts";
import type { FaultPoints } from "../ports/fault-points.ts";
import type { IndexMarks } from "../ports/index-marks.ts";
import type { Mailer } from "../ports/mailer.ts";
import type { Random } from "../ports/random.ts";
import type { WideGap } from "../ports/records/address-records.ts";
import type { AccessTokens, KeyedDigests, PasswordHasher, SecretBox } from "../ports/secrets.ts";
import type { Simulator } from "../ports/simulator.ts";
import type { UnitOfWork } from "../ports/unit-of-work.ts";
import type { VisitorBudget } from "../ports/visitor-budget.ts";
import type { WebhookSigner } from "../ports/webhooks/webhook-signer.ts";
import type { PrivateReach, WebhookTransport } from "../ports/webhooks/webhook-transport.ts";
import { createDevices } from "./accounts/devices.ts";
import { createIdentities } from "./accounts/identities.ts";
import { createAudit } from "./acting.ts";
import { createBackground } from "./background.ts";
import { createApplyChainPage } from "./chain/apply-chain-page.ts";
import { createCursorReader } from "./chain/cursor-reader.ts";
import { createSightings } from "./chain/mempool-sightings.ts";
import { createRecoverCursor } from "./chain/recovery/recover-cursor.ts";
import { createCheckoutOpened } from "./checkout/opened.ts";
import { createPublicReads } from "./checkout/public-reads.ts";
import { createWatchList } from "./checkout/watch-list.ts";
import { createMailQueue } from "./mail-queue.ts";
import { createIds } from "./make-ids.ts";
import { createActs } from "./payments/acts.ts";
import { createAddressSource } from "./payments/address-source.ts";
import { createAttachTransfer, createIgnoreTransfer } from "./payments/attach-transfer.ts";
import { createCreateFromLink } from "./payments/create-from-link.ts";
import { createCreatePayment } from "./payments/create-payment.ts";
import { createOutcomes } from "./payments/outcome-of.ts";
import { createReadPayments } from "./payments/read-payments.ts";
import { createCanRenew } from "./payments/renew/can-renew.ts";
import { createRenew } from "./payments/renew/renew.ts";
import { createRequote } from "./payments/requote.ts";
import { createShops } from "./payments/shops.ts";
import type { RateBook } from "./rates/rate-book.ts";
import { createSequels } from "./simulation/sequels.ts";
import { createSimulate } from "./simulation/simulate.ts";
import { createConnectedMark } from "./stores/connected-mark.ts";
import { createExportAddresses } from "./stores/export-addresses.ts";
import { createSeedDemoStore } from "./stores/seed-demo-store.ts";
import { createWalletKeeper } from "./stores/wallet.ts";
import { createGapAlert } from "./upkeep/gap-alert.ts";
import { createDeliver } from "./webhooks/deliver.ts";
import { createDisableEndpoint } from "./webhooks/disable-endpoint.ts";
import { createEndpoints } from "./webhooks/endpoints.ts";
import { createResends } from "./webhooks/resend.ts";

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
  passwords: PasswordHasher;
  accessTokens: AccessTokens;
  mailer: Mailer;
  transport: WebhookTransport;
  signer: WebhookSigner;
  /** Null where every network is real. */
  simulator: Simulator | null;
  /** How far addresses were given out, outside the database. */
  marks: IndexMarks;
  /** How many payments visitors may have made. */
  visitorBudget: VisitorBudget;
  publicUrl: string;
  /** Unique to this process. */
  holder: string;
  explorerTxTemplate(network: ChainNetwork): string | null;
  demoWalletUrl(network: ChainNetwork): string | null;
  allowPrivate(network: string): PrivateReach;
  onMailError(error: unknown): void;
  /** Background work failed; nobody waits for it. */
  onBackgroundError(error: unknown): void;
  onWideGap(gap: WideGap): void;
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
    shops: createShops(ports),
    cursors: createCursorReader(ports),
    outcomes: createOutcomes({ ...ports, ids }),
  };
  const addresses = createAddressSource({ ...base, open: (wallet) => base.wallets.open(wallet) });
  const createPayment = createCreatePayment({ ...base, addresses });
  const createFromLink = createCreateFromLink({ ...base, createPayment });
  const canRenew = createCanRenew(base);
  const deliver = createDeliver(base);
  const sequels = createSequels(base);
  return {
    ...base,
    identities: createIdentities(base),
    createPayment,
    createFromLink,
    acts: createActs(base),
    attachTransfer: createAttachTransfer(base),
    ignoreTransfer: createIgnoreTransfer(base),
    requote: createRequote(base),
    renew: createRenew({ ...base, createPayment, createFromLink }),
    reads: createReadPayments({ ...base, canRenew }),
    publicReads: createPublicReads(base),
    opened: createCheckoutOpened(base),
    sequels,
    simulate: createSimulate({ ...base, sequels, virtualDaa: () => ports.tip.virtualDaa("simnet") }),
    applyPage: createApplyChainPage(base),
    recover: createRecoverCursor(base),
    sightings: createSightings(base),
    deliver,
    disableEndpoint: createDisableEndpoint(base),
    endpoints: createEndpoints(base),
    resends: createResends({ ...base, deliver }),
    connected: createConnectedMark(base),
    tellWideGaps: createGapAlert(base),
    exportAddresses: createExportAddresses(base),
    seedDemoStore: createSeedDemoStore(base),
  };
}

export type UseCases = ReturnType<typeof createUseCases>;
