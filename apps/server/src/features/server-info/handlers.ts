// Public reads: price, rates, chain and server. None fails because another machine does not answer.

import { ApiError, type NetworkInfo, type NodeStatus, type Rates } from "@kaspa-pay/api-contract";
import type { MarketHandlers } from "@kaspa-pay/api-contract/router";
import {
  CURRENCIES,
  isFiatCurrency,
  MAX_SOMPI,
  minorDigitsOf,
  type RegistrationPolicy,
  sompiToKas,
} from "@kaspa-pay/core";
import { params } from "@kaspa-pay/kaspa";
import { readCursor } from "../../chain/read-cursor.ts";
import type { ChainDag, ChainHealth } from "../../chain/source.ts";
import type { UnitOfWork } from "../../database/unit-of-work.ts";
import { KAS_LOGO_PATH } from "../../http/kas-logo.ts";
import type { Clock } from "../../runtime/clock.ts";
import { type ChainNetwork, explorerTxTemplate } from "../../runtime/network.ts";
import { anyUser } from "../accounts/identities.ts";
import { MAX_API_KEYS } from "../api-keys/api-keys.ts";
import { iso, isoOrNull } from "../caller.ts";
import type { RateBook } from "../rates/rate-book.ts";
import { DEFAULT_SETTINGS, isLive } from "../stores/new-store.ts";

/** A served network with the state of its node and follower. */
export interface ServedNetwork {
  readonly network: ChainNetwork;
  health(): ChainHealth;
  dag(): Promise<ChainDag>;
  /** How far the follower is behind the chain's own time; null before the first complete pull. */
  lagSeconds(): number | null;
  lastSyncAt(): number | null;
  /** A stretch of the chain could not be read and must be checked by hand. */
  syncGap(): boolean;
  /** Why confirmations are paused although the chain is read; null = they are not. */
  pause(): string | null;
  /** The chain's time minus the database's; null = not measured yet. */
  clockSkewSeconds(): number | null;
}

export interface ServerInfoDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly rates: RateBook;
  readonly served: readonly ServedNetwork[];
  readonly registration: RegistrationPolicy;
  readonly plainHttp: boolean;
  readonly mailEnabled: boolean;
  readonly version: string;
  readonly publicUrl: string;
  readonly demoShopUrl: string | null;
  readonly demoWalletUrl: string | null;
  readonly apiLimits: { readonly readsPerMinute: number; readonly writesPerMinute: number };
}

const NETWORK_NAMES: Readonly<Record<ChainNetwork, string>> = {
  mainnet: "Kaspa",
  "testnet-10": "Kaspa testnet 10",
  simnet: "Simulated chain",
};
const DAG_LIFE_MS = 1_000;

export function createMarketHandlers(deps: ServerInfoDeps): MarketHandlers {
  const dag = cachedDag(deps);
  const priced = (network: ChainNetwork | undefined) => servedNetwork(deps, network).network;
  return {
    price: async (input) => {
      const currency = input.currency ?? "USD";
      assertKnown(currency);
      const rate = deps.rates.getRate(priced(input.network), currency, deps.clock.now());
      if ("unavailable" in rate)
        throw new ApiError("price_unavailable", `There is no fresh ${currency} rate right now`);
      const at = iso(rate.at);
      return {
        price: Number(rate.rate),
        currency,
        rate: rate.rate,
        source: rate.source,
        at,
        fetchedAt: at,
        stale: rate.stale,
      };
    },
    rates: async (input) => {
      if (input.base !== undefined && input.base !== "KAS") {
        throw new ApiError("unknown_currency", "base must be KAS", { param: "base" });
      }
      const quote = input.quote ?? "USD";
      assertKnown(quote);
      return ratesOf(deps, priced(input.network), quote);
    },
    network: async (input) => networkInfo(deps, servedNetwork(deps, input.network), dag),
    serverInfo: async () => serverInfo(deps),
    status: async (caller) => ({
      nodes: deps.served.map((served) => nodeStatus(served, caller.isServerAdmin)),
      rates: deps.served.map((served) => ratesOf(deps, served.network, "USD")),
      serverTime: iso(deps.clock.now()),
    }),
    setup: async (caller) => {
      const hasUsers = await anyUser(deps.unitOfWork.db);
      return {
        hasUsers,
        registration: deps.registration,
        registrationOpen: deps.registration === "open" || (!hasUsers && deps.registration !== "closed"),
        setupCodeNeeded: !hasUsers && deps.registration !== "closed" && caller.local !== true,
        plainHttp: deps.plainHttp,
        signedIn: caller.kind === "user",
        networks: deps.served.map((served) => served.network),
        mailEnabled: deps.mailEnabled,
        version: deps.version,
        publicUrl: deps.publicUrl,
        demoShopUrl: deps.demoShopUrl,
        demoWalletUrl: deps.demoWalletUrl,
      };
    },
  };
}

function assertKnown(currency: string): void {
  if (!isFiatCurrency(currency)) {
    throw new ApiError("unknown_currency", `${currency} is not a currency that can be priced here`, {
      param: "currency",
    });
  }
}

function servedNetwork(deps: ServerInfoDeps, wanted: ChainNetwork | undefined): ServedNetwork {
  const found =
    wanted === undefined ? deps.served[0] : deps.served.find((served) => served.network === wanted);
  if (found) return found;
  const all = deps.served.map((served) => served.network).join(", ");
  throw new ApiError(
    "not_found",
    `This server does not serve ${wanted ?? "any network"}; it serves: ${all}`,
    {
      param: "network",
    },
  );
}

interface KnownDag {
  readonly dag: ChainDag | null;
  /** False = the node was asked just now and did not answer. */
  readonly answered: boolean;
}

/** Asks the node at most once a second, however many callers ask; without an answer the last one is shown. */
function cachedDag({ clock }: ServerInfoDeps): (served: ServedNetwork) => Promise<KnownDag> {
  const asked = new Map<ChainNetwork, { at: number; dag: Promise<KnownDag> }>();
  const last = new Map<ChainNetwork, ChainDag>();
  return (served) => {
    const { network } = served;
    const now = clock.now();
    const held = asked.get(network);
    if (held && Math.abs(now - held.at) < DAG_LIFE_MS) return held.dag;
    const dag = served.dag().then(
      (fresh) => {
        last.set(network, fresh);
        return { dag: fresh, answered: true };
      },
      () => ({ dag: last.get(network) ?? null, answered: false }),
    );
    asked.set(network, { at: now, dag });
    return dag;
  };
}

const NO_ANSWER = "The Kaspa node does not answer: payments are seen once it does";

const STATE_REASONS: Readonly<Record<ChainHealth["state"], string | null>> = {
  connected: null,
  unavailable: NO_ANSWER,
  unsynced: "The Kaspa node is still catching up with its network",
  wrong_network: "The Kaspa node serves another network than this server expects",
  unsupported: "The Kaspa node is of a version that cannot be used here",
};

/**
 * How far node and gateway have read. It never fails when the node does not answer: that is when it is asked most.
 */
async function networkInfo(
  { unitOfWork, clock }: ServerInfoDeps,
  served: ServedNetwork,
  read: (served: ServedNetwork) => Promise<KnownDag>,
): Promise<NetworkInfo> {
  const [{ dag, answered }, cursor] = await Promise.all([
    read(served),
    readCursor(unitOfWork.db, served.network),
  ]);
  const { state, info } = served.health();
  const pause = served.pause();
  const sinceRead = cursor === null ? null : Math.max(0, Math.round((clock.now() - cursor.readAt) / 1_000));
  const synced = state === "connected" && answered;
  return {
    blockCount: dag === null ? null : Number(dag.blockCount),
    headerCount: dag === null ? null : Number(dag.headerCount),
    difficulty: dag?.difficulty ?? null,
    virtualDaaScore: numberOrNull(dag?.virtualDaaScore ?? cursor?.virtualDaa),
    networkName: dag?.networkName ?? served.network,
    synced,
    isSynced: synced,
    lagSeconds: served.lagSeconds() ?? sinceRead,
    clockSkewSeconds: served.clockSkewSeconds(),
    serverVersion: info?.serverVersion ?? null,
    reason:
      STATE_REASONS[state] ??
      (answered ? pause && `Nothing is confirmed right now, money is still recorded (${pause})` : NO_ANSWER),
  };
}

const numberOrNull = (score: bigint | undefined): number | null =>
  score === undefined ? null : Number(score);

function nodeStatus(served: ServedNetwork, admin: boolean): NodeStatus {
  const health = served.health();
  return {
    network: served.network,
    state: health.state,
    detail: admin ? (served.pause() ?? health.detail) : "",
    nodeName: admin ? health.nodeName : null,
    serverVersion: health.info?.serverVersion ?? null,
    synced: health.state === "connected",
    lagSeconds: served.lagSeconds(),
    clockSkewSeconds: served.clockSkewSeconds(),
    virtualDaaScore: health.virtualDaaScore === null ? null : Number(health.virtualDaaScore),
    lastSyncAt: isoOrNull(served.lastSyncAt()),
    syncGap: served.syncGap(),
  };
}

function ratesOf(deps: ServerInfoDeps, network: ChainNetwork, quote: string): Rates {
  const now = deps.clock.now();
  const rate = deps.rates.getRate(network, quote, now);
  const used = "unavailable" in rate ? null : rate;
  return {
    base: "KAS",
    quote,
    rate: used?.rate ?? null,
    source: used?.source ?? null,
    fetchedAt: used ? iso(used.at) : null,
    stale: used?.stale ?? false,
    sources: deps.rates.sources(network, quote, now).map((source) => ({
      name: source.source,
      rate: source.rate,
      fetchedAt: isoOrNull(source.at),
      state: source.state,
      message: source.message,
    })),
  };
}

function serverInfo(deps: ServerInfoDeps) {
  return {
    version: deps.version,
    publicUrl: deps.publicUrl,
    networks: deps.served.map(({ network }) => ({
      id: network,
      name: NETWORK_NAMES[network],
      livemode: isLive(network),
      addressPrefix: params(network).prefix,
      explorerTxTemplate: explorerTxTemplate(network),
      explorerAddressTemplate: null,
    })),
    currencies: [
      { code: "KAS", minorDigits: 8 },
      ...Object.keys(CURRENCIES).map((code) => ({
        code,
        minorDigits: minorDigitsOf(code as keyof typeof CURRENCIES),
      })),
    ],
    asset: {
      symbol: "KAS",
      name: "Kaspa",
      decimals: 8,
      logoUrl: `${deps.publicUrl}${KAS_LOGO_PATH}`,
      prefixes: deps.served.map(({ network }) => params(network).prefix),
    },
    limits: {
      bodyBytes: 65_536,
      metadataKeys: 50,
      items: 100,
      minimumKas: sompiToKas(DEFAULT_SETTINGS.minimumSompi),
      maximumKas: sompiToKas(MAX_SOMPI),
      ...deps.apiLimits,
      webhookEndpoints: 20,
      apiKeys: MAX_API_KEYS,
      links: 10_000,
    },
  };
}
