// A customer's wallet, without any page: one key of a phrase kept in the tab, coins read from the node, payments
// signed here. Change of a payment that is still waiting may be spent at once, as wallets do.
import { type AccountKey, parseAccountKey } from "@kaspa-pay/kaspa";
import { generatePhrase, phraseToAccount, privateChild } from "@kaspa-pay/kaspa/keys";
import { type BuiltPayment, buildPayment, signInputs, transactionId, type Utxo } from "@kaspa-pay/kaspa/tx";
import type { WrpcClient } from "@kaspa-pay/kaspa/wrpc";

const NETWORK = "simnet";
const PHRASE_KEY = "kaspa-sim.phrase";
/** Below this the storage mass of an output is over what nodes relay. */
const LEAST_OUTPUT_SOMPI = 10_000_000n;

/** The answers of one refresh come from slightly different moments; a payment this young is left alone. */
const SETTLING_MS = 5_000;

/** A payment that this tab has sent. */
export interface SentPayment {
  readonly txId: string;
  readonly sompi: bigint;
}

/** What the page needs of a wallet, a customer's or a store's. */
export interface Wallet {
  /** Where coins of the faucet go. */
  readonly address: string;
  readonly balanceSompi: bigint;
  /** Newest first. */
  readonly sent: readonly SentPayment[];
  readonly virtualDaaScore: bigint;
  /** Reads coins and the newest score. */
  refresh(): Promise<void>;
  /** Confirmations of a payment; undefined while it waits. */
  confirmationsOf(payment: SentPayment): bigint | undefined;
  /** Fee in sompi of a payment. */
  feeFor(to: string, sompi: bigint): Promise<bigint>;
  /** Signs and sends one payment. */
  pay(to: string, sompi: bigint): Promise<void>;
}

interface SpentPayment extends SentPayment {
  readonly changeKey: string | null;
  /** Coins it spent. */
  readonly spentKeys: readonly string[];
  /** `performance.now()` when it was sent. */
  readonly sentAt: number;
}

/** Keys and coins of one tab. */
export class TabWallet implements Wallet {
  readonly phrase: string;
  readonly address: string;
  readonly sent: SpentPayment[] = [];
  virtualDaaScore = 0n;
  readonly #secret: Uint8Array;
  readonly #client: WrpcClient;
  readonly #spent = new Set<string>();
  readonly #change = new Map<string, Utxo>();
  /** DAA score of the accepting block by payment, as soon as it is known. */
  readonly #acceptedAt = new Map<string, bigint>();
  #coins = new Map<string, Utxo>();

  private constructor(phrase: string, key: AccountKey, secret: Uint8Array, client: WrpcClient) {
    this.phrase = phrase;
    this.address = key.address(0, 0);
    this.#secret = secret;
    this.#client = client;
  }

  /** The wallet of this tab; a new phrase is made when it has none. */
  static async open(client: WrpcClient): Promise<TabWallet> {
    const phrase = sessionStorage.getItem(PHRASE_KEY) ?? (await generatePhrase(12));
    const account = await phraseToAccount(phrase, "", NETWORK);
    sessionStorage.setItem(PHRASE_KEY, phrase);
    const key = parseAccountKey(account.publicText, NETWORK);
    return new TabWallet(phrase, key, privateChild(account, 0, 0), client);
  }

  static forget(): void {
    sessionStorage.removeItem(PHRASE_KEY);
  }

  get balanceSompi(): bigint {
    return this.#spendable().reduce((sum, coin) => sum + coin.entry.amount, 0n);
  }

  async refresh(): Promise<void> {
    const [info, entries, pool] = await Promise.all([
      this.#client.getServerInfo(),
      this.#client.getUtxosByAddresses([this.address]),
      this.#client.getMempoolEntriesByAddresses([this.address]),
    ]);
    this.virtualDaaScore = info.virtualDaaScore;
    this.#coins = new Map(
      entries.map(({ outpoint, utxoEntry }) => [keyOf(outpoint), { outpoint, entry: utxoEntry }]),
    );
    for (const key of this.#coins.keys()) this.#change.delete(key);
    this.#noteAccepted();
    const waiting = pool.flatMap(({ sending }) =>
      sending.map((entry) => entry.transaction.verboseData?.transactionId),
    );
    this.#takeBack(new Set(waiting));
  }

  /** Coins of a payment that a reorg or the node dropped are free again, and its change is nothing. */
  #takeBack(waiting: ReadonlySet<string | null | undefined>): void {
    for (const { txId, spentKeys, changeKey, sentAt } of this.sent) {
      if (waiting.has(txId) || performance.now() - sentAt < SETTLING_MS) continue;
      for (const key of spentKeys) if (this.#coins.has(key)) this.#spent.delete(key);
      if (changeKey !== null && !this.#coins.has(changeKey)) this.#change.delete(changeKey);
    }
  }

  confirmationsOf({ txId }: SentPayment): bigint | undefined {
    const acceptedAt = this.#acceptedAt.get(txId);
    if (acceptedAt === undefined) return undefined;
    const depth = this.virtualDaaScore - acceptedAt;
    return depth < 0n ? 0n : depth;
  }

  /**
   * A payment is accepted when its change is among the coins. One whose change is spent already is accepted no later
   * than the payment that spent it.
   */
  #noteAccepted(): void {
    for (const { txId, changeKey } of this.sent) {
      if (changeKey === null) continue;
      const own = this.#coins.get(changeKey)?.entry.blockDaaScore;
      const heir = this.sent.find((later) => later.spentKeys.includes(changeKey));
      const score = own ?? (heir && this.#acceptedAt.get(heir.txId));
      if (score !== undefined && (own !== undefined || !this.#acceptedAt.has(txId)))
        this.#acceptedAt.set(txId, score);
    }
  }

  /** Without enough coins the fee is that of one large coin. */
  async feeFor(to: string, sompi: bigint): Promise<bigint> {
    const feeRate = await this.#feeRate();
    if (this.balanceSompi > sompi) return this.#build(to, sompi, feeRate, this.#spendable()).feeSompi;
    const coin: Utxo = {
      outpoint: { transactionId: "0".repeat(64), index: 0 },
      entry: {
        amount: sompi + 100_000_000_000n,
        scriptPublicKey: `000020${"0".repeat(64)}ac`,
        blockDaaScore: 0n,
        isCoinbase: false,
        covenantId: null,
      },
    };
    return this.#build(to, sompi, feeRate, [coin]).feeSompi;
  }

  async pay(to: string, sompi: bigint): Promise<void> {
    const built = this.#build(to, sompi, await this.#feeRate(), this.#spendable());
    const signed = signInputs(built.tx, built.entries, () => this.#secret);
    const txId = await this.#client.submitTransaction(signed);
    const spentKeys = built.spent.map((coin) => keyOf(coin.outpoint));
    const payment = {
      txId,
      sompi,
      changeKey: this.#keepChange(built),
      spentKeys,
      sentAt: performance.now(),
    };
    for (const key of spentKeys) this.#spent.add(key);
    this.sent.unshift(payment);
  }

  async #feeRate(): Promise<number> {
    return (await this.#client.getFeeEstimate()).normalBuckets[0]?.feerate ?? 100;
  }

  #build(to: string, sompi: bigint, feeRate: number, utxos: readonly Utxo[]): BuiltPayment {
    return buildPayment({
      network: NETWORK,
      utxos,
      to: { address: to, amountSompi: sompi },
      change: this.address,
      feeRate,
      minOutputSompi: LEAST_OUTPUT_SOMPI,
    });
  }

  #keepChange({ tx, changeSompi }: BuiltPayment): string | null {
    const output = tx.outputs[tx.outputs.length - 1];
    if (changeSompi === 0n || output === undefined) return null;
    const outpoint = { transactionId: transactionId(tx), index: tx.outputs.length - 1 };
    this.#change.set(keyOf(outpoint), {
      outpoint,
      entry: {
        amount: output.value,
        scriptPublicKey: output.scriptPublicKey,
        blockDaaScore: this.virtualDaaScore,
        isCoinbase: false,
        covenantId: null,
      },
    });
    return keyOf(outpoint);
  }

  #spendable(): Utxo[] {
    return [...this.#coins, ...this.#change].flatMap(([key, coin]) => (this.#spent.has(key) ? [] : [coin]));
  }
}

function keyOf({ transactionId: txId, index }: Utxo["outpoint"]): string {
  return `${txId}:${index}`;
}
