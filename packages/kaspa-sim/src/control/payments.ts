// Controls that move coins.

import { decodeAddress } from "@kaspa-pay/kaspa";
import { payFromFaucet, spendCoins, unspentCoins } from "../chain/faucet.ts";
import { NON_STANDARD_SCRIPT } from "../chain/genesis.ts";
import { poolEntry } from "../chain/mempool.ts";
import { hashOf } from "../chain/randomness.ts";
import { rivalOf } from "../chain/reorg.ts";
import { type ChainTx, outpointKey, outputTo, parseOutpoint, spentKeys } from "../chain/transaction.ts";
import { DemoAccount } from "../demo-account.ts";
import type { Simulator } from "../simulator.ts";
import type { PayFromInput, PayInput, SimControls, SompiInput, TxIds } from "./controls.ts";

const SOMPI = /^[0-9]{1,19}$/;

/** Reads sompi exactly. @throws RangeError */
export function sompiOf(input: SompiInput): bigint {
  if (typeof input === "number" ? Number.isSafeInteger(input) : SOMPI.test(String(input))) {
    const sompi = BigInt(input);
    if (sompi > 0n) return sompi;
  }
  throw new RangeError("sompi are a whole number above zero, as decimal text");
}

type PaymentControls = Pick<
  SimControls,
  "faucet" | "pay" | "payFrom" | "account" | "spend" | "doubleSpend" | "rbf" | "dropTx" | "release" | "poison"
>;

/** The controls that pay, spend, replace and make unreadable pages. */
export function paymentControls(
  simulator: Simulator,
  sinkInfo: () => ReturnType<SimControls["mine"]>,
  feeRate: () => number,
): PaymentControls {
  const { chain } = simulator;
  const accountOf = accountsOn(simulator);
  const waiting = (txId: string) => {
    const entry = chain.mempool.get(txId);
    if (entry === undefined) throw new RangeError(`${txId} is not in the mempool`);
    return entry;
  };
  return {
    faucet: ({ address, sompi }) => pay(simulator, { address, sompi }),
    pay: (input) => pay(simulator, input),
    payFrom: (input) => payFrom(simulator, accountOf(input.account), input, feeRate()),
    account: (input) => {
      const account = accountOf(input.account);
      const { balanceSompi, changeAddress } = account;
      return { balanceSompi, changeAddress, payments: account.payments() };
    },
    spend({ outpoint }) {
      const spent = typeof outpoint === "string" ? parseOutpoint(outpoint) : outpoint;
      const entry = chain.utxos.get(outpointKey(spent.transactionId, spent.index));
      if (entry === undefined) throw new RangeError("that output is not unspent on the chain");
      const tx = spendCoins({
        coins: [{ outpoint: spent, entry }],
        outputs: [],
        change: simulator.faucet.scriptPublicKey,
      });
      return enter(simulator, tx);
    },
    doubleSpend({ txId }) {
      const { tx, spent } = waiting(txId);
      const rival = rivalOf(tx, spent, simulator.faucet.scriptPublicKey);
      chain.mempool.evict(txId);
      simulator.mineOne({ bodies: [[rival]] });
      return { txIds: [rival.id] };
    },
    rbf({ txId }) {
      const { tx, spent } = waiting(txId);
      const rival = rivalOf(tx, spent, simulator.faucet.scriptPublicKey);
      chain.mempool.evict(txId);
      return enter(simulator, rival);
    },
    dropTx({ txId }) {
      const dropped = chain.mempool.get(txId) !== undefined;
      simulator.held.delete(txId);
      chain.mempool.evict(txId);
      return { dropped };
    },
    release({ txId } = {}) {
      const ids = txId === undefined ? [...simulator.held] : [txId];
      return { released: ids.filter((id) => simulator.held.delete(id)).length };
    },
    poison: ({ where }) => ({ ...poison(simulator, where), ...sinkInfo() }),
  };
}

/** Puts a transaction into the mempool past the checks of a submission. */
function enter(simulator: Simulator, tx: ChainTx): TxIds {
  const { chain } = simulator;
  const spent = spentKeys(tx).map((key) => chain.utxos.get(key)!);
  chain.mempool.add(poolEntry(tx, spent, simulator.now()));
  return { txIds: [tx.id] };
}

/** The accounts that were asked for: deriving the addresses of one takes some tenths of a second. */
const MOST_ACCOUNTS = 200;

function accountsOn({ chain }: Simulator): (text: string) => DemoAccount {
  const known = new Map<string, DemoAccount>();
  return (text) => {
    const found = known.get(text) ?? new DemoAccount(String(text), chain);
    known.delete(text);
    known.set(text, found);
    const [oldest] = known.keys();
    if (known.size > MOST_ACCOUNTS && oldest !== undefined) known.delete(oldest);
    return found;
  };
}

function payFrom(simulator: Simulator, account: DemoAccount, input: PayFromInput, feeRate: number) {
  decodeAddress(input.address, "simnet");
  const built = account.build(input.address, sompiOf(input.sompi), feeRate);
  const { feeSompi } = built;
  if (input.draft) return { txIds: [], feeSompi };
  const txId = account.send(built);
  if (input.mempoolOnly) simulator.held.add(txId);
  else if (input.mine) simulator.mineOne();
  return { txIds: [txId], feeSompi };
}

function pay(simulator: Simulator, input: PayInput): TxIds {
  const sompi = sompiOf(input.sompi);
  decodeAddress(input.address, "simnet");
  if (input.coinbase) {
    const block = simulator.mineOne({ reward: [outputTo(input.address, sompi)] });
    if (input.mine) simulator.mineOne();
    return { txIds: [block.coinbaseId] };
  }
  const parts = BigInt(input.parts ?? 1);
  if (parts < 1n || parts > 100n || parts > sompi) throw new RangeError("parts are 1 to 100");
  const covenantId =
    input.covenant === true ? hashOf("covenant", input.address) : input.covenant || undefined;
  const txIds: string[] = [];
  for (let part = 0n; part < parts; part++) {
    const share = part === parts - 1n ? sompi - (sompi / parts) * part : sompi / parts;
    const covenant = covenantId === undefined ? null : { authorizingInput: 0, covenantId };
    const tx = payFromFaucet(simulator.chain, simulator.faucet, [outputTo(input.address, share, covenant)]);
    txIds.push(...enter(simulator, tx).txIds);
  }
  if (input.mempoolOnly) for (const id of txIds) simulator.held.add(id);
  else if (input.mine) simulator.mineOne();
  return { txIds };
}

const POISON_SOMPI = 100_000_000n;

function poison(simulator: Simulator, where: "output" | "coinbase" | "input"): TxIds {
  const { chain, faucet } = simulator;
  switch (where) {
    case "coinbase": {
      const block = simulator.mineOne({ reward: [outputTo(NON_STANDARD_SCRIPT, POISON_SOMPI)] });
      simulator.mineOne();
      return { txIds: [block.coinbaseId] };
    }
    case "output": {
      const tx = payFromFaucet(chain, faucet, [outputTo(NON_STANDARD_SCRIPT, POISON_SOMPI)]);
      simulator.mineOne({ bodies: [[tx]] });
      return { txIds: [tx.id] };
    }
    case "input": {
      const [coin] = unspentCoins(chain, NON_STANDARD_SCRIPT);
      if (coin === undefined) throw new RangeError("every non-standard coin of this chain is spent");
      const tx = spendCoins({ coins: [coin], outputs: [], change: faucet.scriptPublicKey });
      simulator.mineOne({ bodies: [[tx]] });
      return { txIds: [tx.id] };
    }
    default:
      throw new RangeError("where is output, coinbase or input");
  }
}
