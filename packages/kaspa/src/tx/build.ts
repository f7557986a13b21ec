import { scriptPublicKeyOf } from "../address.ts";
import { type Network, params } from "../networks.ts";
import { checkFeeRate, feeFor } from "./fee.ts";
import { larger, type Masses, masses } from "./mass.ts";
import { SIGNATURE_SCRIPT_PLACEHOLDER } from "./sign.ts";
import {
  NATIVE_SUBNETWORK,
  type Tx,
  TxError,
  type TxOutput,
  type Utxo,
  type UtxoEntry,
} from "./transaction.ts";

/** One receiver of a payment. */
export interface PaymentOutput {
  readonly address: string;
  readonly amountSompi: bigint;
}

/** What {@link buildPayment} needs. Sompi everywhere. */
export interface PaymentPlan {
  readonly network: Network;
  /** Spendable outputs of the payer; coins bound to a covenant and immature coinbases are left out. */
  readonly utxos: readonly Utxo[];
  readonly to: PaymentOutput | readonly PaymentOutput[];
  /** Address that takes the rest. */
  readonly change: string;
  /** Sompi per gram, as `getFeeEstimate` reports it; the floor of 100 is applied here. */
  readonly feeRate: number;
  /** Needed to leave out immature coinbase coins; without it every coin counts as mature. */
  readonly virtualDaaScore?: bigint;
  /** No output is smaller, default 0.2 KAS: wallets refuse less. docs/spec/kaspa-protocol.md#amounts-and-minimums */
  readonly minOutputSompi?: bigint;
  /** How much a rest that is too small for a change output may add to the fee, default 0. */
  readonly maxLossSompi?: bigint;
}

/** An unsigned payment, ready for `signInputs(built.tx, built.entries, keyFor)`. */
export interface BuiltPayment {
  readonly tx: Tx;
  /** The coins it spends, in the order of the inputs. */
  readonly spent: readonly Utxo[];
  /** Their entries, in the order of the inputs. */
  readonly entries: readonly UtxoEntry[];
  readonly feeSompi: bigint;
  /** Value of the change output, 0 when there is none. */
  readonly changeSompi: bigint;
  /** Masses of the signed transaction. */
  readonly masses: Masses;
}

/** Smallest output that is built by default: 0.2 KAS. */
export const DEFAULT_MIN_OUTPUT_SOMPI = 20_000_000n;
/** Official wallets refuse a heavier transaction. */
const MAX_STANDARD_MASS = 100_000n;
const MAX_INPUTS = 1_000;
const FEE_ROUNDS = 16;

/**
 * Builds an unsigned version 0 payment from the fewest, largest coins. The fee is ceil(rate × max(compute, 2 × size)),
 * with storage mass when the rate is above 100. No output is under the minimum.
 *
 * @throws TxError `output_too_small`, `insufficient_funds`, `change_too_small`, `mass_too_large`, `bad_fee_rate`
 * @throws AddressError for a receiver or the change address
 */
export function buildPayment(plan: PaymentPlan): BuiltPayment {
  checkFeeRate(plan.feeRate);
  const minimum = plan.minOutputSompi ?? DEFAULT_MIN_OUTPUT_SOMPI;
  const outputs = [plan.to].flat().map(({ address, amountSompi }): TxOutput => {
    if (amountSompi < minimum || amountSompi <= 0n) {
      throw new TxError("output_too_small", `An output is at least ${minimum} sompi.`);
    }
    return { value: amountSompi, scriptPublicKey: scriptPublicKeyOf(address) };
  });
  if (outputs.length === 0) throw new TxError("output_too_small", "A payment has at least one receiver.");
  const coins = spendable(plan);
  const changeScript = scriptPublicKeyOf(plan.change);
  const amount = outputs.reduce((sum, output) => sum + output.value, 0n);
  const spent: Utxo[] = [];
  let total = 0n;
  let refusal: TxError | undefined;
  for (const coin of coins.slice(0, MAX_INPUTS)) {
    spent.push(coin);
    total += coin.entry.amount;
    if (total <= amount) continue;
    const attempt = settle({ plan, minimum, spent, outputs, changeScript, rest: total - amount });
    if (!(attempt instanceof TxError)) return attempt;
    refusal = attempt;
  }
  if (refusal === undefined && coins.length > MAX_INPUTS) {
    throw new TxError("mass_too_large", "The coins are too many and too small: combine some of them first.");
  }
  throw refusal ?? new TxError("insufficient_funds", "The coins do not cover the amount and the fee.");
}

interface Draft {
  readonly plan: PaymentPlan;
  readonly minimum: bigint;
  readonly spent: readonly Utxo[];
  readonly outputs: readonly TxOutput[];
  readonly changeScript: string;
  /** Inputs minus payments: fee and change together. */
  readonly rest: bigint;
}

/** Tries one set of coins, with change, else without. An answered error may be cured by a further coin. */
function settle(draft: Draft): BuiltPayment | TxError {
  const { plan, minimum, rest } = draft;
  const withChange = settleChange(draft);
  if (withChange !== undefined) return weighed(draft, withChange);
  const alone = { draft, change: 0n };
  const least = feeFor(plan.feeRate, massesOf(alone));
  if (rest < least)
    return new TxError("insufficient_funds", "The coins do not cover the amount and the fee.");
  // A change output would itself cost a fee, so a rest below that cost is cheaper given to the miner.
  const changeCost = feeFor(plan.feeRate, massesOf({ draft, change: minimum })) - least;
  if (rest - least > larger(plan.maxLossSompi ?? 0n, changeCost)) {
    return new TxError("change_too_small", "The rest is too small for an output of its own.");
  }
  return weighed(draft, { fee: rest, change: 0n });
}

/** Storage mass depends on the change and the change on the fee: raise the fee until both agree. */
function settleChange(draft: Draft): { fee: bigint; change: bigint } | undefined {
  let fee = 0n;
  for (let round = 0; round < FEE_ROUNDS; round++) {
    const change = draft.rest - fee;
    if (change < draft.minimum || change <= 0n) return undefined;
    const needed = feeFor(draft.plan.feeRate, massesOf({ draft, change }));
    if (needed <= fee) return { fee, change };
    fee = needed;
  }
  return undefined;
}

function weighed(draft: Draft, { fee, change }: { fee: bigint; change: bigint }): BuiltPayment | TxError {
  const weight = massesOf({ draft, change });
  const tooHeavy = new TxError("mass_too_large", "The transaction is heavier than wallets and nodes relay.");
  if (larger(weight.compute, weight.transient) > MAX_STANDARD_MASS) throw tooHeavy;
  // More value going in lowers storage mass, more coins never lower the others.
  if (weight.storage > MAX_STANDARD_MASS) return tooHeavy;
  const tx = unsigned(draft, change, "");
  const entries = draft.spent.map((coin) => coin.entry);
  return {
    tx: { ...tx, storageMass: weight.storage },
    spent: [...draft.spent],
    entries,
    feeSompi: fee,
    changeSompi: change,
    masses: weight,
  };
}

function massesOf({ draft, change }: { draft: Draft; change: bigint }): Masses {
  const entries = draft.spent.map((coin) => coin.entry);
  return masses(unsigned(draft, change, SIGNATURE_SCRIPT_PLACEHOLDER), entries, draft.plan.network);
}

function unsigned(draft: Draft, change: bigint, signatureScript: string): Tx {
  const changeOutput = { value: change, scriptPublicKey: draft.changeScript };
  return {
    version: 0,
    inputs: draft.spent.map(({ outpoint }) => ({
      previousOutpoint: outpoint,
      signatureScript,
      sequence: 0n,
      sigOpCount: 1,
    })),
    outputs: change > 0n ? [...draft.outputs, changeOutput] : draft.outputs,
    lockTime: 0n,
    subnetworkId: NATIVE_SUBNETWORK,
    gas: 0n,
    payload: "",
    storageMass: 0n,
  };
}

function spendable(plan: PaymentPlan): Utxo[] {
  const maturity = BigInt(params(plan.network).coinbaseMaturity);
  return plan.utxos
    .filter(({ entry }) => entry.covenantId === undefined || entry.covenantId === null)
    .filter(
      ({ entry }) =>
        !entry.isCoinbase ||
        plan.virtualDaaScore === undefined ||
        entry.blockDaaScore + maturity <= plan.virtualDaaScore,
    )
    .sort((a, b) => (a.entry.amount < b.entry.amount ? 1 : a.entry.amount > b.entry.amount ? -1 : 0));
}
