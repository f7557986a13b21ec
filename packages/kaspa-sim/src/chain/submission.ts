// What a node checks before a transaction enters its mempool, with the node's own error texts.
import { addressFromScriptPublicKey, MAX_SOMPI } from "@kaspa-pay/kaspa";
import {
  type Masses,
  masses,
  minimumFee,
  NATIVE_SUBNETWORK,
  TxError,
  type UtxoEntry,
  verifyInput,
} from "@kaspa-pay/kaspa/tx";
import type { Chain } from "./chain.ts";
import { poolEntry } from "./mempool.ts";
import { type ChainTx, entryFor, outpointKey, spentKeys, withIds } from "./transaction.ts";

/** Thrown when the mempool refuses a transaction; the message is what follows `Rejected transaction <id>: `. */
export class Rejection extends Error {}

const MAX_COMPUTE_MASS = 500_000n;
const MAX_TRANSIENT_MASS = 1_000_000n;
const MAX_STORAGE_MASS = 500_000n;
/** Relay limit of a standard transaction. */
const MAX_STANDARD_MASS = 100_000n;

/** How a transaction is submitted. */
export interface Submission {
  readonly allowOrphan?: boolean;
  /** Evict what conflicts when the new fee rate is higher, as `submitTransactionReplacement` does. */
  readonly replace?: boolean;
}

/**
 * Checks a transaction and puts it into the mempool.
 *
 * @throws Rejection
 */
export function submit(
  chain: Chain,
  tx: ChainTx,
  { allowOrphan = false, replace = false }: Submission = {},
): void {
  if (chain.mempool.get(tx.id)) reject(`transaction ${tx.id} is already in the mempool`);
  if (chain.acceptedIn.has(tx.id)) reject(`transaction ${tx.id} was already accepted by the consensus`);
  checkInIsolation(tx);
  const spent = coinsOf(chain, tx);
  if (spent === undefined) {
    if (!allowOrphan) reject(`transaction ${tx.id} is an orphan where orphan is disallowed`);
    chain.mempool.addOrphan(tx, chain.settings.now());
    return;
  }
  const rivals = conflicts(chain, tx);
  if (rivals.length > 0 && !replace) {
    const [{ key, txId }] = rivals as [{ key: string; txId: string }];
    const [id, index] = key.split(":");
    reject(`output (${id}, ${index}) already spent by transaction ${txId} in the mempool`);
  }
  const weight = checkAgainstCoins(chain, tx, spent);
  // The node's mempool replaces whatever mass the sender committed to: older wallets commit to another one.
  const weighed = withIds({ ...tx, storageMass: weight.storage });
  const entry = poolEntry(weighed, spent, chain.settings.now());
  for (const rival of rivals) chain.mempool.evict(rival.txId);
  chain.mempool.add(entry);
  adoptOrphans(chain);
}

/** Orphans whose parents have arrived move into the pool; those that fail the checks are forgotten. */
export function adoptOrphans(chain: Chain): void {
  for (const { tx } of [...chain.mempool.orphans()]) {
    if (coinsOf(chain, tx) === undefined) continue;
    chain.mempool.removeOrphan(tx.id);
    try {
      submit(chain, tx);
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
    }
  }
}

function reject(reason: string): never {
  throw new Rejection(reason);
}

function checkInIsolation(tx: ChainTx): void {
  if (tx.version !== 0) nonStandard(tx, `transaction version ${tx.version} is not in the valid range of 0-0`);
  if (tx.subnetworkId !== NATIVE_SUBNETWORK) {
    reject(`transaction subnetwork id ${tx.subnetworkId} is neither native nor coinbase`);
  }
  if (tx.gas !== 0n) reject("transaction has non zero gas value");
  if (tx.inputs.length === 0) reject("transaction has no inputs");
  const keys = spentKeys(tx);
  if (new Set(keys).size !== keys.length) reject("transaction has duplicate inputs");
  let total = 0n;
  tx.outputs.forEach((output, index) => {
    if (output.value === 0n) reject(`transaction output ${index} has zero value`);
    if (output.value > MAX_SOMPI) {
      reject(`transaction output ${index} value is higher than the max allowed of ${MAX_SOMPI}`);
    }
    total += output.value;
    if (addressFromScriptPublicKey("simnet", output.scriptPublicKey) === null) {
      nonStandard(tx, `transaction output #${index}: non-standard script form`);
    }
    if (output.covenant) {
      reject(`transaction output #${index} has covenant field but transaction version is below 1`);
    }
  });
  if (total > MAX_SOMPI) {
    reject(`transaction total outputs value is higher than the max allowed of ${MAX_SOMPI}`);
  }
}

function nonStandard(tx: ChainTx, reason: string): never {
  reject(`transaction ${tx.id} is not standard: ${reason}`);
}

/** The spent coins from chain or pool, or undefined when one is unknown. */
function coinsOf(chain: Chain, tx: ChainTx): UtxoEntry[] | undefined {
  const coins: UtxoEntry[] = [];
  for (const { previousOutpoint } of tx.inputs) {
    const { transactionId, index } = previousOutpoint;
    const entry = chain.utxos.get(outpointKey(transactionId, index));
    const output = chain.mempool.get(transactionId)?.tx.outputs[index];
    if (entry) coins.push(entry);
    else if (output) coins.push(entryFor(output, chain.virtualDaaScore, false));
    else return undefined;
  }
  return coins;
}

function conflicts(chain: Chain, tx: ChainTx): { key: string; txId: string }[] {
  return spentKeys(tx).flatMap((key) => {
    const txId = chain.mempool.spenderOf(key);
    return txId === undefined ? [] : [{ key, txId }];
  });
}

function checkAgainstCoins(chain: Chain, tx: ChainTx, spent: readonly UtxoEntry[]): Masses {
  const daaScore = chain.virtualDaaScore;
  spent.forEach((entry, index) => {
    if (chain.isMature(entry, daaScore)) return;
    const { transactionId, index: at } = tx.inputs[index]!.previousOutpoint;
    reject(
      `one of the transaction inputs spends an immature UTXO: transaction input #${index} tried to spend coinbase outpoint (${transactionId}, ${at}) with daa score of ${entry.blockDaaScore}\n    while the merging block daa score is ${daaScore} and the coinbase maturity period of ${chain.settings.coinbaseMaturity} hasn't passed yet`,
    );
  });
  const totalIn = spent.reduce((sum, entry) => sum + entry.amount, 0n);
  const totalOut = tx.outputs.reduce((sum, output) => sum + output.value, 0n);
  if (totalOut > totalIn) {
    reject(`transaction tries to spend ${totalOut} while its total inputs amount is ${totalIn}`);
  }
  checkSignatures(tx, spent);
  return checkMasses(tx, spent, totalIn - totalOut);
}

function checkMasses(tx: ChainTx, spent: readonly UtxoEntry[], fee: bigint): Masses {
  const weight = masses(tx, spent, "simnet");
  if (weight.storage > MAX_STORAGE_MASS || weight.storage > MAX_STANDARD_MASS) {
    nonStandard(
      tx,
      `transaction storage mass of ${weight.storage} is larger than max allowed size of ${MAX_STANDARD_MASS}`,
    );
  }
  if (weight.compute > MAX_COMPUTE_MASS || weight.compute > MAX_STANDARD_MASS) {
    nonStandard(
      tx,
      `transaction compute mass of ${weight.compute} is larger than max allowed size of ${MAX_STANDARD_MASS}`,
    );
  }
  if (weight.transient > MAX_TRANSIENT_MASS) {
    nonStandard(
      tx,
      `transaction transient mass of ${weight.transient} is larger than max allowed size of ${MAX_TRANSIENT_MASS}`,
    );
  }
  const floor = minimumFee(weight);
  if (fee < floor) {
    nonStandard(tx, `transaction has ${fee} fees which is under the required amount of ${floor}`);
  }
  return weight;
}

function checkSignatures(tx: ChainTx, spent: readonly UtxoEntry[]): void {
  tx.inputs.forEach((_, index) => {
    let valid = false;
    try {
      valid = verifyInput(tx, spent, index);
    } catch (error) {
      if (!(error instanceof TxError)) throw error;
    }
    if (!valid) reject("failed to verify the signature script: false stack entry at end of script execution");
  });
}
