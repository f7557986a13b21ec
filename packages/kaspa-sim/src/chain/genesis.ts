// The state a new chain begins with: two empty blocks and a rich faucet, as if imported at a pruning point.
import { SOMPI_PER_KAS } from "@kaspa-pay/core";
import type { UtxoEntry } from "@kaspa-pay/kaspa/tx";
import type { Block } from "./block.ts";
import { hashOf } from "./randomness.ts";
import { coinbaseTx, outpointKey } from "./transaction.ts";

/** Scores begin apart from each other and from zero, so that a client mixing them up is caught at once. */
const GENESIS_DAA = 1_000_000;
const GENESIS_BLUE = 998_000;

/** Enough separate coins that one payment never builds on another's change soon (a reorg may drop either). */
const COINS: readonly { count: number; sompi: bigint }[] = [
  { count: 1_000, sompi: 500_000n * SOMPI_PER_KAS },
  { count: 20, sompi: 500_000_000n * SOMPI_PER_KAS },
  { count: 5, sompi: 2_000_000_000n * SOMPI_PER_KAS },
];

/** Coins locked by scripts of no known class, spent by the `poison` control with `where: "input"`. */
const NON_STANDARD_COINS = 50;

/** A script that no address stands for: 1 byte of data, dropped, then true. */
export const NON_STANDARD_SCRIPT = "000001ff7551";

/** The two first chain blocks (the second exists so that merged blocks always find a grandparent). */
export function genesisBlocks(seed: string, timestamp: number): [GenesisBlock, GenesisBlock] {
  const first = genesisBlock(hashOf(seed, "genesis", 0), [], 0, timestamp - 1);
  return [first, genesisBlock(hashOf(seed, "genesis", 1), [first.hash], 1, timestamp)];
}

type GenesisBlock = Block & { readonly coinbaseId: string };

function genesisBlock(
  hash: string,
  parents: readonly string[],
  height: number,
  timestamp: number,
): GenesisBlock {
  const blueScore = GENESIS_BLUE + height;
  return {
    hash,
    parents,
    daaScore: GENESIS_DAA + height,
    blueScore,
    timestamp,
    txs: [],
    reward: [],
    fill: 0,
    coinbaseId: coinbaseTx(blueScore, hash, []).id,
  };
}

/** Mature coins of the faucet and a few non-standard ones, made by no transaction of the kept chain. */
export function genesisCoins(seed: string, faucetScript: string): [string, UtxoEntry][] {
  const coins: [string, UtxoEntry][] = [];
  const add = (scriptPublicKey: string, amount: bigint) => {
    coins.push([
      outpointKey(hashOf(seed, "premine", coins.length), 0),
      { amount, scriptPublicKey, blockDaaScore: 1n, isCoinbase: false, covenantId: null },
    ]);
  };
  for (const { count, sompi } of COINS) {
    for (let made = 0; made < count; made++) add(faucetScript, sompi);
  }
  for (let made = 0; made < NON_STANDARD_COINS; made++) add(NON_STANDARD_SCRIPT, 10n * SOMPI_PER_KAS);
  return coins;
}
