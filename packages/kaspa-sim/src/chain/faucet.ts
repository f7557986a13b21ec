// The faucet is a real wallet: one key derived from the seed, coins from genesis and rewards, real signatures.
import { createECDH, createHash } from "node:crypto";
import { encodeAddress, scriptPublicKeyOf } from "@kaspa-pay/kaspa";
import {
  masses,
  minimumFee,
  NATIVE_SUBNETWORK,
  type Outpoint,
  SIGNATURE_SCRIPT_PLACEHOLDER,
  signInputs,
  type Utxo,
  type UtxoEntry,
} from "@kaspa-pay/kaspa/tx";
import type { Chain } from "./chain.ts";
import { type ChainOutput, type ChainTx, outputTo, parseOutpoint, withIds } from "./transaction.ts";

/** The faucet's key and address. */
export interface FaucetKey {
  readonly secret: Uint8Array;
  readonly address: string;
  readonly scriptPublicKey: string;
}

/** The key is a hash of the seed: anybody who knows the seed may spend, which is right for coins without value. */
export function faucetKey(seed: string): FaucetKey {
  const secret = createHash("sha256").update(`kaspa-sim faucet|${seed}`).digest();
  const pair = createECDH("secp256k1");
  pair.setPrivateKey(secret);
  const xOnly = pair.getPublicKey(null, "compressed").subarray(1);
  const address = encodeAddress("simnet", 0, new Uint8Array(xOnly));
  return { secret: new Uint8Array(secret), address, scriptPublicKey: scriptPublicKeyOf(address) };
}

/** Thrown when no coin of the faucet is large enough. */
export class FaucetEmpty extends Error {}

/** A really signed payment out of the faucet; the oldest coin that covers it, so that change rests longest. */
export function payFromFaucet(chain: Chain, key: FaucetKey, outputs: readonly ChainOutput[]): ChainTx {
  const amount = outputs.reduce((sum, output) => sum + output.value, 0n);
  return spendCoins({
    coins: findCoins(chain, key.scriptPublicKey, amount),
    outputs,
    change: key.scriptPublicKey,
    secret: key.secret,
    version: outputs.some((output) => output.covenant) ? 1 : 0,
  });
}

const ROOM_FOR_FEE = 10_000_000n;

function findCoins(chain: Chain, script: string, amount: bigint): Utxo[] {
  const needed = amount + ROOM_FOR_FEE;
  for (const coin of unspentCoins(chain, script)) {
    if (coin.entry.amount >= needed) return [coin];
  }
  const several: Utxo[] = [];
  let total = 0n;
  for (const coin of [...unspentCoins(chain, script)].sort((a, b) =>
    a.entry.amount < b.entry.amount ? 1 : -1,
  )) {
    several.push(coin);
    total += coin.entry.amount;
    if (total >= needed) return several;
  }
  throw new FaucetEmpty(`The faucet holds less than ${amount} sompi.`);
}

/** Mature coins of a script that no waiting transaction spends, oldest first. */
export function* unspentCoins(chain: Chain, script: string): Generator<Utxo> {
  for (const key of chain.utxos.keysOf(script)) {
    const entry = chain.utxos.get(key)!;
    if (chain.mempool.spenderOf(key) !== undefined) continue;
    if (!chain.isMature(entry, chain.virtualDaaScore)) continue;
    yield { outpoint: parseOutpoint(key), entry };
  }
}

const MOST_MERGED_COINS = 500;

/** Mature mining rewards of the faucet. */
export function rewardCoins(chain: Chain, script: string): Utxo[] {
  const rewards: Utxo[] = [];
  for (const coin of unspentCoins(chain, script)) {
    if (coin.entry.isCoinbase) rewards.push(coin);
    if (rewards.length === MOST_MERGED_COINS) break;
  }
  return rewards;
}

/** What {@link spendCoins} signs. */
export interface Spend {
  readonly coins: readonly { readonly outpoint: Outpoint; readonly entry: UtxoEntry }[];
  readonly outputs: readonly ChainOutput[];
  /** Script public key that takes the rest. */
  readonly change: string;
  /** Signs every input; without it the signature script stays a placeholder (injected past the mempool's checks). */
  readonly secret?: Uint8Array;
  readonly version?: number;
}

/** Builds and signs one transaction at the minimum fee. */
export function spendCoins({ coins, outputs, change, secret, version = 0 }: Spend): ChainTx {
  const entries = coins.map((coin) => coin.entry);
  const total = entries.reduce((sum, entry) => sum + entry.amount, 0n);
  const paid = outputs.reduce((sum, output) => sum + output.value, 0n);
  const draft = (fee: bigint) => {
    const rest = total - paid - fee;
    return {
      version: 0,
      inputs: coins.map(({ outpoint }) => ({
        previousOutpoint: outpoint,
        signatureScript: SIGNATURE_SCRIPT_PLACEHOLDER,
        sequence: 0n,
        sigOpCount: 1,
      })),
      outputs: rest > 0n ? [...outputs, outputTo(change, rest)] : outputs,
      lockTime: 0n,
      subnetworkId: NATIVE_SUBNETWORK,
      gas: 0n,
      payload: "",
      storageMass: 0n,
    };
  };
  const fee = minimumFee(masses(draft(1n), entries, "simnet"));
  const unsigned = draft(fee);
  const committed = { ...unsigned, storageMass: masses(unsigned, entries, "simnet").storage };
  if (secret === undefined || version !== 0) return withIds({ ...committed, version });
  return withIds({ ...signInputs(committed, entries, () => secret), outputs: committed.outputs });
}
