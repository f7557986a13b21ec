// What anybody may ask: price, rates, chain and server. Nothing here waits for another machine but GET /network.
import { type NetworkInfo, type NodeStatus, type Rates, Refused } from "@kaspa-pay/api-contract";
import type { MarketHandlers } from "@kaspa-pay/api-contract/router";
import { CURRENCIES, isFiatCurrency, MAX_SOMPI, minorDigitsOf, sompiToKas } from "@kaspa-pay/core";
import { params } from "@kaspa-pay/kaspa";
import type { ChainDag, ChainHealth, ChainNetwork } from "../../ports/chain-source.ts";
import type { Clock } from "../../ports/clock.ts";
import type { UnitOfWork } from "../../ports/unit-of-work.ts";
import type { RegistrationPolicy } from "../../usecases/accounts/register.ts";
import type { RateBook } from "../../usecases/rates/rate-book.ts";
import { MAX_API_KEYS } from "../../usecases/stores/api-keys.ts";
import { DEFAULT_SETTINGS, isLive } from "../../usecases/stores/new-store.ts";
import { iso, isoOrNull } from "./checks.ts";

/** A served network as its node and follower show it. */
export interface ServedNetwork {
  readonly network: ChainNetwork;
  health(): ChainHealth;
  dag(): Promise<ChainDag>;
  /** How far the follower is behind the chain's own time; null before the first complete pull. */
  lagSeconds(): number | null;
  lastSyncAt(): number | null;
  /** A stretch of the chain was lost and must be checked by hand. */
  syncGap(): boolean;
  /** Why confirming stands still although the chain is read; null = it does not. */
  halt(): string | null;
}

export interface MarketDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly rates: RateBook;
  readonly served: readonly ServedNetwork[];
  readonly registration: RegistrationPolicy;
  readonly plainHttp: boolean;
  readonly mailEnabled: boolean;
  readonly version: string;
  readonly publicUrl: string;
  readonly explorerTxTemplate: (network: ChainNetwork) => string | null;
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

export function createMarketHandlers(deps: MarketDeps): MarketHandlers {
  const dag = cachedDag(deps);
  const priced = (network: ChainNetwork | undefined) => servedNetwork(deps, network).network;
  return {
    price: async (input) => {
      const currency = input.currency ?? "USD";
      assertKnown(currency);
      const rate = deps.rates.getRate(priced(input.network), currency, deps.clock.now());
      if ("unavailable" in rate)
        throw new Refused("price_unavailable", `There is no fresh ${currency} rate right now`);
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
        throw new Refused("unknown_currency", "Rates are asked with base KAS", { param: "base" });
      }
      const quote = input.quote ?? "USD";
      assertKnown(quote);
      return ratesOf(deps, priced(input.network), quote);
    },
    network: async (input) => networkInfo(servedNetwork(deps, input.network), dag),
    serverInfo: async () => serverInfo(deps),
    status: async (caller) => ({
      nodes: deps.served.map((one) => nodeStatus(one, caller.isServerAdmin)),
      rates: deps.served.map((one) => ratesOf(deps, one.network, "USD")),
      serverTime: iso(deps.clock.now()),
    }),
    setup: async (caller) => {
      const hasUsers = await deps.unitOfWork.records.users.any();
      return {
        hasUsers,
        registration: deps.registration,
        registrationOpen: deps.registration === "open" || (!hasUsers && deps.registration !== "closed"),
        setupCodeNeeded: !hasUsers && deps.registration !== "closed" && caller.local !== true,
        plainHttp: deps.plainHttp,
        signedIn: caller.kind === "user",
        networks: deps.served.map((one) => one.network),
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
    throw new Refused("unknown_currency", `${currency} is not a currency that can be priced here`, {
      param: "currency",
    });
  }
}

function servedNetwork(deps: MarketDeps, wanted: ChainNetwork | undefined): ServedNetwork {
  const found = wanted === undefined ? deps.served[0] : deps.served.find((one) => one.network === wanted);
  if (found) return found;
  const all = deps.served.map((one) => one.network).join(", ");
  throw new Refused("not_found", `This server does not serve ${wanted ?? "any network"}; it serves: ${all}`, {
    param: "network",
  });
}

/** One look at the node a second, however many ask. */
function cachedDag({ clock }: MarketDeps): (served: ServedNetwork) => Promise<ChainDag> {
  const known = new Map<ChainNetwork, { at: number; dag: Promise<ChainDag> }>();
  return (served) => {
    const now = clock.now();
    const held = known.get(served.network);
    if (held && now - held.at < DAG_LIFE_MS) return held.dag;
    const dag = served.dag();
    known.set(served.network, { at: now, dag });
    dag.catch(() => known.delete(served.network));
    return dag;
  };
}

async function networkInfo(
  served: ServedNetwork,
  read: (served: ServedNetwork) => Promise<ChainDag>,
): Promise<NetworkInfo> {
  const health = served.health();
  const dag = await read(served).catch(() => null);
  if (!dag) throw new Refused("node_unavailable", health.detail || "The Kaspa node is away");
  return {
    blockCount: Number(dag.blockCount),
    headerCount: Number(dag.headerCount),
    difficulty: dag.difficulty,
    virtualDaaScore: Number(dag.virtualDaaScore),
    networkName: dag.networkName,
    synced: health.state === "connected",
    isSynced: health.state === "connected",
    lagSeconds: served.lagSeconds(),
    serverVersion: health.info?.serverVersion ?? null,
  };
}

function nodeStatus(served: ServedNetwork, admin: boolean): NodeStatus {
  const health = served.health();
  return {
    network: served.network,
    state: health.state,
    detail: admin ? (served.halt() ?? health.detail) : "",
    nodeName: admin ? health.nodeName : null,
    serverVersion: health.info?.serverVersion ?? null,
    synced: health.state === "connected",
    lagSeconds: served.lagSeconds(),
    virtualDaaScore: health.virtualDaaScore === null ? null : Number(health.virtualDaaScore),
    lastSyncAt: isoOrNull(served.lastSyncAt()),
    syncGap: served.syncGap(),
  };
}

function ratesOf(deps: MarketDeps, network: ChainNetwork, quote: string): Rates {
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

function serverInfo(deps: MarketDeps) {
  return {
    version: deps.version,
    publicUrl: deps.publicUrl,
    networks: deps.served.map(({ network }) => ({
      id: network,
      name: NETWORK_NAMES[network],
      livemode: isLive(network),
      addressPrefix: params(network).prefix,
      explorerTxTemplate: deps.explorerTxTemplate(network),
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
      logoUrl: null,
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
