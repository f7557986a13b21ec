// Public reads: price, rates, chain and server.
import { RATE_STATES } from "@kaspa-pay/core";
import * as z from "zod";
import { CurrencyInput, Network, Time } from "./wire.ts";

/** Query of `GET /price`. */
export const GetPrice = z
  .strictObject({
    currency: CurrencyInput.optional().describe("Default USD."),
    network: Network.optional().describe("Default: the first one served."),
  })
  .meta({ id: "GetPrice" });

/** `GET /price`. `price` is a number as in KasPay, for display; `rate` is exact. */
export const Price = z
  .object({
    price: z.number(),
    currency: z.string(),
    rate: z.string().describe("Fiat per KAS, exact."),
    source: z.string(),
    at: Time,
    fetchedAt: Time,
    stale: z.boolean(),
  })
  .meta({
    id: "Price",
    examples: [
      {
        price: 0.1,
        currency: "USD",
        rate: "0.1",
        source: "median",
        at: "2026-02-08T12:00:00.000Z",
        fetchedAt: "2026-02-08T12:00:00.000Z",
        stale: false,
      },
    ],
  });
export type Price = z.output<typeof Price>;

/** Query of `GET /rates`. */
export const GetRates = z
  .strictObject({
    base: CurrencyInput.optional().describe("Always KAS."),
    quote: CurrencyInput.optional().describe("Default USD."),
    network: Network.optional().describe("Default: the first one served."),
  })
  .meta({ id: "GetRates" });

/** `GET /rates`: the used rate and what each source says. */
export const Rates = z
  .object({
    base: z.string(),
    quote: z.string(),
    rate: z.string().nullable(),
    source: z.string().nullable(),
    fetchedAt: Time.nullable(),
    stale: z.boolean(),
    sources: z.array(
      z.object({
        name: z.string(),
        rate: z.string().nullable(),
        fetchedAt: Time.nullable(),
        state: z.enum(RATE_STATES),
        message: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: "Rates" });
export type Rates = z.output<typeof Rates>;

/** Query of `GET /network`. */
export const GetNetwork = z
  .strictObject({ network: Network.optional().describe("Default: the first one served.") })
  .meta({ id: "GetNetwork" });

/** `GET /network`: the fields of KasPay, and how far the server has read. */
export const NetworkInfo = z
  .object({
    blockCount: z
      .int()
      .nullable()
      .describe("Last known; null before the node was ever heard since the start."),
    headerCount: z.int().nullable(),
    difficulty: z.number().nullable(),
    virtualDaaScore: z.int().nullable().describe("Last known, also from before the start."),
    networkName: z.string(),
    synced: z.boolean().describe("The node answers, and is in step with its network."),
    isSynced: z.boolean().describe("The same as `synced`."),
    lagSeconds: z.number().nullable().describe("Since the chain was last read to its end; null = never."),
    clockSkewSeconds: z
      .number()
      .nullable()
      .describe(
        "The chain's clock less this server's; from 30 s on somebody should look. Null = not measured yet.",
      ),
    serverVersion: z.string().nullable(),
    reason: z
      .string()
      .nullable()
      .describe("Why it is not synced, or nothing is confirmed; null = all is well."),
  })
  .meta({ id: "NetworkInfo" });
export type NetworkInfo = z.output<typeof NetworkInfo>;

/** `GET /server/info`. */
export const ServerInfo = z
  .object({
    version: z.string(),
    publicUrl: z.string(),
    networks: z.array(
      z.object({
        id: Network,
        name: z.string(),
        livemode: z.boolean(),
        addressPrefix: z.string(),
        explorerTxTemplate: z.string().nullable(),
        explorerAddressTemplate: z.string().nullable(),
      }),
    ),
    currencies: z.array(z.object({ code: z.string(), minorDigits: z.int() })),
    asset: z.object({
      symbol: z.string(),
      name: z.string(),
      decimals: z.int(),
      logoUrl: z.string().meta({
        description: "An SVG from this server, which any page may show.",
        examples: ["https://pay.example.com/assets/kas.svg"],
      }),
      prefixes: z.array(z.string()),
    }),
    limits: z.object({
      bodyBytes: z.int(),
      metadataKeys: z.int(),
      items: z.int(),
      minimumKas: z.string(),
      maximumKas: z.string(),
      readsPerMinute: z.int(),
      writesPerMinute: z.int(),
      webhookEndpoints: z.int(),
      apiKeys: z.int(),
      links: z.int(),
    }),
  })
  .meta({ id: "ServerInfo" });
export type ServerInfo = z.output<typeof ServerInfo>;

/** State of one network's node and follower, for the dashboard's dot and the server page. */
export const NodeStatus = z
  .object({
    network: Network,
    state: z.enum(["connected", "wrong_network", "unsynced", "unsupported", "unavailable"]),
    detail: z.string(),
    nodeName: z.string().nullable().describe("Host only; null for those who are not server admins."),
    serverVersion: z.string().nullable(),
    synced: z.boolean(),
    lagSeconds: z.number().nullable(),
    clockSkewSeconds: z
      .number()
      .nullable()
      .describe(
        "The chain's clock less this server's; from 30 s on somebody should look. Null = not measured yet.",
      ),
    virtualDaaScore: z.int().nullable(),
    lastSyncAt: Time.nullable(),
    syncGap: z.boolean(),
  })
  .meta({ id: "NodeStatus" });
export type NodeStatus = z.output<typeof NodeStatus>;

/** What the top bar and the server page show. */
export const ServerStatus = z
  .object({ nodes: z.array(NodeStatus), rates: z.array(Rates), serverTime: Time })
  .meta({ id: "ServerStatus" });
export type ServerStatus = z.output<typeof ServerStatus>;
