// What the store's addresses hold now, as a node's UTXO index shows it. The gateway holds no key: it only watches.
// docs/spec/deposits.md#balances
import * as z from "zod";
import { Kas, Network, Sompi, Time } from "./wire.ts";

/** Why a balance cannot be told. */
export const BALANCE_REASONS = [
  "node_unavailable",
  "node_unsynced",
  "no_utxo_index",
  "too_many_addresses",
  "changing",
] as const;

const AvailableBalance = z
  .object({
    available: z.literal(true),
    network: Network,
    total: Kas.describe("All that lies on the addresses: `mature`, `immature` and `covenant`."),
    totalSompi: Sompi,
    mature: Kas.describe("What the wallet can spend."),
    matureSompi: Sompi,
    immature: Kas.describe("Newly mined, with less than 1000 confirmations."),
    immatureSompi: Sompi,
    covenant: Kas.describe("Bound to a contract."),
    covenantSompi: Sompi,
    utxos: z.int().describe("Unspent outputs. A wallet needs several transactions to spend very many."),
    addresses: z.int().describe("Addresses that were looked at: those that ever received money."),
    asOfDaaScore: z.string().describe("The node's DAA score at which the sum is true."),
    readAt: Time,
  })
  .meta({ id: "AvailableBalance" });

const UnknownBalance = z
  .object({
    available: z.literal(false),
    network: Network,
    reason: z.enum(BALANCE_REASONS),
    message: z.string().describe("The reason and what to do, for people."),
  })
  .meta({ id: "UnknownBalance" });

/** The sum of one network, or why there is none. A sum that may be wrong is never given. */
export const Balance = z.union([AvailableBalance, UnknownBalance]).meta({ id: "Balance" });
export type Balance = z.output<typeof Balance>;

/** Answer of `GET /balances`: one entry for each network of the store. */
export const BalanceList = z.object({ data: z.array(Balance) }).meta({
  id: "BalanceList",
  examples: [
    {
      data: [
        {
          available: true,
          network: "mainnet",
          total: "120.00000000",
          totalSompi: "12000000000",
          mature: "120.00000000",
          matureSompi: "12000000000",
          immature: "0.00000000",
          immatureSompi: "0",
          covenant: "0.00000000",
          covenantSompi: "0",
          utxos: 3,
          addresses: 2,
          asOfDaaScore: "87654321",
          readAt: "2026-02-08T12:01:00.000Z",
        },
      ],
    },
  ],
});
