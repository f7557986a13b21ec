// The account behind "Use a demo wallet": a merchant's wallet on the simulated chain. The gateway knows its public key
// only, as of any wallet; the simulator signs for it, so that a merchant can pay out by one click.
import { createHash, randomInt } from "node:crypto";
import {
  type AccountKey,
  type AddressPath,
  parseAccountKey,
  scriptPublicKeyOf,
  sompiToKas,
} from "@kaspa-pay/kaspa";
import { type PrivateAccount, privateChild, seedToAccount } from "@kaspa-pay/kaspa/keys";
import { type BuiltPayment, buildPayment, signInputs, TxError, type Utxo } from "@kaspa-pay/kaspa/tx";
import type { Chain } from "./chain/chain.ts";
import { unspentCoins } from "./chain/faucet.ts";
import { submit } from "./chain/submission.ts";
import { entryFor, outpointKey, withIds } from "./chain/transaction.ts";

const NETWORK = "simnet";
/** Anybody who reads this file may spend, which is right for coins without value: one seed serves every simulator. */
const SEED = createHash("sha512").update("kaspa-sim demo accounts").digest();
const ACCOUNTS = 2 ** 31;
/**
 * Unused addresses of each branch that are looked at past the last used one. The gateway gives out receive addresses and
 * goes no further than real wallets look; the change branch is filled here, one after another.
 */
const GAPS = [200, 20] as const;
const STEP = 50;
const LEAST_OUTPUT_SOMPI = 10_000_000n;

/**
 * The public key (`ktub…`) of an account drawn for this call. Its number is in the key, so every simulator can sign for
 * it, after a restart too.
 */
export async function newDemoAccountKey(): Promise<string> {
  return seedToAccount(SEED, NETWORK, randomInt(ACCOUNTS)).publicText;
}

/** A payment that the account sent, once the chain accepted it. */
export interface AccountPayment {
  readonly txId: string;
  /** Of the accepting block. */
  readonly daaScore: number;
}

/** Keys and coins of one demo account. */
export class DemoAccount {
  readonly #chain: Chain;
  readonly #key: AccountKey;
  readonly #secret: PrivateAccount;
  /** Known addresses by their script public key. */
  readonly #paths = new Map<string, AddressPath>();
  readonly #derived = [0, 0];

  /**
   * @throws KeyError for a text that is no account key of simnet
   * @throws RangeError for an account that this simulator has no secret of
   */
  constructor(text: string, chain: Chain) {
    this.#chain = chain;
    this.#key = parseAccountKey(text, NETWORK);
    this.#secret = seedToAccount(SEED, NETWORK, this.#key.accountNumber);
    if (this.#secret.publicText !== this.#key.text) {
      throw new RangeError(
        "The simulator cannot sign for this account: only for keys that “Use a demo wallet” fills in. Versions up to 0.1.0 filled in keys that nobody can sign for: give the store a new one.",
      );
    }
  }

  /** The next unused address of the change branch. */
  get changeAddress(): string {
    return this.#key.address(1, this.#lastUsed()[1] + 1);
  }

  /** What can be spent now; change that waits in the mempool counts. */
  get balanceSompi(): bigint {
    return this.#coins().reduce((sum, { entry }) => sum + entry.amount, 0n);
  }

  /** The newest payments of the account that the chain has accepted. */
  payments(most = 20): AccountPayment[] {
    const scores = new Map<string, number>();
    this.#lastUsed();
    for (const { scriptPublicKey, spent } of this.#chain.ledger.outputs()) {
      if (spent !== null && this.#paths.has(scriptPublicKey)) scores.set(spent.txId, spent.daaScore);
    }
    return [...scores]
      .map(([txId, daaScore]) => ({ txId, daaScore }))
      .sort((a, b) => b.daaScore - a.daaScore)
      .slice(0, most);
  }

  /** Works a payment out without sending it. @throws RangeError with a text for people, AddressError */
  build(address: string, sompi: bigint, feeRate: number): BuiltPayment {
    try {
      return buildPayment({
        network: NETWORK,
        utxos: this.#coins(),
        to: { address, amountSompi: sompi },
        change: this.changeAddress,
        feeRate,
        minOutputSompi: LEAST_OUTPUT_SOMPI,
      });
    } catch (error) {
      throw error instanceof TxError ? new RangeError(this.#refusal(error, sompi)) : error;
    }
  }

  /** Signs a payment and puts it into the mempool, by the checks of any submission. @throws Rejection */
  send({ tx, entries }: BuiltPayment): string {
    const signed = signInputs(tx, entries, ({ scriptPublicKey }) => {
      const path = this.#paths.get(scriptPublicKey);
      return path && privateChild(this.#secret, path.branch, path.index);
    });
    const ready = withIds({
      ...signed,
      outputs: signed.outputs.map((output) => ({ ...output, covenant: null })),
    });
    submit(this.#chain, ready);
    return ready.id;
  }

  #refusal({ code, message }: TxError, sompi: bigint): string {
    const kas = (amount: bigint) => `${sompiToKas(amount, { trim: true })} KAS`;
    if (code === "insufficient_funds") {
      return `The store's wallet holds ${kas(this.balanceSompi)}. The payment of ${kas(sompi)} and its network fee are more: send coins to the wallet first.`;
    }
    if (code === "change_too_small") {
      return `The payment of ${kas(sompi)} would leave less than ${kas(LEAST_OUTPUT_SOMPI)}, which is too small for an output: pay less, or send coins to the wallet first.`;
    }
    return message;
  }

  /** Money that a covenant binds is not the account's to spend. */
  #coins(): Utxo[] {
    this.#lastUsed();
    const chain = this.#chain;
    const coins = [...this.#paths.keys()].flatMap((script) => [...unspentCoins(chain, script)]);
    for (const { tx } of chain.mempool.entries()) {
      for (const [index, output] of tx.outputs.entries()) {
        const isChange = this.#paths.get(output.scriptPublicKey)?.branch === 1;
        if (!isChange || chain.mempool.spenderOf(outpointKey(tx.id, index)) !== undefined) continue;
        const entry = entryFor(output, chain.virtualDaaScore, false);
        coins.push({ outpoint: { transactionId: tx.id, index }, entry });
      }
    }
    return coins.filter(({ entry }) => (entry.covenantId ?? null) === null);
  }

  /** Highest used index of each branch, −1 for none. Derives on until the gap behind it is looked at. */
  #lastUsed(): readonly [number, number] {
    const last: [number, number] = [-1, -1];
    const note = (script: string): void => {
      const path = this.#paths.get(script);
      if (path !== undefined) last[path.branch] = Math.max(last[path.branch], path.index);
    };
    const chain = this.#chain;
    do {
      for (const { scriptPublicKey } of chain.ledger.outputs()) note(scriptPublicKey);
      for (const { tx } of chain.mempool.entries())
        for (const output of tx.outputs) note(output.scriptPublicKey);
    } while (this.#derive(last));
    return last;
  }

  /** False when enough addresses are known already. */
  #derive(last: readonly [number, number]): boolean {
    let derived = false;
    for (const branch of [0, 1] as const) {
      while ((this.#derived[branch] ?? 0) <= last[branch] + GAPS[branch]) {
        const from = this.#derived[branch] ?? 0;
        for (const [at, address] of this.#key.addresses(branch, from, STEP).entries()) {
          this.#paths.set(scriptPublicKeyOf(address), { branch, index: from + at });
        }
        this.#derived[branch] = from + STEP;
        derived = true;
      }
    }
    return derived;
  }
}
